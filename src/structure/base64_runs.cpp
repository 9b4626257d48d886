#include "structure/base64_runs.h"

#include "structure/base64_signs.h"
#include "structure/bytes.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>

namespace leaksift::structure {
namespace {

/// Lines of a run that goes on in the next.
constexpr std::size_t kLeastLine = 40;
constexpr std::size_t kMostLine = 1024;
constexpr std::size_t kMostIndent = 64;

/// Digits that stand side by side.
struct DigitLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t digits = 0;  ///< Fewer than bytes, if some are escaped.
};

DigitLine line_at(std::string_view window, std::size_t begin) {
  DigitLine line{begin, begin};
  while (line.end < window.size()) {
    const std::size_t plain = line.end;
    while (line.end < window.size() && is_base64_digit(window[line.end])) ++line.end;
    line.digits += line.end - plain;
    const Base64Sign sign = line.end < window.size() ? base64_sign(window, line.end) : Base64Sign{};
    if (sign.length == 0) break;
    line.end += sign.length;
    ++line.digits;
  }
  return line;
}

/// Whether `text` has nothing but digits that are not escaped.
bool is_unescaped(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_base64_digit);
}

/// How base64 of what no text begins with begins: the magic bytes of containers.
bool begins_like_container(std::string_view run) {
  // gzip, zip, bzip2, xz, zstd, 7z, PDF.
  constexpr std::string_view kStarts[] = {"H4sI",  "UEsDB",   "Qlpo",  "/Td6WFo",
                                          "KLUv/", "N3q8ryc", "JVBERi"};
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [run](std::string_view start) { return run.starts_with(start); });
}

/// The same for streams of zlib. Their magic is so short that lines of others begin so, too.
bool begins_like_zlib(std::string_view run) {
  constexpr std::string_view kStarts[] = {"eJw", "eJx", "eJy", "eJz", "eNo", "eNp",
                                          "eNq", "eNr", "eAE", "eAF", "eAG", "eAH"};
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [run](std::string_view start) { return run.starts_with(start); });
}

/// Whether this is a whole line of base64, and no word of another text: what is wrapped is padded
/// (RFC 2045 and 7468), and nothing but a closing sign follows.
bool ends_as_line(std::string_view window, const DigitLine& line) {
  std::size_t at = line.end;
  std::size_t digits = line.digits;
  for (int i = 0; i < 2 && at < window.size(); ++i) {
    const std::size_t padding = base64_padding(window, at);
    at += padding;
    digits += padding > 0 ? 1 : 0;
  }
  if (at == window.size()) return true;
  return digits % 4 == 0 && std::string_view("\r\n\"'`<\\%&").find(window[at]) != window.npos;
}

/// The line of a run that follows `line`; nothing if there is none.
std::optional<DigitLine> next_line(std::string_view window, const DigitLine& line) {
  if (line.digits < kLeastLine || line.digits > kMostLine || line.digits % 4 != 0) return {};
  const std::size_t line_break = base64_line_break(window, line.end);
  if (line_break == 0) return {};
  std::size_t at = line.end + line_break;
  const std::size_t most = std::min(window.size(), at + kMostIndent);
  while (at < most && (window[at] == ' ' || window[at] == '\t')) ++at;
  if (begins_like_container(window.substr(at))) return {};  // One in each line.
  const DigitLine next = line_at(window, at);
  if (next.digits == 0 || next.digits > line.digits || !ends_as_line(window, next)) return {};
  return next;
}

/// The end of the run whose first line is `first`.
std::size_t last_end(std::string_view window, const DigitLine& first) {
  DigitLine last = first;
  while (last.digits == first.digits) {
    const std::optional<DigitLine> next = next_line(window, last);
    if (!next) break;
    last = *next;
  }
  return last.end;
}

/// A look at what the first characters stand for: UTF-8 without controls, but with zeros, which
/// UTF-16 has and tar. Nearly all of what is no base64 fails at its first bytes.
bool is_promising_run(std::string_view run) {
  unsigned tails = 0;  // Bytes of a character that are still to come.
  std::size_t at = 0;
  for (std::size_t i = 0; i + 4 <= Base64Runs::kLeastLength; i += 4) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const Base64Sign sign = base64_sign(run, at);
      bits = (bits << 6) | sign.value;
      at += sign.length;
    }
    for (const unsigned shift : {16U, 8U, 0U}) {
      const std::uint32_t byte = (bits >> shift) & 0xff;
      const bool tail = (byte & 0xc0) == 0x80;
      const bool control = byte == 0x7f || (byte < 0x20 && byte != 0 && (byte < 9 || byte > 13));
      if (control || tail != (tails > 0) || byte > 0xf4) {
        return begins_like_container(run) || begins_like_zlib(run);
      }
      tails = tail ? tails - 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    }
  }
  return true;
}

}  // namespace

void Base64Runs::collect(const core::Block& block, const TextMarks& marks) {
  constexpr std::size_t kPair = 2 * TextMarks::kLane;
  runs_.clear();
  const std::string_view window = block.view();
  std::size_t passed = 0;
  for (std::size_t step = 0; step < marks.pairs().size(); ++step) {
    for (std::uint64_t pairs = marks.pairs()[step]; pairs != 0; pairs &= pairs - 1) {
      const std::size_t end = marks.lead() + step * TextMarks::kStep +
                              static_cast<std::size_t>(std::countr_zero(pairs)) + 1;
      if (end < passed + kPair || !is_unescaped(window.substr(end - kPair, kPair))) continue;
      passed = take_run(block, end - kPair);
    }
  }
}

// The run that has the two lanes at `at`: kept if it is one. Returns where it ends.
std::size_t Base64Runs::take_run(const core::Block& block, std::size_t at) {
  const std::string_view window = block.view();
  const std::size_t begin = base64_begin(window, at);
  const DigitLine first = line_at(window, begin);
  const bool has_capital = std::any_of(window.begin() + static_cast<std::ptrdiff_t>(begin),
                                       window.begin() + static_cast<std::ptrdiff_t>(first.end),
                                       [](char c) { return c >= 'A' && c <= 'Z'; });
  if (first.digits < kLeastLength || !has_capital) return std::max(first.end, at + 1);
  const std::size_t end = last_end(window, first);
  if (begin < block.own_begin || begin >= block.own_end) return end;
  if (!is_promising_run(window.substr(begin))) return end;
  const bool cut = end - begin > kMostLength;
  runs_.push_back({begin, cut ? begin + kMostLength : end, cut});
  return end;
}

std::string decode_base64(std::string_view run) {
  std::string bytes;
  bytes.reserve(run.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (std::size_t at = 0; at < run.size();) {
    const Base64Sign sign = base64_sign(run, at);
    if (sign.length == 0) {
      const std::size_t passed = is_space(run[at]) ? 1 : base64_line_break(run, at);
      if (passed == 0) break;
      at += passed;
      continue;
    }
    at += sign.length;
    bits = (bits << 6) | sign.value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>((bits >> count) & 0xffU));
  }
  return bytes;
}

}  // namespace leaksift::structure
