// PgCustomInput: the bytes of an archive of pg_dump, and the numbers and strings in them.
#pragma once

#include "base/result.h"
#include "content/replay_stream.h"
#include "content/source_window.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leaksift::content {

/// The error of what makes no sense at `offset`.
base::Error damage_at(std::uint64_t offset, std::string_view why);

/// Takes an archive apart from front to back, as WriteInt and WriteStr of PostgreSQL have written
/// it (src/bin/pg_dump/pg_backup_archiver.c). After an error nothing more can be taken: the same
/// error comes again, and rest() gives what follows. Messages read "pg_dump: truncated at byte
/// 812"; when the source itself fails, its own comes instead. Used by one thread at a time.
class PgCustomInput {
 public:
  /// `source` must outlive it.
  explicit PgCustomInput(ReplayStream& source) : window_(source) {}

  /// How many bytes a number has, beside the one for its sign: 1 to 8. Said by the header.
  void set_number_bytes(std::size_t bytes) { number_bytes_ = bytes; }

  base::Result<std::uint8_t> byte();
  base::Result<std::int64_t> number();
  /// A string of at most `most` bytes goes to `out`; false if there is none, which is another thing
  /// than an empty one. What came before an error is in `out`.
  base::Result<bool> string(std::string& out, std::size_t most);
  /// Passes over a string of any length.
  base::Result<bool> skip_string();
  base::Status skip(std::uint64_t count);

  /// The next bytes, `most` at most, which are taken as far as take() says; none at the end.
  base::Result<std::string_view> peek(std::uint64_t most);
  void take(std::size_t count) { input_.remove_prefix(count); }

  /// Of the next byte in the archive.
  std::uint64_t position() const { return window_.position() - input_.size(); }

  /// Breaks with `error`; rest() is to begin at `offset`.
  base::Error fail(std::uint64_t offset, base::Error error);
  /// Breaks because what stands at `offset` makes no sense.
  base::Error damaged(std::uint64_t offset, std::string_view why) {
    return fail(offset, damage_at(offset, why));
  }
  /// Breaks because the archive ends here.
  base::Error truncated();

  /// The error with which it broke, if it did...
  const std::optional<base::Error>& error() const { return error_; }
  /// ...and where; or position().
  std::uint64_t broke_at() const { return error_ ? broke_at_ : position(); }
  /// If it broke, rest() begins at the start.
  void give_all() { broke_at_ = 0; }
  /// See ContainerReader::rest().
  std::unique_ptr<core::ByteStream> rest(std::uint64_t& offset);

 private:
  base::Result<bool> length(std::uint64_t& bytes);

  SourceWindow window_;
  std::string_view input_;  ///< Of the window's last block, not taken yet.
  std::size_t number_bytes_ = 4;
  std::optional<base::Error> error_;
  std::uint64_t broke_at_ = 0;
};

}  // namespace leaksift::content
