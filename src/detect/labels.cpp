#include "detect/labels.h"

#include <algorithm>
#include <set>

namespace leaksift::detect {
namespace {

constexpr std::string_view kSeparators = ":=#>";
constexpr std::size_t kMaxGap = 8;  // Spaces, quotes and brackets between separator and value.

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ||
         byte == '_' || byte >= 0x80;
}
bool is_label_byte(char c) { return is_word(c) || c == ' ' || c == '.' || c == '-' || c == '\''; }
bool in(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// Steps back from `at` over at most `most` bytes of `set`.
std::size_t back_over(std::string_view text, std::size_t at, std::string_view set,
                      std::size_t most) {
  const std::size_t stop = at - std::min(at, most);
  while (at > stop && in(text[at - 1], set)) --at;
  return at;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && !is_word(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_word(text.back())) text.remove_suffix(1);
  return text;
}

bool is_identifier(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_word(c) || c == '.' || c == '-'; });
}

std::string escaped(std::string_view word) {
  std::string result;
  for (const char c : word) {
    if (!is_word(c)) result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::optional<Label> label_before(std::string_view text, std::size_t value) {
  // A '>' may itself end "=>", and "(" or "[" may open the value.
  std::size_t at = back_over(text, value, " \t\"'([{", kMaxGap);
  if (at == 0 || !in(text[at - 1], kSeparators)) return std::nullopt;
  const char separator = text[at - 1];
  --at;
  if (separator == '>' && at > 0 && text[at - 1] == '=') --at;
  const std::size_t end = back_over(text, at, " \t\"'])", kMaxGap);
  const bool quoted = end < at && in(text[end], "\"'");
  const std::size_t stop = end - std::min(end, kMaxLabelReach);
  std::size_t begin = end;
  while (begin > stop && is_label_byte(text[begin - 1]) && !(quoted && text[begin - 1] == '\'')) {
    --begin;
  }
  if (separator == '>' && begin > 0 && text[begin - 1] == '/') return std::nullopt;  // A closing tag.
  const std::string_view label = trimmed(text.substr(begin, end - begin));
  if (label.empty()) return std::nullopt;
  const bool key = quoted || separator == '>' || (separator == '=' && is_identifier(label)) ||
                   (is_identifier(label) && label.find('_') != std::string_view::npos);
  return Label{label, key};
}

ValueRegion value_after(std::string_view text, std::size_t after, std::size_t limit) {
  std::size_t at = after;
  const std::size_t gap_end = std::min(text.size(), after + kMaxGap);
  while (at < gap_end && in(text[at], " \t>=")) ++at;
  ValueRegion region;
  char quote = 0;
  if (at < text.size() && in(text[at], "\"'")) quote = text[at++];
  region.begin = at;
  region.quoted = quote != 0;
  const std::size_t stop = std::min(text.size(), at + limit);
  while (at < stop) {
    const char c = text[at];
    if (c == '\n' || c == '\r' || c == '\0') break;
    if (quote != 0 ? c == quote : in(c, "\t<>|&;\"{}")) break;
    if (quote == 0 && c == ' ' && at + 1 < stop && text[at + 1] == ' ') break;
    ++at;
  }
  if (quote != 0 && (at >= text.size() || text[at] != quote)) region.quoted = false;
  region.end = at;
  return region;
}

std::vector<std::string> label_triggers(const pattern::PatternSet& set) {
  std::set<std::string> last_words;
  for (const pattern::Pattern& pattern : set.patterns) {
    const bool labelled =
        std::any_of(pattern.regexes.begin(), pattern.regexes.end(), [](const auto& regex) {
          return regex.anchor == pattern::Anchor::kLabel;
        });
    if (!labelled) continue;
    for (const std::string& phrase : pattern.context.fields) {
      last_words.insert(phrase.substr(phrase.rfind(' ') + 1));
    }
  }
  std::set<std::string> words = last_words;
  for (const auto& [word, expansion] : set.vocabulary.abbreviations) {
    if (last_words.contains(expansion.substr(expansion.rfind(' ') + 1))) words.insert(word);
  }
  std::vector<std::string> expressions;
  for (const std::string& word : words) {
    expressions.push_back(escaped(word) + R"([0-9]{0,2}\.?["'\])]{0,2}[ \t]{0,4}[:=#>])");
  }
  return expressions;
}

}  // namespace leaksift::detect
