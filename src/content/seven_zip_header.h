// What the header of a 7z file says that decoding it will take.
#pragma once

#include "content/replay_stream.h"

#include <cstdint>

namespace leaksift::content {

/// The memory that the dictionaries of the archive's largest folder ask for, in bytes (7zFormat.txt
/// of the LZMA SDK). 0 if the header cannot be read, or takes more than `most` itself: what then
/// reads the archive will say why. Leaves `stream`, which must be seekable, anywhere.
std::uint64_t seven_zip_memory(ReplayStream& stream, std::uint64_t most);

}  // namespace leaksift::content
