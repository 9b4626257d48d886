#include "structure/base64_runs.h"

#include "base/base64.h"
#include "structure/bytes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace leaksift::structure {
namespace {

/// Lines of a run that goes on in the next.
constexpr std::size_t kLeastLine = 40;
constexpr std::size_t kMostLine = 1024;
constexpr std::size_t kMostIndent = 64;

/// The digits of sections 4 and 5, since URLs have '-' and '_' for '+' and '/'.
constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values = base::kBase64Values;
  values['-'] = values['+'];
  values['_'] = values['/'];
  return values;
}();

constexpr std::uint8_t value_of(char c) {
  return kValues[static_cast<std::uint8_t>(c)];
}

constexpr bool is_digit_of_base64(char c) {
  return value_of(c) != base::kNotBase64;
}

std::size_t run_end(std::string_view window, std::size_t at) {
  while (at < window.size() && is_digit_of_base64(window[at])) ++at;
  return at;
}

/// How base64 of what no text begins with begins: the magic bytes of containers.
bool begins_like_container(std::string_view run) {
  // gzip, zip, bzip2, xz, zstd, 7z.
  constexpr std::string_view kStarts[] = {"H4sI", "UEsDB", "Qlpo", "/Td6WFo", "KLUv/", "N3q8ryc"};
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [run](std::string_view start) { return run.starts_with(start); });
}

/// Whether [begin, end) is a whole line of base64, and no word of another text: what is wrapped is
/// padded (RFC 2045 and 7468), and nothing but a closing sign follows.
bool ends_as_line(std::string_view window, std::size_t begin, std::size_t end) {
  std::size_t at = end;
  while (at < window.size() && at < end + 2 && window[at] == '=') ++at;
  if (at == window.size()) return true;
  return (at - begin) % 4 == 0 && std::string_view("\r\n\"'`<").find(window[at]) != window.npos;
}

/// Where the next line of a run begins that has a line in [begin, end); npos if there is none.
std::size_t next_line(std::string_view window, std::size_t begin, std::size_t end) {
  const std::size_t length = end - begin;
  if (length < kLeastLine || length > kMostLine || length % 4 != 0) return window.npos;
  std::size_t at = end;
  if (at < window.size() && window[at] == '\r') ++at;
  if (at >= window.size() || window[at] != '\n') return window.npos;
  ++at;
  const std::size_t most = std::min(window.size(), at + kMostIndent);
  while (at < most && (window[at] == ' ' || window[at] == '\t')) ++at;
  if (begins_like_container(window.substr(at))) return window.npos;  // One in each line.
  const std::size_t line_end = run_end(window, at);
  if (line_end == at || line_end - at > length) return window.npos;
  return ends_as_line(window, at, line_end) ? at : window.npos;
}

/// The end of the run whose first line is [begin, end).
std::size_t last_end(std::string_view window, std::size_t begin, std::size_t end) {
  const std::size_t length = end - begin;
  for (std::size_t next = begin; end - next == length;) {
    next = next_line(window, next, end);
    if (next == window.npos) break;
    end = run_end(window, next);
  }
  return end;
}

/// A look at what the first characters stand for: UTF-8 without controls, but with zeros, which
/// UTF-16 has and tar. Nearly all of what is no base64 fails at its first bytes.
bool is_promising(std::string_view run) {
  unsigned tails = 0;  // Bytes of a character that are still to come.
  for (std::size_t i = 0; i + 4 <= Base64Runs::kLeastLength; i += 4) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      bits = (bits << 6) | value_of(run[i + k]);
    }
    for (const unsigned shift : {16U, 8U, 0U}) {
      const std::uint32_t byte = (bits >> shift) & 0xff;
      const bool tail = (byte & 0xc0) == 0x80;
      const bool control = byte == 0x7f || (byte < 0x20 && byte != 0 && (byte < 9 || byte > 13));
      if (control || tail != (tails > 0) || byte > 0xf4) return begins_like_container(run);
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
      if (end < passed + kPair || run_end(window.substr(0, end), end - kPair) < end) continue;
      passed = take_run(block, end - kPair);
    }
  }
}

// The run that has the two lanes at `at`: kept if it is one. Returns where it ends.
std::size_t Base64Runs::take_run(const core::Block& block, std::size_t at) {
  const std::string_view window = block.view();
  std::size_t begin = at;
  while (begin > 0 && is_digit_of_base64(window[begin - 1])) --begin;
  std::size_t end = run_end(window, at);
  const bool has_capital = std::any_of(window.begin() + static_cast<std::ptrdiff_t>(begin),
                                       window.begin() + static_cast<std::ptrdiff_t>(end),
                                       [](char c) { return c >= 'A' && c <= 'Z'; });
  if (end - begin < kLeastLength || !has_capital) return end;
  end = last_end(window, begin, end);
  if (begin < block.own_begin || begin >= block.own_end) return end;
  if (!is_promising(window.substr(begin))) return end;
  const bool cut = end - begin > kMostLength;
  runs_.push_back({begin, cut ? begin + kMostLength : end, cut});
  return end;
}

std::string decode_base64(std::string_view run) {
  std::string bytes;
  bytes.reserve(run.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : run) {
    const std::uint8_t value = value_of(c);
    if (value == base::kNotBase64) {
      if (is_space(c)) continue;
      break;
    }
    bits = (bits << 6) | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>((bits >> count) & 0xffU));
  }
  return bytes;
}

}  // namespace leaksift::structure
