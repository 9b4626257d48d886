#include "content/sqlite_record.h"

#include "base/utf8.h"
#include "content/sqlite_rows.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace leaksift::content {
namespace {

/// The longest header that is believed; one of 64 columns takes about 100 bytes.
constexpr std::uint64_t kMostRecordHeader = 1024;
constexpr std::uint64_t kFirstBlobType = 12;
constexpr std::uint64_t kRealType = 7;

struct Varint {
  std::uint64_t value = 0;
  std::size_t length = 0;  ///< 0 if the bytes end within it.
};

/// Seven bits a byte, the most significant first; a ninth byte counts with all its bits.
Varint read_varint(std::string_view bytes) {
  Varint result;
  for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 9); ++i) {
    const auto byte = static_cast<std::uint8_t>(bytes[i]);
    if (i == 8) return {result.value << 8 | byte, 9};
    result.value = result.value << 7 | (byte & 0x7fU);
    if (byte < 0x80) return {result.value, i + 1};
  }
  return {};
}

bool is_text_type(std::uint64_t type) {
  return type >= kFirstBlobType && type % 2 == 1;
}

std::uint64_t length_of(std::uint64_t type) {
  constexpr std::uint8_t kLengths[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
  return type < kFirstBlobType ? kLengths[type] : (type - kFirstBlobType) / 2;
}

/// What the front of a list of types takes.
struct Sizes {
  std::size_t types = 0;     ///< Bytes of the types.
  std::uint64_t values = 0;  ///< Bytes of the values.
};

/// Reads one more type of `bytes`; false if there is none, or its values need more than `most`.
bool measure_next(std::string_view bytes, std::uint64_t most, Sizes& sizes) {
  const Varint type = read_varint(bytes.substr(sizes.types));
  if (type.length == 0 || type.value == 10 || type.value == 11) return false;  // Two are reserved.
  if (length_of(type.value) > most - sizes.values) return false;
  sizes.types += type.length;
  sizes.values += length_of(type.value);
  return true;
}

/// Whether the bytes of a number are more likely those of a text that was taken for one.
bool is_part_of_text(std::string_view number) {
  constexpr std::size_t kTelling = 4;
  return number.size() >= kTelling &&
         std::all_of(number.begin(), number.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string number_text(std::uint64_t type, std::string_view bytes) {
  if (type == 0) return "";
  if (type == 8 || type == 9) return std::to_string(type - 8);
  std::uint64_t value = (static_cast<std::uint8_t>(bytes[0]) & 0x80U) != 0 ? UINT64_MAX : 0;
  for (const char c : bytes) value = value << 8 | static_cast<std::uint8_t>(c);
  if (type == kRealType) return text_of(std::bit_cast<double>(value));
  return std::to_string(static_cast<std::int64_t>(value));
}

}  // namespace

std::size_t RecordCarver::carve_cell(std::string_view bytes, std::string& out) {
  const Varint payload = read_varint(bytes);
  if (payload.value < 2 || payload.value > bytes.size()) return 0;
  const Varint row = read_varint(bytes.substr(payload.length));
  for (const std::size_t begin : {payload.length + row.length, payload.length}) {
    if (payload.value > bytes.size() - begin) continue;
    if (carve_record(bytes.substr(begin, payload.value), out)) return begin + payload.value;
  }
  return 0;
}

bool RecordCarver::carve_spilled(std::string_view cell, std::string& out) {
  constexpr std::size_t kNextPage = 4;
  const Varint payload = read_varint(cell);
  if (payload.length == 0 || payload.value <= cell.size()) return false;
  const Varint row = read_varint(cell.substr(payload.length));
  for (const std::size_t begin : {payload.length + row.length, payload.length}) {
    const std::string_view record = cell.substr(begin);
    const Varint header = read_varint(record);
    const std::uint64_t most = std::min<std::uint64_t>(kMostRecordHeader, record.size());
    if (header.value < std::max<std::uint64_t>(2, header.length) || header.value > most) continue;
    const std::string_view types = record.substr(0, header.value).substr(header.length);
    const std::string_view values = record.substr(header.value);
    Sizes sizes;
    while (sizes.types < types.size() && measure_next(types, payload.value, sizes)) {
    }
    if (!charge(sizes.types) || sizes.types != types.size()) continue;
    if (header.value + sizes.values != payload.value || values.size() <= kNextPage) continue;
    if (write(types, values.substr(0, values.size() - kNextPage), out)) return true;
  }
  return false;
}

bool RecordCarver::carve_freed(std::string_view bytes, std::string& out) {
  constexpr std::size_t kLongestRow = 8;
  for (std::size_t begin = 0; begin < std::min(kLongestRow, bytes.size()); ++begin) {
    if (carve_record(bytes.substr(begin), out)) return true;
  }
  return carve_headless(bytes, out);
}

/// Whether `bytes` are exactly one record.
bool RecordCarver::carve_record(std::string_view bytes, std::string& out) {
  const Varint header = read_varint(bytes);
  // Its own length counts; a varint may be longer than it need be.
  if (header.value < std::max<std::uint64_t>(2, header.length) ||
      header.value > std::min<std::uint64_t>(kMostRecordHeader, bytes.size())) {
    return false;
  }
  const std::string_view types = bytes.substr(0, header.value).substr(header.length);
  Sizes sizes;
  while (sizes.types < types.size() && measure_next(types, bytes.size(), sizes)) {
  }
  if (!charge(sizes.types)) return false;
  if (sizes.types != types.size() || header.value + sizes.values != bytes.size()) return false;
  return write(types, bytes.substr(header.value), out);
}

/// A record without its front up to and including the type of its first value. Of several ways to
/// read it the one with the most columns: with fewer, the types of the others would be part of a
/// text, and most of them are control characters.
bool RecordCarver::carve_headless(std::string_view bytes, std::string& out) {
  constexpr std::uint64_t kLongestNumber = 8;
  const std::size_t before = out.size();
  std::string best;
  for (Sizes sizes; measure_next(bytes, bytes.size(), sizes);) {
    if (sizes.types + sizes.values > bytes.size() || !charge(1)) break;
    const std::uint64_t first = bytes.size() - sizes.types - sizes.values;
    if (first > kLongestNumber) continue;
    out.resize(before);
    if (write(bytes.substr(0, sizes.types), bytes.substr(sizes.types + first), out)) {
      best = out.substr(before);
    }
  }
  out.resize(before);
  out += best;
  return !best.empty();
}

/// Writes `values`, which are as long as `types` says, or cut; nothing if they are not to be
/// believed.
bool RecordCarver::write(std::string_view types, std::string_view values, std::string& out) {
  const std::size_t before = out.size();
  std::size_t total = values.size();
  std::size_t in_texts = 0;
  std::size_t columns = 0;
  std::size_t empty = 0;
  for (bool possible = true; possible && !types.empty();) {
    const Varint type = read_varint(types);
    types.remove_prefix(type.length);
    std::string_view value = values.substr(0, length_of(type.value));
    values.remove_prefix(value.size());
    if (value.size() < length_of(type.value)) {
      types = {};
      const std::string_view kept = is_text_type(type.value) ? whole_text(value) : "";
      total -= value.size() - kept.size();
      if (kept.empty()) {
        if (columns > 0) out.back() = '\n';
        break;
      }
      value = kept;
    }
    ++columns;
    if (value.empty()) ++empty;
    if (is_text_type(type.value)) {
      possible = is_text(value);
      in_texts += value.size();
    } else {
      possible = type.value >= kFirstBlobType || !is_part_of_text(value);
    }
    if (!possible) in_texts = 0;
    if (type.value < kFirstBlobType) {
      out += number_text(type.value, value);
    } else {
      out += value;
    }
    out += types.empty() ? '\n' : '\t';
  }
  // Zeros look like columns without a value, and a blob may be anything.
  const bool believed = in_texts > 1 && 2 * in_texts >= total && empty <= columns / 2 + 4;
  if (!believed) out.resize(before);
  return believed;
}

/// A text that is cut, without the part of a character at its end, or of what follows it.
std::string_view RecordCarver::whole_text(std::string_view bytes) {
  constexpr std::size_t kMostLeft = 3;
  for (std::size_t i = 0; i < kMostLeft && !bytes.empty() && !is_text(bytes); ++i) {
    bytes.remove_suffix(1);
  }
  return bytes;
}

bool RecordCarver::charge(std::size_t work) {
  const bool affordable = work <= work_left_;
  work_left_ = affordable ? work_left_ - work : 0;
  return affordable;
}

bool RecordCarver::is_text(std::string_view bytes) {
  if (!charge(bytes.size())) return false;
  for (std::size_t at = 0; at < bytes.size();) {
    const base::CodePoint point = base::decode_utf8(bytes, at);
    const bool space = point.value == '\t' || point.value == '\n' || point.value == '\r';
    if (point.length == 0 || (point.value < ' ' && !space) || point.value == 0x7f) return false;
    at += point.length;
  }
  return true;
}

}  // namespace leaksift::content
