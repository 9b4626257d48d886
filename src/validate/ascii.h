// The ASCII letter classes of base, under the name of this folder.
#pragma once

#include "base/ascii.h"

namespace leaksift::validate {

using base::all_of;
using base::CharacterSet;
using base::equal_caseless;
using base::is_alnum;
using base::is_beyond_ascii;
using base::is_digit;
using base::is_hex;
using base::is_letter;
using base::is_lower;
using base::is_one_of_caseless;
using base::is_space;
using base::is_text_letter;
using base::is_upper;
using base::starts_with_caseless;
using base::to_lower;
using base::to_upper;
using base::trim;

}  // namespace leaksift::validate
