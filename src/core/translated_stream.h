// TranslatedStream: a ByteStream that gives a blob in other bytes than it has, such as UTF-16 as
// UTF-8.
#pragma once

#include "core/byte_stream.h"
#include "core/line_map.h"
#include "core/mail_text.h"
#include "core/offset_map.h"

#include <string_view>

namespace leaksift::core {

/// What cuts blobs into blocks asks a ByteStream for this by dynamic_cast, so that findings stand
/// where they do in the blob's own bytes. Used by one thread at a time.
class TranslatedStream : public ByteStream {
 public:
  /// Of all that was read; perhaps of more. Who reads may forget what it needs no more.
  virtual OffsetMap& origins() = 0;
  /// Which lines the text's lines were; null if they are the same.
  virtual LineMap* lines() { return nullptr; }
  /// What is known of the text if it is mail; else null.
  virtual const MailText* mail() const { return nullptr; }
  /// What was undone so far, such as "utf-16le"; empty if nothing was.
  virtual std::string_view encoding() const = 0;
};

}  // namespace leaksift::core
