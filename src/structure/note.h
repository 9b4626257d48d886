// Texts of prose and labels: a letter, a memo, a form that somebody has filled in.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for a text that is of no other format, or null if it is not all there (kSniffLength),
/// is code, markup or binary data, or is itself a value of a record.
///
/// What is said on a few pages is said of the same people: a record is all of a text of 8 KiB at
/// most, so that the name above a letter joins with the number in it. Of a longer one it is a page,
/// where form feeds end pages, else a paragraph. Where the first known label of a line ("Patient:
/// …") stands at the front of others too, each with more of them below, a record begins at each.
///
/// There are no cells: what labels and words say of values is found as in any text.
std::unique_ptr<Parser> sniff_note(const Sample& sample);

}  // namespace leaksift::structure
