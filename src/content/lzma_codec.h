// The codec of what liblzma undoes: xz, lzma and lzip.
#pragma once

#include "content/codec.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::content {

/// `format` is xz, lzma or lzip. See make_codec().
std::unique_ptr<Codec> make_lzma_codec(FormatId format, std::size_t memory);

/// What `packed` decodes to, at most `bytes`, as LZMA without any header; all that comes before a
/// break. `properties` are those of a 7z coder; the memory that they ask for is taken.
std::string undo_raw_lzma(std::string_view packed, std::string_view properties, std::size_t bytes);

}  // namespace leaksift::content
