// Masks: a value as a person may see it, close enough to recognise, too little to use.
#pragma once

#include "pattern/pattern.h"

#include <string>
#include <string_view>

namespace leaksift::classify {

/// Appends `value`, masked, to `out`; always valid UTF-8.
///
/// kEdges keeps the first and last letters and digits (ASCII) and the separators (space - . / : ( )
/// +), and puts a star for every other character: "***-**-6789". When the edges come to more than
/// half of the letters and digits, all are stars; a value of 15 or more may show two thirds, which
/// is what PCI DSS 3.4.1 allows of a payment card (first six, last four).
/// kEmail shows the first character and the domain: "a***@harborline.com".
/// kWords shows the first character of each word and not how long it is: "A** L**".
/// kHidden shows eight stars, whatever the value.
void append_masked(std::string& out, std::string_view value, const pattern::Mask& mask);

}  // namespace leaksift::classify
