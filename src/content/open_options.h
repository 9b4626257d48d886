// OpenOptions: what a reader of containers may use.
#pragma once

#include "content/passwords.h"
#include "content/replay_stream.h"
#include "content/seven_zip_aes.h"
#include "core/limits.h"
#include "core/work_time.h"

#include <cstddef>

namespace leaksift::content {

struct OpenOptions {
  std::size_t memory = core::Limits().max_decoder_bytes;  ///< For decoding, beyond buffers.
  const Passwords* passwords = nullptr;                   ///< Null: none.
  SevenZipKeys* keys = nullptr;          ///< Of `passwords`; null: nobody keeps them.
  const core::WorkTime* time = nullptr;  ///< Once it has passed, no more passwords are tried.
  ReplayStream* beside = nullptr;        ///< See ExpandOptions; null: nothing.
};

}  // namespace leaksift::content
