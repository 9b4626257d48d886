// The codec of what liblzma undoes: xz, lzma and lzip.
#pragma once

#include "content/codec.h"

#include <memory>

namespace leaksift::content {

/// `format` is xz, lzma or lzip. See make_codec().
std::unique_ptr<Codec> make_lzma_codec(FormatId format, std::size_t memory);

}  // namespace leaksift::content
