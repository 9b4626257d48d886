// Rows as psql prints them in expanded form: a column on each line (\x, \gx and option -x).
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the rows among the first lines of `prefix`, or null if there are none:
///   -[ RECORD 1 ]---------
///   name | Ann Lee
///   note | two          +
///        | lines
/// A record is a row, from its mark to a line without a bar. A line without a name goes on with the
/// value before it, and is a cell of its own. (PostgreSQL manual, psql, "\x"; mysql's \G is read as
/// YAML.)
std::unique_ptr<Parser> sniff_expanded(const Sample& sample);

}  // namespace leaksift::structure
