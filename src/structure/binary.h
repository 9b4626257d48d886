// Telling binary data from text.
#pragma once

#include <string_view>

namespace leaksift::structure {

/// Whether `bytes` are no text: more than one in 64 is zero, DEL, or a control character that texts
/// do not have. These have white space, bells, backspaces and escapes of terminals, SOH to ETX
/// (Hive, FIX) and FS to US as separators, and SUB as their end. Bytes beyond ASCII say nothing,
/// since text in a charset that nobody declares has them too.
bool is_binary(std::string_view bytes);

}  // namespace leaksift::structure
