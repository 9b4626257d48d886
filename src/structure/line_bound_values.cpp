#include "structure/line_bound_values.h"

#include "base/ascii.h"
#include "structure/blanks.h"
#include "structure/bytes.h"
#include "structure/line_statement.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leaksift::structure {

namespace {

constexpr std::size_t kMostNames = 64;
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kMaxStatement = 8192;

/// The number at `at`, less one; the offset is moved behind it.
std::size_t read_number(std::string_view line, std::size_t& at) {
  std::size_t number = 0;
  for (; at < line.size() && is_digit(line[at]) && number < kMostNames; ++at) {
    number = number * 10 + static_cast<std::size_t>(line[at] - '0');
  }
  return number == 0 ? kMostNames : number - 1;
}

/// Where a text in quotes ends that began behind the quote before `at`: at the quote that is
/// neither doubled nor behind a backslash, or at the line's end.
std::size_t quoted_end(std::string_view line, std::size_t at, char quote) {
  for (; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
    } else if (line[at] == quote) {
      if (at + 1 == line.size() || line[at + 1] != quote) return at;
      ++at;
    }
  }
  return line.size();
}

/// The name of a column, without what quotes it and the table before it.
std::string column_name(std::string_view text) {
  text = trim_blanks(text);
  text.remove_prefix(std::min(text.rfind('.') + 1, text.size()));
  std::string name;
  for (const char c : text.substr(0, kLongestName)) {
    if (std::string_view("\"`[]").find(c) == npos) name += c;
  }
  return name;
}

/// The number of the placeholder at `at`, which is the `count`th of its statement, or kMostNames.
std::size_t placeholder_at(std::string_view text, std::size_t at, std::size_t count) {
  if (text[at] == '?') return count;
  if (text[at] != '$') return kMostNames;
  return read_number(text, ++at);
}

void set_name(std::vector<std::string>& names, std::size_t number, std::string name) {
  if (number >= kMostNames) return;
  if (names.size() <= number) names.resize(number + 1);
  names[number] = std::move(name);
}

/// The parts between the commas of the list in parentheses at or behind `from`; `from` is moved
/// behind it.
std::vector<std::string_view> read_list(std::string_view text, std::size_t& from) {
  std::vector<std::string_view> parts;
  const std::size_t open = text.find('(', from);
  if (open == npos) return parts;
  std::size_t depth = 0;
  std::size_t part = open + 1;
  for (std::size_t at = open; at < text.size() && parts.size() < kMostNames; ++at) {
    if (text[at] == '(') ++depth;
    if ((text[at] == ',' || text[at] == ')') && depth == 1) {
      parts.push_back(text.substr(part, at - part));
      part = at + 1;
    }
    if (text[at] == ')' && --depth == 0) {
      from = at + 1;
      return parts;
    }
  }
  return {};
}

std::vector<std::string> names_of_insert(std::string_view statement) {
  std::vector<std::string> names;
  std::size_t at = 0;
  const std::vector<std::string_view> columns = read_list(statement, at);
  const std::vector<std::string_view> values = read_list(statement, at);
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::min(columns.size(), values.size()); ++i) {
    const std::string_view value = trim_blanks(values[i]);
    const std::size_t number = value.empty() ? kMostNames : placeholder_at(value, 0, count);
    if (number == kMostNames) continue;
    set_name(names, number, column_name(columns[i]));
    ++count;
  }
  return names;
}

/// What a placeholder at `at` is compared with: "ssn" of "u.ssn = ?" and of "ssn like ?".
std::string compared_column(std::string_view statement, std::size_t at) {
  constexpr std::string_view kOperators = "=<>!( ";
  std::string_view before = statement.substr(0, at);
  while (!before.empty() && kOperators.find(before.back()) != npos) before.remove_suffix(1);
  for (const std::string_view word : {"like", "in"}) {
    const std::size_t begin = before.rfind(' ');
    if (begin == npos || !base::equal_caseless(before.substr(begin + 1), word)) continue;
    before = trim_blanks(before.substr(0, begin));
  }
  const std::size_t begin = before.find_last_of(" ,(") + 1;
  return column_name(before.substr(begin));
}

std::vector<std::string> names_compared(std::string_view statement) {
  std::vector<std::string> names;
  std::size_t count = 0;
  for (std::size_t at = statement.find_first_of("?$"); at != npos && count < kMostNames;
       at = statement.find_first_of("?$", at + 1)) {
    const std::size_t number = placeholder_at(statement, at, count);
    if (number == kMostNames) continue;
    set_name(names, number, compared_column(statement, at));
    ++count;
  }
  return names;
}

/// Where a statement begins that compares or sets; npos if none does.
std::size_t find_other_statement(std::string_view line) {
  for (const std::string_view word :
       {"select ", "SELECT ", "update ", "UPDATE ", "delete from ", "DELETE FROM "}) {
    if (const std::size_t at = line.find(word); at != npos) return at;
  }
  return npos;
}

using BoundList = std::vector<BoundValue>;

/// $1 = 'Ann', $2 = NULL
void read_postgres(std::string_view line, std::size_t at, BoundList& values) {
  constexpr std::string_view kIs = " = '";
  for (at = line.find('$', at); at != npos;) {
    const std::size_t number = read_number(line, ++at);
    const std::size_t begin = at + kIs.size();
    if (line.substr(at).starts_with(kIs)) {
      at = quoted_end(line, begin, '\'');
      values.push_back({begin, at, number});
    }
    at = line.find(", $", at);
    if (at != npos) at += 2;
  }
}

/// [1] as [VARCHAR] - Ann, [1] as [VARCHAR] - [Ann], (1:VARCHAR) <- [Ann]
void read_hibernate(std::string_view line, std::size_t at, BoundList& values) {
  constexpr std::string_view kValue = "- ";
  const std::size_t number = read_number(line, ++at);
  const std::size_t value = line.find(kValue, at);
  if (value == npos) return;
  const std::size_t begin = value + kValue.size();
  const bool bracket = line.substr(begin).starts_with('[');
  const std::size_t end = line.size() - (bracket && line.ends_with(']') ? 1 : 0);
  values.push_back({begin + (bracket ? 1 : 0), end, number});
}

/// Ann(String), null, 1980-05-06(Date): null, which has no type, is given as it stands, for whether
/// it is one shows only behind it.
void read_mybatis(std::string_view line, std::size_t at, BoundList& values) {
  constexpr std::string_view kNull = "null";
  constexpr std::string_view kEnd = "), ";
  for (std::size_t number = 0; at < line.size() && number < kMostNames; ++number) {
    const bool null = line.substr(at).starts_with("null,");
    const std::size_t end = null ? at + kNull.size() : std::min(line.find('(', at), line.size());
    values.push_back({at, end, number});
    at = null ? end + 2 : std::min(line.find(kEnd, end), line.size()) + kEnd.size();
  }
}

/// ["Ann",null,"1980-05-06"], without its first bracket
void read_typeorm(std::string_view line, std::size_t at, BoundList& values) {
  for (std::size_t number = 0; at < line.size() && number < kMostNames; ++number) {
    const bool quoted = line[at] == '"';
    const std::size_t begin = at + (quoted ? 1 : 0);
    const std::size_t end = quoted ? quoted_end(line, begin, '"')
                                   : std::min(line.find_first_of(",]", begin), line.size());
    values.push_back({begin, end, number});
    const std::size_t comma = line.find(',', end);
    if (comma == npos) return;
    at = skip_blanks(line, comma + 1);
  }
}

/// name", "Ann"], ["age", 44], ["dob", "1980-05-06"]]
void read_rails(std::string_view line, std::size_t at, BoundList& values) {
  constexpr std::string_view kParts = ", \"";
  constexpr std::string_view kNext = "[\"";
  while (at < line.size()) {
    const std::string_view name = line.substr(at, quoted_end(line, at, '"') - at);
    at = std::min(at + name.size() + 1, line.size());
    if (line.substr(at).starts_with(kParts)) {
      const std::size_t begin = at + kParts.size();
      at = quoted_end(line, begin, '"');
      values.push_back({begin, at, 0, name});
    }
    at = line.find(kNext, at);
    if (at == npos) return;
    at += kNext.size();
  }
}

constexpr std::string_view kKeyIs = ")=(";

/// pan, full_name)=(CRJPK9027F, Ann Lee) already exists.
void read_key(std::string_view line, std::size_t at, BoundList& values) {
  const std::size_t names_end = line.find(kKeyIs, at);
  std::size_t begin = names_end + kKeyIs.size();
  const std::size_t list_end = std::min(line.rfind(')'), line.size());
  while (at < names_end && begin < list_end && values.size() < kMostNames) {
    const std::size_t comma = std::min(line.find(", ", at), names_end);
    const bool last = comma == names_end;
    const std::size_t end = last ? list_end : std::min(line.find(", ", begin), list_end);
    values.push_back({begin, end, 0, line.substr(at, comma - at)});
    at = comma + 2;
    begin = end + 2;
  }
}

/// How bound values are written: what stands before them, and who reads them behind that.
struct BoundForm {
  std::string_view mark;
  void (*read)(std::string_view line, std::size_t at, BoundList& values);
};
constexpr std::array<BoundForm, 6> kBoundForms = {{{"arameters: ", &read_postgres},
                                                   {"binding parameter ", &read_hibernate},
                                                   {"==> Parameters: ", &read_mybatis},
                                                   {"-- PARAMETERS: [", &read_typeorm},
                                                   {" [[\"", &read_rails},
                                                   {" Key (", &read_key}}};

/// Whether values of the form begin at `at`, as far as the first of them tells.
bool is_form_at(std::string_view line, std::size_t at, const BoundForm& form) {
  if (!line.substr(at).starts_with(form.mark)) return false;
  const std::string_view first = line.substr(at + form.mark.size());
  if (form.read == &read_postgres) return first.starts_with("$1 = ");
  if (form.read == &read_key) return first.find(kKeyIs) < first.rfind(')');
  if (form.read != &read_rails) return true;
  const auto is_name_byte = [](char c) { return is_letter(c) || is_digit(c) || c == '_'; };
  const auto end = std::find_if_not(first.begin(), first.end(), is_name_byte);
  return end != first.begin() &&
         first.substr(static_cast<std::size_t>(end - first.begin())).starts_with("\", ");
}

}  // namespace

std::vector<BoundValue> bound_values(std::string_view line, std::size_t from) {
  BoundList values;
  for (const BoundForm& form : kBoundForms) {
    if (!is_form_at(line, from, form)) continue;
    form.read(line, from + form.mark.size(), values);
    break;
  }
  return values;
}

std::size_t BoundValues::find(std::string_view line) {
  std::size_t first = npos;
  for (const BoundForm& form : kBoundForms) {
    const std::size_t at = line.find(form.mark);
    if (at < first && is_form_at(line, at, form)) first = at;
  }
  return first;
}

void BoundValues::follow(std::string_view line) {
  if (line.empty()) return;
  // Statements that are laid out for people go on in indented lines.
  if (!is_blank(line[0])) entry_.clear();
  if (entry_.size() < kMaxStatement) entry_.append(trim_blanks(line)) += ' ';
  if (line.find('?') == npos && line.find("$1") == npos) return;
  const std::string_view entry = entry_;
  if (const std::size_t insert = find_statement(entry); insert != npos) {
    names_ = names_of_insert(entry.substr(insert));
  } else if (const std::size_t other = find_other_statement(entry); other != npos) {
    names_ = names_compared(entry.substr(other));
  }
}

}  // namespace leaksift::structure
