#include "content/pg_custom_input.h"

#include <algorithm>
#include <utility>

namespace leaksift::content {

base::Error damage_at(std::uint64_t offset, std::string_view why) {
  return {"pg_dump: damaged at byte " + std::to_string(offset) + ": " + std::string(why)};
}

base::Error PgCustomInput::fail(std::uint64_t offset, base::Error error) {
  if (!error_) {
    error_ = std::move(error);
    broke_at_ = offset;
  }
  return *error_;
}

base::Error PgCustomInput::truncated() {
  const std::uint64_t end = position();
  return fail(end, {"pg_dump: truncated at byte " + std::to_string(end)});
}

base::Result<std::string_view> PgCustomInput::peek(std::uint64_t most) {
  if (error_) return *error_;
  if (input_.empty()) {
    const base::Result<std::string_view> block = window_.next_block();
    if (!block) return fail(position(), block.error());
    input_ = *block;
  }
  return input_.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(most, input_.size())));
}

base::Result<std::uint8_t> PgCustomInput::byte() {
  const base::Result<std::string_view> next = peek(1);
  if (!next) return next.error();
  if (next->empty()) return truncated();
  const auto value = static_cast<std::uint8_t>(next->front());
  take(1);
  return value;
}

/// A byte that is not 0 if the number is negative, then its amount, the lowest byte first.
base::Result<std::int64_t> PgCustomInput::number() {
  const base::Result<std::uint8_t> sign = byte();
  if (!sign) return sign.error();
  std::uint64_t amount = 0;
  for (std::size_t i = 0; i < number_bytes_; ++i) {
    const base::Result<std::uint8_t> next = byte();
    if (!next) return next.error();
    amount |= std::uint64_t{*next} << (8 * i);
  }
  amount &= INT64_MAX;
  return *sign != 0 ? -static_cast<std::int64_t>(amount) : static_cast<std::int64_t>(amount);
}

/// That of a string; false if there is none.
base::Result<bool> PgCustomInput::length(std::uint64_t& bytes) {
  const base::Result<std::int64_t> value = number();
  if (!value) return value.error();
  bytes = *value < 0 ? 0 : static_cast<std::uint64_t>(*value);
  return *value >= 0;
}

base::Result<bool> PgCustomInput::string(std::string& out, std::size_t most) {
  out.clear();
  const std::uint64_t begin = position();
  std::uint64_t left = 0;
  const base::Result<bool> there = length(left);
  if (!there) return there.error();
  if (left > most) return damaged(begin, "a string of " + std::to_string(left) + " bytes");
  while (left > 0) {
    const base::Result<std::string_view> piece = peek(left);
    if (!piece) return piece.error();
    if (piece->empty()) return truncated();
    out += *piece;
    left -= piece->size();
    take(piece->size());
  }
  return *there;
}

base::Result<bool> PgCustomInput::skip_string() {
  std::uint64_t left = 0;
  const base::Result<bool> there = length(left);
  if (!there) return there.error();
  const base::Status skipped = skip(left);
  if (!skipped) return skipped.error();
  return *there;
}

base::Status PgCustomInput::skip(std::uint64_t count) {
  while (count > 0) {
    const base::Result<std::string_view> piece = peek(count);
    if (!piece) return piece.error();
    if (piece->empty()) return truncated();
    count -= piece->size();
    take(piece->size());
  }
  return base::Ok{};
}

std::unique_ptr<core::ByteStream> PgCustomInput::rest(std::uint64_t& offset) {
  offset = broke_at();
  return error_ ? window_.rest_from(offset) : nullptr;
}

}  // namespace leaksift::content
