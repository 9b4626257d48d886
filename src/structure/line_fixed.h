// Tables of fixed width without names or rules, as mainframes export them.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for records of fixed width, or null if the sample shows none: eight lines or more,
/// nearly all of the same length, of which three columns can be told apart, one of them of numbers
/// of six digits or more, and one of text that spaces fill up.
///
/// A column begins where, in nearly all lines,
///   - two spaces end, and there is more text than before them: "DOE         JOHN",
///   - digits begin behind letters or spaces, or letters behind digits: "RW536904399DOE",
///   - one space ends that stands behind a number of six digits or more.
/// Columns that adjoin without such a sign are taken for one. Each line is a record; columns are
/// called column_1 and so on.
std::unique_ptr<Parser> sniff_fixed_rows(const Sample& sample);

}  // namespace leaksift::structure
