// Parameters of queries and cookies in a line: what a URL asks for, as fields of their own.
#pragma once

#include "structure/line_pairs.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::structure {

/// Gives parts of `line` to `out`, a LineOutput. Values of parameters are percent-encoded.
template <class Out>
class QueryReader {
 public:
  QueryReader(std::string_view line, Out& out) : line_(line), out_(out) {}

  /// A value of this column, unless it is "-".
  void plain(std::size_t begin, std::size_t end, std::uint32_t column,
             core::Encoding encoding = core::Encoding::kPlain) {
    if (end - begin == 1 && line_[begin] == '-') return;
    out_.cell(begin, end, column, encoding);
  }

  /// A URL: what stands before its query is of this column.
  void url(std::size_t begin, std::size_t end, std::uint32_t column) {
    const std::size_t query = std::min(line_.substr(0, end).find('?', begin), end);
    plain(begin, query, column);
    parameters(query + 1, end);
  }

  /// "a=1&b=2#c": each is a field "query.NAME". What has no name is none.
  void parameters(std::size_t begin, std::size_t end) { each(begin, end, "query.", "&;#"); }

  /// "a=1; b=2", where a space may be written '+' or "%20": fields "cookie.NAME".
  void cookies(std::size_t begin, std::size_t end) { each(begin, end, "cookie.", ";"); }

 private:
  void each(std::size_t begin, std::size_t end, std::string_view prefix, std::string_view signs) {
    const std::string_view part = line_.substr(0, end);
    for (std::size_t at = begin; at < end;) {
      const std::size_t stop = std::min(part.find_first_of(signs, at), end);
      const std::size_t equals = part.substr(0, stop).find('=', at);
      if (equals != std::string_view::npos && equals - at <= kMaxPairKey) {
        name_.assign(prefix).append(without_space(part.substr(at, equals - at)));
        out_.value(equals + 1, stop, name_,
                   query_encoding(part.substr(equals + 1, stop - equals - 1)));
      }
      if (stop < end && part[stop] == '#') return;
      at = stop + 1;
    }
  }

  static std::string_view without_space(std::string_view name) {
    while (name.starts_with(' ') || name.starts_with('+')) name.remove_prefix(1);
    return name.starts_with("%20") ? name.substr(3) : name;
  }

  std::string_view line_;
  Out& out_;
  std::string name_;
};

}  // namespace leaksift::structure
