// Statements of SQL in lines of source code, notebooks and manuals.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for text with statements that insert rows, each on a line of its own with the names of
/// its columns and with values in quotes, or null if the sample has none:
///   cur.execute("INSERT INTO patient (name, dob) VALUES ('Ann Leclair', '1954-02-14')")
/// Each such line is a record with the columns as its fields. Other lines are in no record.
std::unique_ptr<Parser> sniff_statements(const Sample& sample);

}  // namespace leaksift::structure
