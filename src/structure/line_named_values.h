// Lists of named values, a line for each name and the next for its value.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the list that begins with `prefix`, or null if it is none: what was typed into the
/// forms of a browser, as programs that steal it write it down.
///   Name: ssn
///   Value: 536-90-4399
///   ===============
/// Nine of ten lines are such, or signs that repeat, with three pairs or more, the same two labels
/// in each, and the second one of those of values (pair_names.h). One name is known as that of a
/// field, and no name follows itself again and again.
///
/// A record is all pairs up to a line of another kind, as the heading of another browser, and a
/// value is called what the line before it says.
std::unique_ptr<Parser> sniff_named_values(const Sample& sample);

}  // namespace leaksift::structure
