// Which build of a program runs.
#pragma once

#include <string>

namespace leaksift::base {

/// The linker's digest of the running program (the note NT_GNU_BUILD_ID of ELF), in hex: another
/// for every change of it. Empty if it was linked without one. Thread safe.
const std::string& build_id();

}  // namespace leaksift::base
