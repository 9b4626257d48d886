#include "structure/line_w3c_log.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/line_query.h"
#include "structure/sample.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

/// How the values of a column are written.
enum class ValueForm : std::uint8_t { kPlain, kEncoded, kUrl, kQuery, kCookies };

/// What a #Fields line says.
struct Fields {
  SharedHeading heading = std::make_shared<const Heading>();
  std::vector<ValueForm> forms;
};

ValueForm form_of(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  if (lower == "cs-uri-query") return ValueForm::kQuery;
  if (lower == "cs-uri" || lower == "cs(referer)") return ValueForm::kUrl;
  if (lower == "cs(cookie)") return ValueForm::kCookies;
  const bool header = lower.starts_with("cs(") || lower.starts_with("sc(");
  return header || lower == "cs-uri-stem" ? ValueForm::kEncoded : ValueForm::kPlain;
}

/// The names behind "#Fields:", or a null view.
std::string_view names_in(std::string_view line) {
  constexpr std::string_view kDirective = "#fields:";
  const bool fits = line.size() > kDirective.size() &&
                    std::equal(kDirective.begin(), kDirective.end(), line.begin(),
                               [](char a, char b) { return a == to_lower(b); });
  return fits ? line.substr(kDirective.size()) : std::string_view();
}

Fields read_fields(std::string_view names) {
  constexpr std::string_view kSeparators = " \t,";
  Heading heading;
  Fields fields;
  std::size_t at = names.find_first_not_of(kSeparators);
  while (at < names.size() && heading.names.size() < kMaxColumns) {
    const std::size_t end = std::min(names.find_first_of(kSeparators, at), names.size());
    const std::string_view name = names.substr(at, end - at).substr(0, kMaxNameLength);
    fields.forms.push_back(form_of(name));
    heading.names.emplace_back(name);
    at = names.find_first_not_of(kSeparators, end);
  }
  fields.heading = std::make_shared<const Heading>(std::move(heading));
  return fields;
}

/// Calls `give(begin, end, column, doubled)` with the values of a line from left to right, those in
/// quotes without them; `doubled` tells whether quotes are doubled there. Several spaces are one.
template <class Give>
void each_value(std::string_view line, char separator, Give&& give) {
  std::size_t at = 0;
  for (std::uint32_t column = 0; at < line.size(); ++column) {
    bool doubled = false;
    std::size_t end = at;
    if (line[at] == '"') {
      end = std::min(line.find('"', ++at), line.size());
      while (end + 1 < line.size() && line[end + 1] == '"') {
        doubled = true;
        end = std::min(line.find('"', end + 2), line.size());
      }
      give(at, end, column, doubled);
      end = std::min(line.find(separator, end), line.size());
    } else {
      end = std::min(line.find(separator, at), line.size());
      give(at, end, column, doubled);
    }
    at = end + 1;
    while (separator == ' ' && at < line.size() && line[at] == ' ') ++at;
  }
}

class W3cLog {
 public:
  explicit W3cLog(char separator) : separator_(separator) {}

  static std::string_view format() { return "w3c_log"; }
  template <class Out>
  void select(Out& out) const {
    out.select(fields_->heading);
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty()) return;
    if (line[0] == '#') {
      out.end_record(0);
      const std::string_view names = names_in(line);
      if (names.empty()) return;
      fields_ = std::make_shared<const Fields>(read_fields(names));
      select(out);
      return;
    }
    out.begin_record();
    if constexpr (!Out::kSilent) {
      QueryReader<Out> reader(line, out);
      each_value(line, separator_,
                 [&](std::size_t begin, std::size_t end, std::uint32_t column, bool doubled) {
                   const bool encoded = form_of_column(column) == ValueForm::kEncoded;
                   const core::Encoding encoding =
                       doubled   ? core::Encoding::kDoubled
                       : encoded ? query_encoding(line.substr(begin, end - begin))
                                 : core::Encoding::kPlain;
                   read_value(reader, begin, end, column, encoding);
                 });
    }
  }

 private:
  ValueForm form_of_column(std::uint32_t column) const {
    return column < fields_->forms.size() ? fields_->forms[column] : ValueForm::kPlain;
  }

  template <class Out>
  void read_value(QueryReader<Out>& reader, std::size_t begin, std::size_t end,
                  std::uint32_t column, core::Encoding encoding) const {
    switch (form_of_column(column)) {
      case ValueForm::kUrl:
        return reader.url(begin, end, column);
      case ValueForm::kQuery:
        return reader.parameters(begin, end);
      case ValueForm::kCookies:
        return reader.cookies(begin, end);
      default:
        return reader.plain(begin, end, column, encoding);
    }
  }

  std::shared_ptr<const Fields> fields_ = std::make_shared<const Fields>();
  char separator_;
};

char separator_of(std::string_view names, std::string_view first_values) {
  if (names.find(',') != std::string_view::npos) return ',';
  return first_values.find('\t') != std::string_view::npos ? '\t' : ' ';
}

/// What parts the values in these lines; NUL if they are none of such a log.
char find_separator(const std::vector<std::string_view>& lines) {
  std::string_view names;
  std::size_t columns = 0;
  std::size_t fitting = 0;
  std::size_t judged = 0;
  char separator = '\0';
  for (const std::string_view line : lines) {
    if (line[0] == '#') {
      const std::string_view listed = names_in(line);
      if (listed.empty()) continue;
      names = listed;
      columns = read_fields(names).forms.size();
      continue;
    }
    if (columns < 2) return '\0';
    if (judged++ == 0) separator = separator_of(names, line);
    std::size_t values = 0;
    each_value(line, separator, [&](std::size_t, std::size_t, std::uint32_t, bool) { ++values; });
    if (values == columns) ++fitting;
  }
  return is_share(fitting, judged, 60) ? separator : '\0';
}

}  // namespace

std::unique_ptr<Parser> sniff_w3c_log(const Sample& sample) {
  if (!sample.first_line().starts_with('#')) return nullptr;
  const char separator = find_separator(sample.lines());
  if (separator == '\0') return nullptr;
  return line_parser(W3cLog(separator), sample);
}

}  // namespace leaksift::structure
