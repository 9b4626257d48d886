// Field phrases: completes what the files of a set say in short about names of fields.
#pragma once

#include "pattern/pattern.h"

namespace leaksift::pattern {

/// What begins a phrase that stands for one with each of Vocabulary::persons in its place:
/// "<person> last".
inline constexpr std::string_view kPersonMark = "<person> ";

/// To be called once the patterns and the vocabulary of a set are read. Writes out the phrases that
/// begin with kPersonMark, makes `given_fields` and `family_fields` of a pattern ones of its
/// `fields` where they are not among its `ending_fields`, and gives Vocabulary::glued the words of
/// all phrases.
void complete_fields(PatternSet& set);

}  // namespace leaksift::pattern
