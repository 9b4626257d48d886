#include "detect/labels.h"

#include "detect/digit_runs.h"
#include "detect/label_layout.h"
#include "validate/ascii.h"
#include "validate/plain_letters.h"

#include <algorithm>
#include <set>
#include <string>

namespace leaksift::detect {
namespace {

constexpr std::string_view kSeparators = ":=#>";
constexpr std::string_view kValueQuotes = "\"'`";
constexpr std::string_view kOpening = " \t\"'`([{*";  // What a value may stand behind.
constexpr std::size_t kMaxGap = 8;  // Spaces, quotes and brackets between separator and value.

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ||
         byte == '_' || byte >= 0x80;
}
// Not find(): the sets are a few bytes, for which calling memchr takes longer than looking.
constexpr bool in(char c, std::string_view set) {
  for (const char member : set) {
    if (c == member) return true;
  }
  return false;
}

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

std::optional<Label> found(std::string_view text, bool key) {
  if (text.empty()) return std::nullopt;
  return Label{text, key};
}

constexpr bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || static_cast<unsigned char>((byte | 0x20) - 'a') < 26;
}

// What may stand between the letters of a label and its separator, in this order, each at most so
// often.
constexpr std::string_view kLabelBlanks = " \t";
constexpr std::string_view kLabelQuotes = "\"'])*";  // A '*' is of Markdown, as in "**SSN:** 5".
constexpr std::string_view kLabelDots = ".";
constexpr std::string_view kLabelDigits = "0123456789";
constexpr std::size_t kMostBlanks = 4;
constexpr std::size_t kMostQuotes = 2;
constexpr std::size_t kMostDots = 1;
constexpr std::size_t kMostDigits = 2;

constexpr std::string_view kPairValue = "value";
// What '#' behind the words of a label reads as.
constexpr char kNumberSign = '#';
constexpr std::string_view kNumberWord = " number";

// The child of a LabelFinder's node for a byte: one for each of a-z in either case, and a few for
// all others.
constexpr std::uint8_t step_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const auto letter = static_cast<unsigned char>((byte | 0x20) - 'a');
  return letter < 26 ? letter : static_cast<std::uint8_t>(26 + byte % 6);
}

// What a byte before a separator is to may_name: a letter a-z in either case is its step.
constexpr std::uint8_t kDigitEnd = 26;
constexpr std::uint8_t kBlankEnd = 27;
constexpr std::uint8_t kQuoteEnd = 28;
constexpr std::uint8_t kDotEnd = 29;
constexpr std::uint8_t kHighEnd = 30;  // Also ')' of a remark and '#', which is a word.
constexpr std::uint8_t kOtherEnd = 31;

constexpr std::array<std::uint8_t, 256> kEndClassOf = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    classes[value] = value >= 0x80 || c == ')' || c == kNumberSign ? kHighEnd
                     : is_letter(c)                                ? step_of(c)
                     : in(c, kLabelDigits)                         ? kDigitEnd
                     : in(c, kLabelBlanks)                         ? kBlankEnd
                     : in(c, kLabelQuotes)                         ? kQuoteEnd
                     : in(c, kLabelDots)                           ? kDotEnd
                                                                   : kOtherEnd;
  }
  return classes;
}();

// Steps back from `at` over at most `most` bytes of a class.
std::size_t back_over(std::string_view text, std::size_t at, std::uint8_t end_class,
                      std::size_t most) {
  const std::size_t stop = at - std::min(at, most);
  while (at > stop && kEndClassOf[static_cast<unsigned char>(text[at - 1])] == end_class) --at;
  return at;
}

// Where the text before a remark in parentheses ends, as in "Date of birth (DD/MM/YYYY)", if one
// ends right before `end` or right before its closing parenthesis; else `end`. Right behind a word
// only how something is written is a remark, for "ln(NaN)" is a call.
std::size_t before_remark(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongestRemark = 24;
  const bool inside = end < text.size() && text[end] == ')';
  if (!inside && (end == 0 || text[end - 1] != ')')) return end;
  const std::size_t last = inside ? end : end - 1;
  const std::size_t stop = last - std::min(last, kLongestRemark);
  for (std::size_t at = last; at > stop && text[at - 1] != '\n'; --at) {
    if (text[at - 1] != '(') continue;
    const bool apart = at < 2 || !is_word(text[at - 2]);
    return apart || text.substr(at, last - at).find('/') != text.npos ? at - 1 : end;
  }
  return end;
}

// The name of a value that is called just "value", as in `<add key="Password" value="…"/>` or
// {"type": "MRN", "value": "…"}: that of the pair before it, whose own value it is.
std::string_view name_of_pair(std::string_view text, std::size_t value) {
  constexpr std::size_t kLongestPair = 48;
  const std::size_t first = value - std::min(value, kLongestPair);
  const std::string_view before = text.substr(first, value - first);
  // "…" then ", " or a space, and perhaps the quote of the word "value" itself.
  std::size_t end = before.size();
  while (end > 0 && in(before[end - 1], " \t,")) --end;
  if (end == before.size() || end == 0 || !in(before[end - 1], "\"'")) return {};
  const char quote = before[--end];
  const std::size_t begin = before.rfind(quote, end - 1);
  if (end == 0 || begin == std::string_view::npos || begin == 0) return {};
  std::size_t key_end = begin;
  while (key_end > 0 && in(before[key_end - 1], " \t:=\"'")) --key_end;
  std::size_t key_begin = key_end;
  while (key_begin > 0 && is_word(before[key_begin - 1])) --key_begin;
  constexpr std::array<std::string_view, 9> kKeys = {"key",  "name",  "type",     "field", "label",
                                                     "code", "param", "property", "id"};
  const std::string_view key = before.substr(key_begin, key_end - key_begin);
  const bool names = std::any_of(kKeys.begin(), kKeys.end(), [key](std::string_view known) {
    return validate::equal_caseless(key, known);
  });
  return names ? before.substr(begin + 1, end - begin - 1) : std::string_view();
}

// Whether a period ends at `end` that is not of "No." or "D.O.B.": behind a word of more letters
// than abbreviations have.
bool ends_sentence(std::string_view text, std::size_t end, std::size_t abbreviation = 3) {
  if (end <= abbreviation + 1 || text[end - 1] != '.') return false;
  const std::string_view word = text.substr(end - abbreviation - 2, abbreviation + 1);
  return std::all_of(word.begin(), word.end(), is_letter);
}

// Cuts prose down to its last words: at most six of its last sentence, none with a long number.
std::string_view last_words(std::string_view label) {
  constexpr std::size_t kAbbreviation = 4;  // "Acct. No."
  std::size_t words = 1;
  std::size_t digits = 0;
  for (std::size_t i = label.size(); i-- > 0;) {
    if (label[i] == ' ' && ends_sentence(label, i, kAbbreviation)) return label.substr(i + 1);
    digits = label[i] >= '0' && label[i] <= '9' ? digits + 1 : 0;
    words += label[i] == ' ';
    if (digits == 3 || words > 6) {
      const std::size_t space = label.find(' ', i);
      return space == std::string_view::npos ? std::string_view() : label.substr(space + 1);
    }
  }
  return label;
}

// `label`, a part of `text`, with the '#' before `sign_end` if nothing but blanks and a full stop
// stand between.
std::string_view with_sign(std::string_view text, std::string_view label, std::size_t sign_end) {
  const auto begin = static_cast<std::size_t>(label.data() - text.data());
  if (label.empty() || sign_end <= begin + label.size()) return label;
  const std::string_view gap =
      text.substr(begin + label.size(), sign_end - 1 - begin - label.size());
  const bool close = gap.find_first_not_of(" \t.") == std::string_view::npos;
  return close ? text.substr(begin, sign_end - begin) : label;
}

// Where the words of a label begin that ends at `end`; one in quotes holds none.
std::size_t words_begin(std::string_view text, std::size_t end, bool quoted) {
  const std::size_t stop = end - std::min(end, kMaxLabelReach);
  std::size_t begin = end;
  while (begin > stop && is_label_byte(text[begin - 1]) && !(quoted && text[begin - 1] == '\'')) {
    --begin;
  }
  return begin;
}

// How a label ends whose colon, '#', remark and quotes end at a layout.
struct LabelEnd {
  std::size_t words = 0;
  std::size_t sign = 0;  // Where the '#' ends, if there is one.
  bool colon = false;
};

LabelEnd label_end(std::string_view text, std::size_t end) {
  LabelEnd label;
  const std::size_t behind = end;
  end = back_over(text, end, " \t:*", kMaxGap);
  label.colon = text.substr(end, behind - end).find(':') != std::string_view::npos;
  if (end > 0 && text[end - 1] == kNumberSign) {
    label.sign = end--;
    end = back_over(text, end, kLabelBlanks, kMostBlanks);
  }
  end = back_over(text, end, "\"'*", kMostQuotes);
  label.words = back_over(text, before_remark(text, end), kLabelBlanks, kMostBlanks);
  if (ends_sentence(text, label.words)) label.words = 0;
  return label;
}

// Whether the letter at `at` is an initial behind another one: the R of "M.R.N".
bool is_after_initial(std::string_view text, std::size_t at) {
  return at >= 2 && text[at - 1] == '.' && is_letter(text[at - 2]) &&
         (at + 1 == text.size() || !is_letter(text[at + 1])) &&
         (at == 2 || !is_letter(text[at - 3]));
}

// Whether a letter stands before `at`, at most a blank between.
bool is_behind_word(std::string_view text, std::size_t at) {
  if (at > 1 && text[at - 1] == ' ') --at;
  return at > 0 && is_letter(text[at - 1]);
}

// "* agent.c (check_constraints): Say more.": the function that an entry of a change log speaks of.
bool is_entry_of_changes(std::string_view text, std::size_t begin, std::size_t end) {
  const bool in_parentheses = begin > 0 && in(text[begin - 1], "(,") && end < text.size() &&
                              text[end] == ')' && text.substr(end + 1, 2) == ": ";
  return in_parentheses && text.substr(begin, end - begin).find('_') != std::string_view::npos;
}

// Whether the words of a line that begin at `begin` are the name of a file: "usr/bin/passwd".
bool ends_path(std::string_view text, std::size_t begin, std::string_view words) {
  return begin > 1 && text[begin - 1] == '/' && is_word(text[begin - 2]) &&
         words.find(' ') == std::string_view::npos && words.front() >= 'a';
}

// The quote that opens the value at `begin`; NUL if none does.
char quote_before(std::string_view text, std::size_t begin) {
  const char before = begin > 0 ? text[begin - 1] : '\0';
  return in(before, kValueQuotes) ? before : '\0';
}

bool ends_value(char c, char quote) {
  if (c == '\n' || c == '\r' || c == '\0') return true;
  return quote != '\0' ? c == quote : in(c, "\t<>|&;\"{}");
}

// Behind the end of Markdown's "**SSN:** 5"; at `begin` where that is the begin of "***".
std::size_t behind_stars(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size() && text[at] == '*') ++at;
  return at < text.size() && in(text[at], kLabelBlanks) ? at : begin;
}

}  // namespace

bool is_label_byte(char c) {
  return is_word(c) || c == ' ' || c == '.' || c == '-' || c == '\'';
}

bool is_pair_value(std::string_view word) {
  return validate::equal_caseless(word, kPairValue);
}

std::optional<Label> label_before(std::string_view text, std::size_t value) {
  // A '>' may itself end "=>".
  std::size_t at = back_over(text, value, kOpening, kMaxGap);
  if (at == 0 || !in(text[at - 1], kSeparators)) return std::nullopt;
  const char separator = text[at - 1];
  --at;
  if (separator == '>' && at > 0 && text[at - 1] == '=') {
    --at;
  } else if (separator == '>' && at > 0 && text[at - 1] == ' ') {
    return std::nullopt;  // A comparison: "size > 1023".
  }
  std::size_t end = back_over(text, at, " \t\"'])*", kMaxGap);
  const bool quoted = end < at && in(text[end], "\"'");
  // Behind the '#' of "MRN #" and "MRN #:", which is a word of the label.
  std::size_t sign_end = 0;
  if (separator == kNumberSign) {
    sign_end = at + 1;
  } else if (!quoted && end > 0 && text[end - 1] == kNumberSign) {
    sign_end = end--;
  }
  if (!quoted) end = back_over(text, before_remark(text, end), kLabelBlanks, kMostBlanks);
  const std::size_t begin = words_begin(text, end, quoted);
  if (is_entry_of_changes(text, begin, end)) return std::nullopt;
  if (separator == '>' && begin > 0 && text[begin - 1] == '/')
    return std::nullopt;  // A closing tag.
  const std::string_view words = trimmed(text.substr(begin, end - begin));
  const std::string_view last = words.substr(words.rfind(' ') + 1);
  const bool adjacent = end == at && separator == '=';
  if ((quoted || adjacent) && is_pair_value(last)) {
    const std::size_t word = static_cast<std::size_t>(last.data() - text.data());
    const std::string_view name = name_of_pair(text, word - (quoted && word > 0 ? 1 : 0));
    if (!name.empty()) return Label{name, true, true};
  }
  if (quoted || separator == '>') return found(words, true);
  if (adjacent || last.find('_') != std::string_view::npos) return found(last, true);
  return found(with_sign(text, trimmed(last_words(words)), sign_end), false);
}

std::optional<Label> label_apart(std::string_view text, std::size_t value) {
  const auto layout = layout_before(text, back_over(text, value, kOpening, kMaxGap));
  if (!layout) return std::nullopt;
  const LabelEnd end = label_end(text, layout->begin);
  if (layout->parts == Layout::Parts::kLooks && !end.colon) return std::nullopt;
  const std::size_t begin = words_begin(text, end.words, false);
  const std::string_view words =
      trimmed(last_words(trimmed(text.substr(begin, end.words - begin))));
  if (words.empty()) return std::nullopt;
  const bool above = layout->parts == Layout::Parts::kLine;
  if (above && ends_path(text, begin, words)) return std::nullopt;
  return Label{with_sign(text, words, end.sign), false, false, above};
}

std::size_t value_begin(std::string_view text, std::size_t after) {
  const std::size_t gap_end = std::min(text.size(), after + kMaxGap);
  if (after < gap_end && text[after] == '*') after = behind_stars(text, after);
  while (after < gap_end && in(text[after], " \t>=")) ++after;
  if (after < text.size() && ends_line(text[after])) after = behind_line_end(text, after);
  return after < text.size() && in(text[after], kValueQuotes) ? after + 1 : after;
}

ValueRegion value_region(std::string_view text, std::size_t begin, std::size_t limit) {
  const char quote = quote_before(text, begin);
  const std::size_t stop = std::min(text.size(), begin + limit);
  std::size_t at = begin;
  while (at < stop && !ends_value(text[at], quote)) {
    if (quote == '\0' && text[at] == ' ' && at + 1 < stop && text[at + 1] == ' ') break;
    ++at;
  }
  return {begin, at, quote != '\0' && at < text.size() && text[at] == quote};
}

bool ends_region(std::string_view text, std::size_t begin, std::size_t at) {
  return at < text.size() && ends_value(text[at], quote_before(text, begin));
}

LabelFinder::LabelFinder(const pattern::PatternSet& set) : nodes_(kRoots) {
  auto last_word = [](std::string_view phrase) { return phrase.substr(phrase.rfind(' ') + 1); };
  std::set<std::string> words;
  std::set<std::string> numbered;
  for (const pattern::Pattern& pattern : set.patterns) {
    const bool labelled =
        std::any_of(pattern.regexes.begin(), pattern.regexes.end(),
                    [](const auto& regex) { return regex.anchor == pattern::Anchor::kLabel; });
    if (!labelled) continue;
    for (const std::string& phrase : pattern.context.fields) {
      words.insert(validate::without_marks(last_word(phrase)));
      if (!phrase.ends_with(kNumberWord)) continue;
      const std::string_view before(phrase.data(), phrase.size() - kNumberWord.size());
      numbered.insert(validate::without_marks(last_word(before)));
    }
  }
  if (!words.empty()) words.emplace(kPairValue);
  for (const std::string_view word : words) add(word, kAnyLabel);
  for (const std::string_view word : numbered) add(word, kNumberedLabel);
  for (const auto& [word, expansion] : set.vocabulary.abbreviations) {
    const std::string last(last_word(expansion));
    if (words.contains(last)) add(word, kAnyLabel);
    if (numbered.contains(last)) add(word, kNumberedLabel);
  }
  fill_endings();
}

void LabelFinder::add(std::string_view word, std::uint16_t root) {
  while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
  if (word.empty()) return;
  std::uint16_t node = root;
  for (std::size_t i = word.size(); i-- > 0;) {
    const std::uint8_t step = step_of(word[i]);
    if (nodes_[node].children[step] == 0) {
      if (nodes_.size() > UINT16_MAX) break;  // A shorter ending finds a little too much.
      nodes_[node].children[step] = static_cast<std::uint16_t>(nodes_.size());
      nodes_.emplace_back();
    }
    node = nodes_[node].children[step];
  }
  nodes_[node].accepts = true;
}

void LabelFinder::fill_endings() {
  for (std::size_t ending = 0; ending < endings_.size(); ++ending) {
    endings_[ending] = ends_in(ending);
  }
}

// Whether may_name is true behind bytes of these three classes, the last one lowest.
LabelFinder::Ends LabelFinder::ends_in(std::size_t ending) const {
  constexpr std::size_t kSeen = 3;
  std::size_t at = 0;
  auto now = [&] { return ending >> (at * kClassBits) & ((1U << kClassBits) - 1); };
  auto over = [&](std::uint8_t skipped, std::size_t most) {
    for (; most > 0 && at < kSeen && now() == skipped; --most) ++at;
  };
  over(kBlankEnd, kMostBlanks);
  over(kQuoteEnd, kMostQuotes);
  over(kDotEnd, kMostDots);
  over(kDigitEnd, kMostDigits);
  std::uint16_t node = kAnyLabel;
  for (; at < kSeen; ++at) {
    if (now() == kHighEnd) return Ends::kMaybe;                      // Where it leads is not known.
    if (now() == kDotEnd && node != kAnyLabel) return Ends::kMaybe;  // Perhaps of initials.
    if (now() >= kDigitEnd) return Ends::kNo;
    node = nodes_[node].children[now()];
    if (node == 0) return Ends::kNo;
    if (nodes_[node].accepts) return Ends::kYes;
  }
  return Ends::kMaybe;
}

bool LabelFinder::may_name(std::string_view text, std::size_t after) const {
  if (text[after - 1] == '>' || ends_line(text[after - 1])) {
    const auto layout = layout_before(text, after);
    if (layout && may_name_apart(text, layout->begin)) return true;
  }
  std::size_t at = back_over(text, after - 1, kBlankEnd, kMostBlanks);
  const bool sign = text[after - 1] == kNumberSign;
  if (sign || (at > 0 && text[at - 1] == kNumberSign)) {
    std::size_t word = back_over(text, at - (sign ? 0 : 1), kBlankEnd, kMostBlanks);
    word = back_over(text, word, kDotEnd, kMostDots);
    if (is_known(text, word, kNumberedLabel) || is_known(text, word, kAnyLabel)) return true;
  }
  // A closing parenthesis may be of a remark, but is a quote as well.
  at = back_over(text, at, kLabelQuotes, kMostQuotes);
  at = back_over(text, at, kDotEnd, kMostDots);
  at = back_over(text, at, kDigitEnd, kMostDigits);
  if (const std::size_t behind = before_remark(text, at); behind < at) {
    at = back_over(text, behind, kBlankEnd, kMostBlanks);
  }
  return is_known(text, at, kAnyLabel);
}

// Whether the words before a layout that begins at `end` can end a field phrase.
bool LabelFinder::may_name_apart(std::string_view text, std::size_t end) const {
  const LabelEnd label = label_end(text, end);
  const std::size_t at = back_over(text, label.words, kDotEnd, kMostDots);
  if (label.sign > 0 && is_known(text, at, kNumberedLabel)) return true;
  return is_known(text, back_over(text, at, kDigitEnd, kMostDigits), kAnyLabel);
}

// Whether a word that ends at `at` ends in one of those that `node` is the root of.
bool LabelFinder::is_known(std::string_view text, std::size_t at, std::uint16_t node) const {
  auto steps = [&](char c) {
    node = nodes_[node].children[step_of(c)];
    return node != 0 && !nodes_[node].accepts;
  };
  while (at > 0 && is_letter(text[at - 1])) {
    // Phrases are known without marks on their letters, and in lower case beyond Latin.
    const bool ascii = static_cast<unsigned char>(text[at - 1]) < 0x80;
    const std::string_view plain =
        ascii || at < 2
            ? std::string_view()
            : validate::folded_letters(validate::code_of_two_bytes(text.substr(at - 2, 2)));
    if (plain.empty()) {
      if (!steps(text[--at])) break;
      if (is_after_initial(text, at)) --at;
      continue;
    }
    at -= 2;
    if (!steps(plain.back()) || (plain.size() > 1 && !steps(plain.front()))) break;
  }
  return node != 0 && nodes_[node].accepts;
}

void LabelFinder::find(std::string_view text, std::size_t begin, std::size_t end,
                       const std::vector<std::uint64_t>& separators,
                       std::vector<std::size_t>& found) const {
  found.clear();
  for_each_mark(separators, [&](std::size_t mark) {
    const std::size_t at = begin + mark;
    Ends ends = Ends::kMaybe;
    if (at >= 3 && !(text[at] == kNumberSign && is_behind_word(text, at))) {
      auto ending = [&](std::size_t back) {
        const std::size_t value = kEndClassOf[static_cast<unsigned char>(text[at - back])];
        return value << (back - 1) * kClassBits;
      };
      ends = endings_[ending(1) | ending(2) | ending(3)];
    }
    if (ends_line(text[at])) {
      if (ends != Ends::kNo && !begins_layout(text, at)) ends = Ends::kNo;
    } else if (text[at] == '>' && ends == Ends::kNo && begins_layout(text, at)) {
      ends = Ends::kMaybe;
    }
    if (ends != Ends::kNo) found.push_back(at + 1);
  });
  while (!found.empty() && found.back() > end) found.pop_back();
}

}  // namespace leaksift::detect
