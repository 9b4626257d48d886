// OpenOptions: what a reader of containers may use.
#pragma once

#include "content/passwords.h"
#include "core/limits.h"

#include <cstddef>

namespace leaksift::content {

struct OpenOptions {
  std::size_t memory = core::Limits().max_decoder_bytes;  ///< For decoding, beyond buffers.
  const Passwords* passwords = nullptr;                   ///< Null: none.
};

}  // namespace leaksift::content
