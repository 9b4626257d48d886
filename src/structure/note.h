// Short texts of prose and labels: a letter, a memo, a form that somebody has filled in.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for a text that is of no other format, or null if it is not all there, is longer than a
/// few pages, is code or binary data, or is itself a value of a record.
///
/// What is said in so short a text is said of the same people: a record is all of it, so that the
/// name above a letter joins with the number in it. It has no cells: what labels and words say of
/// its values is found as in any text. Where the first known label of a line ("Patient: …") stands
/// at the front of others too, each with more of them below, a record begins at each.
std::unique_ptr<Parser> sniff_note(const Sample& sample);

}  // namespace leaksift::structure
