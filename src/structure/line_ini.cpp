#include "structure/line_ini.h"

#include "structure/blanks.h"
#include "structure/bytes.h"
#include "structure/line_pairs.h"
#include "structure/line_parser.h"
#include "structure/sample.h"
#include "structure/table_register.h"

#include <algorithm>
#include <string>
#include <vector>

namespace leaksift::structure {

namespace {

bool is_ini_key_byte(char c) {
  return is_letter(c) || is_digit(c) ||
         std::string_view("_-./:@#'() \t").find(c) != std::string_view::npos;
}

struct Setting {
  std::string_view key;  ///< Empty if the line is no setting.
  std::size_t value = 0;
};

/// `line` from the '=' on behind the key whose first quote stands at `begin`.
Setting read_quoted_setting(std::string_view line, std::size_t begin) {
  const std::size_t end = line.find(line[begin], begin + 1);
  if (end == line.npos || end == begin + 1 || end - begin > kMaxPairKey) return {};
  const std::size_t equals = skip_blanks(line, end + 1);
  if (equals == line.size() || line[equals] != '=') return {};
  return {line.substr(begin + 1, end - begin - 1), skip_blanks(line, equals + 1)};
}

/// `line` from its first '=' on, if a key of at most three words or in quotes stands before it.
Setting read_setting(std::string_view line) {
  constexpr std::size_t kMostSpaces = 2;
  std::size_t begin = skip_blanks(line, 0);
  if (line.substr(begin).starts_with("export ")) begin = skip_blanks(line, begin + 7);
  if (begin < line.size() && line[begin] == '"') return read_quoted_setting(line, begin);
  const std::size_t equals = line.find('=', begin);
  if (equals == std::string_view::npos || equals - begin > kMaxPairKey) return {};
  std::size_t end = equals;
  while (end > begin && is_blank(line[end - 1])) --end;
  const std::string_view key = line.substr(begin, end - begin);
  if (key.empty() || !(is_letter(key[0]) || is_digit(key[0]) || key[0] == '_')) return {};
  if (!std::all_of(key.begin(), key.end(), is_ini_key_byte)) return {};
  if (static_cast<std::size_t>(std::count_if(key.begin(), key.end(), is_blank)) > kMostSpaces) {
    return {};
  }
  return {key, skip_blanks(line, equals + 1)};
}

/// The name of the section that `line` begins, or a null view.
std::string_view section_of(std::string_view line) {
  std::size_t begin = skip_blanks(line, 0);
  if (begin == line.size() || line[begin] != '[') return {};
  // TOML has [[employee]] for each element of an array.
  begin += line.substr(begin).starts_with("[[") ? 2 : 1;
  const std::size_t end = line.find(']', begin);
  if (end == std::string_view::npos) return {};
  return line.substr(begin, std::min(end - begin, kMaxNameLength));
}

/// Also the line with which what Windows exports of its registry begins.
bool is_comment(std::string_view line) {
  const std::string_view text = line.substr(skip_blanks(line, 0));
  return text.empty() || text[0] == '#' || text[0] == ';' || text.starts_with("//") ||
         text.starts_with("Windows Registry Editor Version ");
}

/// "==== Customer 1 ====", "-----": what parts records in a text of settings.
bool is_divider(std::string_view line) {
  constexpr std::size_t kLeastLength = 3;
  return line.size() >= kLeastLength && std::string_view("=-*").find(line[0]) != line.npos &&
         line.find_first_not_of(line[0]) >= kLeastLength;
}

/// Where a value without quotes ends: before a comment.
std::size_t bare_end(std::string_view line, std::size_t from) {
  for (std::size_t at = from; at < line.size(); ++at) {
    const bool sign = line[at] == '#' || line[at] == ';';
    if (sign && at != from && is_blank(line[at - 1])) return at;
  }
  return line.size();
}

class Ini {
 public:
  static std::string_view format() { return "ini"; }
  template <class Out>
  void select(Out& out) const {
    out.select_table(tables_.name(table_));
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (is_comment(line)) return;
    const Setting setting = read_setting(line);
    if (setting.key.empty()) {
      if (is_divider(line)) {
        out.end_record(0);
      } else if (const std::string_view section = section_of(line); section.data() != nullptr) {
        out.end_record(0);
        table_ = tables_.number_of(std::string(section));
        begin_record(out);
      }
      return;
    }
    if (setting.key == first_key_ && others_) out.end_record(0);
    if (!out.record_open()) begin_record(out);
    if (first_key_.empty()) first_key_ = setting.key.substr(0, kMaxPairKey);
    others_ = others_ || setting.key != first_key_;
    if constexpr (!Out::kSilent) give(line, setting, out);
  }

 private:
  template <class Out>
  void begin_record(Out& out) {
    select(out);
    out.begin_record(0, tables_.next_record(table_));
    first_key_.clear();
    others_ = false;
  }

  template <class Out>
  void give(std::string_view line, const Setting& setting, Out& out) {
    if (setting.value >= line.size()) return;
    const char first = line[setting.value];
    bool escaped = false;
    if (first == '"' || first == '\'') {
      const std::size_t begin = setting.value + 1;
      const std::size_t end = closing_quote(line, begin, first, escaped);
      out.value(begin, end, setting.key, escaped ? core::Encoding::kJson : core::Encoding::kPlain);
    } else if (first != '#' && first != ';') {
      out.value(setting.value, bare_end(line, setting.value), setting.key);
    }
  }

  TableRegister tables_;
  TableRegister::Number table_ = TableRegister::kTop;
  std::string first_key_;  ///< Of the record...
  bool others_ = false;    ///< ...which has had others since.
};

/// Whether a line is a form: name=Ann+Lee&ssn=…
bool looks_like_form(std::string_view line) {
  const std::size_t next = line.find('&');
  return next != std::string_view::npos && line.find('=', next) != std::string_view::npos &&
         line.find(' ') == std::string_view::npos;
}

bool is_code_line(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t");
  return std::string_view(";{}(,").find(line[last]) != std::string_view::npos;
}

}  // namespace

std::unique_ptr<Parser> sniff_ini(const Sample& sample) {
  std::size_t judged = 0;
  std::size_t settings = 0;
  std::size_t sections = 0;
  std::size_t code = 0;
  for (const std::string_view line : sample.lines()) {
    if (is_comment(line)) continue;
    ++judged;
    if (!read_setting(line).key.empty()) {
      ++settings;
      if (is_code_line(line) || looks_like_form(line)) ++code;
    } else if (section_of(line).data() != nullptr || is_divider(line)) {
      ++sections;
    } else if (too_many(judged - settings - sections, 20, sample)) {
      return nullptr;
    }
  }
  if (settings < 2 || code * 5 > settings) return nullptr;
  if (!is_share(settings + sections, judged, 80)) return nullptr;
  return line_parser(Ini(), sample);
}

}  // namespace leaksift::structure
