// ContainerReader: the members of one container, one after the other.
#pragma once

#include "base/result.h"
#include "core/byte_stream.h"
#include "core/line_map.h"
#include "core/mail_text.h"
#include "core/offset_map.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leaksift::content {

/// What is known of a member that is the text of mail. The maps lead to bytes of the mail as a
/// whole; they are the reader's, and valid until its next member.
struct MailMember {
  core::MailText form;
  core::OffsetMap* origins = nullptr;
  core::LineMap* lines = nullptr;
};

/// A regular file in a container, or a part of a document. `name` is bytes as they stand there:
/// never a path to be opened.
struct Member {
  std::string name;
  std::uint64_t bytes = 0;  ///< 0 if unknown.
  bool encrypted = false;
  bool is_text = false;  ///< Made by the reader: never a container, whatever it begins with.
  std::optional<MailMember> mail;
  bool is_whole = false;    ///< Is the container itself, so to say, and has no name.
  bool is_message = false;  ///< Said to be mail, whatever it begins with.
  std::string charset;      ///< That somebody has declared; or empty.
  std::string outer;        ///< Another step in front of the name; mostly empty.
};

/// Reads a container from first to last. Errors read "zip: truncated ZIP file data"; when the
/// source itself fails, its own message comes instead. Used by one thread at a time.
class ContainerReader {
 public:
  virtual ~ContainerReader() = default;

  /// Goes to the next member and says whether there is one. After an error nothing more comes.
  virtual base::Result<bool> next(Member& member) = 0;

  /// Reads the current member; 0 at its end.
  virtual base::Result<std::size_t> read(char* buffer, std::size_t capacity) = 0;

  /// What the container is, where that says more than its format: a zip that is a "docx".
  virtual std::string_view label() const { return {}; }

  /// Bytes decoded so far that read() did not hand out, such as markup; they count as decoded too.
  virtual std::uint64_t bytes_kept_back() const { return 0; }

  /// How many bytes of the source have been decoded; where it broke, if it did.
  virtual std::uint64_t bytes_used() const { return 0; }

  /// Bytes of memory that decoding needs now, as far as they depend on what the source says.
  virtual std::size_t memory() const { return 0; }

  /// After an error that ended the container: what stands in the source from the break on, as it
  /// is, and at which `offset` of the source that begins. Null if there is nothing, or nothing that
  /// was not read already. It reads from the source; nothing else may be asked of the reader then.
  virtual std::unique_ptr<core::ByteStream> rest(std::uint64_t& offset) {
    offset = 0;
    return nullptr;
  }
};

}  // namespace leaksift::content
