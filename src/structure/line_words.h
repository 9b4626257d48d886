// WordReader: reads the lines of web servers' logs, which are words and values in quotes.
#pragma once

#include "structure/line_pairs.h"
#include "structure/line_query.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace leaksift::structure {

/// Reads one line from left to right and gives it to `out`, a LineOutput. Nothing that follows
/// changes what was given. Each function passes one value and the space behind it, and tells
/// whether more follows; it stays where it is if no such value stands there.
template <class Out>
class WordReader {
 public:
  WordReader(std::string_view line, Out& out) : line_(line), out_(out), query_(line, out) {}

  bool ended() const { return at_ >= line_.size(); }
  std::size_t offset() const { return at_; }
  /// The next byte, if it is not at the end.
  char next() const { return line_[at_]; }

  /// What ends at the next space; without a column, nothing is given.
  bool word(std::optional<std::uint32_t> column) {
    const std::size_t begin = at_;
    const std::size_t end = word_end(begin);
    if (column) query_.plain(begin, end, *column);
    return pass(end);
  }

  /// An address without its port: 10.0.0.1:80 or [::1]:80.
  bool endpoint(std::uint32_t column) {
    const std::size_t end = word_end(at_);
    const std::string_view text = line_.substr(0, end);
    const bool bracket = text.substr(at_).starts_with('[');
    const std::size_t begin = at_ + (bracket ? 1 : 0);
    const std::size_t sign = text.find(bracket ? ']' : '.', begin);
    const std::size_t stop = bracket ? sign : text.find(':', std::min(sign, end));
    query_.plain(begin, std::min(stop, end), column);
    return pass(end);
  }

  /// What stands in quotes or in brackets, told by their closing sign.
  bool enclosed(char closing, std::uint32_t column) {
    std::size_t end = 0;
    if (!find_end(closing, end)) return false;
    query_.plain(at_ + 1, end, column);
    return pass(end + 1);
  }

  /// "GET target HTTP/1.1": the target is a URL.
  bool request(std::uint32_t column) {
    std::size_t end = 0;
    if (!find_end('"', end)) return false;
    const std::size_t target = std::min(word_end(at_ + 1) + 1, end);
    query_.url(target, std::min(word_end(target), end), column);
    return pass(end + 1);
  }

  /// A URL in quotes.
  bool url(std::uint32_t column) {
    std::size_t end = 0;
    if (!find_end('"', end)) return false;
    query_.url(at_ + 1, end, column);
    return pass(end + 1);
  }

 private:
  std::size_t word_end(std::size_t at) const { return std::min(line_.find(' ', at), line_.size()); }

  bool pass(std::size_t end) {
    at_ = end + 1;
    return !ended();
  }

  bool find_end(char closing, std::size_t& end) const {
    if (ended() || next() != (closing == ']' ? '[' : closing)) return false;
    bool escaped = false;
    end = closing_quote(line_, at_ + 1, closing, escaped);
    return true;
  }

  std::string_view line_;
  Out& out_;
  QueryReader<Out> query_;
  std::size_t at_ = 0;
};

}  // namespace leaksift::structure
