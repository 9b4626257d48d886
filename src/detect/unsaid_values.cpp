#include "detect/unsaid_values.h"

#include "base/ascii.h"
#include "detect/word_bytes.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

constexpr std::size_t kMostOfLine = 96;  // How far back a line of names may begin.

// Whether the label before the '=' at `end` is an option: --passwd, \-\-passwd of manual pages.
bool is_option_name(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongest = 48;
  const std::size_t stop = end - std::min(end, kLongest);
  std::size_t at = end;
  while (at > stop && (is_word(text[at - 1]) || text[at - 1] == '-' || text[at - 1] == '\\')) --at;
  const std::string_view option = text.substr(at, end - at);
  return option.find("--") != std::string_view::npos ||
         option.find("\\-\\-") != std::string_view::npos;
}

// What follows a name in a synopsis: blanks, brackets, markup, the quotes of prose.
bool ends_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || byte >= 0x80 ||
         std::string_view("\"'`])>\\,.|;").find(c) != std::string_view::npos;
}

// PASSWORD, FILE_NAME: capitals from end to end, as manuals write what is to be put in.
bool is_name_of_value(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongest = 24;
  std::size_t end = begin;
  while (end < text.size() && end - begin < kLongest &&
         (base::is_upper(text[end]) || text[end] == '_' || text[end] == '-')) {
    ++end;
  }
  const bool ends = end == text.size() || ends_name(text[end]);
  return end - begin > 1 && base::is_upper(text[begin]) && base::is_upper(text[end - 1]) && ends;
}

// "dbname=test", "-retries=5", where a value would stand: the next pair of a line.
bool begins_pair(std::string_view text, std::size_t begin) {
  std::size_t at = begin + (text[begin] == '-' ? 1 : 0);
  const std::size_t name = at;
  while (at < text.size() && is_word(text[at])) ++at;
  return at > name && is_letter(text[name]) && at + 1 < text.size() && text[at] == '=' &&
         text[at + 1] != '=';
}

// Whether but names, with commas between, stand on the line before the '=' at `end`.
bool is_list_of_names(std::string_view text, std::size_t end) {
  const std::size_t stop = end - std::min(end, kMostOfLine);
  bool comma = false;
  std::size_t at = end;
  for (; at > stop && text[at - 1] != '\n'; --at) {
    const char c = text[at - 1];
    if (!is_word(c) && c != ',' && c != ' ' && c != '\t' && c != '.') return false;
    comma = comma || c == ',';
  }
  return comma && (at == 0 || text[at - 1] == '\n');
}

}  // namespace

bool is_unsaid_value(std::string_view text, std::size_t after, std::size_t begin) {
  if (after == 0 || text[after - 1] != '=' || begin >= text.size()) return false;
  const std::size_t equals = after - 1;
  if (begin == after && text[begin] == ',') return true;
  if (begin == after && is_option_name(text, equals)) return is_name_of_value(text, begin);
  const bool quoted = text[begin - 1] == '"' || text[begin - 1] == '\'' || text[begin - 1] == '`';
  const bool beside = equals > 0 && is_word(text[equals - 1]);  // "password= dbname=test".
  if (begin > after && beside && !quoted && begins_pair(text, begin)) return true;
  return !quoted && is_letter(text[begin]) && is_list_of_names(text, equals);
}

bool names_member(std::string_view text, std::size_t end) {
  const std::string_view behind = text.substr(std::min(end, text.size()), 3);
  return behind == "\".\"" || behind == "`.`" || behind == "].[";
}

}  // namespace leaksift::detect
