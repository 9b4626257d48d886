#include "detect/label_finder.h"

#include "base/ascii.h"
#include "detect/digit_runs.h"
#include "detect/label_ends.h"
#include "detect/label_layout.h"
#include "detect/labels.h"
#include "validate/plain_letters.h"

#include <algorithm>
#include <set>
#include <string>

namespace leaksift::detect {
namespace {

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
                     : is_label_letter(c)                          ? step_of(c)
                     : is_in(c, kLabelDigits)                      ? kDigitEnd
                     : is_in(c, kLabelBlanks)                      ? kBlankEnd
                     : is_in(c, kLabelQuotes)                      ? kQuoteEnd
                     : is_in(c, kLabelDots)                        ? kDotEnd
                                                                   : kOtherEnd;
  }
  return classes;
}();

// Steps back from `at` over at most `most` bytes of a class.
std::size_t back_over_class(std::string_view text, std::size_t at, std::uint8_t end_class,
                            std::size_t most) {
  const std::size_t stop = at - std::min(at, most);
  while (at > stop && kEndClassOf[static_cast<unsigned char>(text[at - 1])] == end_class) --at;
  return at;
}

// The last word of the form of a date: see before_remark().
constexpr std::string_view kYear = "yyyy";

// Whether the letter at `at` is an initial behind another one: the R of "M.R.N".
bool is_after_initial(std::string_view text, std::size_t at) {
  return at >= 2 && text[at - 1] == '.' && is_label_letter(text[at - 2]) &&
         (at + 1 == text.size() || !is_label_letter(text[at + 1])) &&
         (at == 2 || !is_label_letter(text[at - 3]));
}

// Where what stands before the separator at `at` ends, be that the last byte of an assignment or
// but the blank behind a spaced sign.
std::size_t edge_before(std::string_view text, std::size_t at) {
  if (text[at] == '=') return before_assignment(text, at);
  return text[at] == ' ' ? before_spaced_sign(text, at) : at;
}

// Where the word ends of which alone may_name asks whether it is known, if no remark, leader or
// layout ends before the separator at `at`; else 0. An Y may end the form of a date.
std::size_t plain_word_end(std::string_view text, std::size_t at) {
  if (text[at] != ':' && text[at] != '=') return 0;
  const std::size_t end = back_over_class(text, edge_before(text, at), kDigitEnd, kMostDigits);
  if (end == 0) return 0;
  const auto lower = static_cast<unsigned char>(text[end - 1] | 0x20);
  return lower >= 'a' && lower <= 'z' && lower != 'y' ? end : 0;
}

// Whether a word begins at `at`, be it of several that are written together: "lastName".
bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || !is_label_letter(text[at - 1]) ||
         (base::is_upper(text[at]) && !base::is_upper(text[at - 1]));
}

// Whether a letter stands before `at`, at most a blank between.
bool is_behind_word(std::string_view text, std::size_t at) {
  if (at > 1 && text[at - 1] == ' ') --at;
  return at > 0 && is_label_letter(text[at - 1]);
}

}  // namespace

LabelFinder::LabelFinder(const pattern::PatternSet& set) : nodes_(kRoots) {
  auto last_word = [](std::string_view phrase) { return phrase.substr(phrase.rfind(' ') + 1); };
  std::set<std::string> words;
  std::set<std::string> whole;
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
    for (const std::string& phrase : pattern.context.ending_fields) {
      whole.insert(validate::without_marks(last_word(phrase)));
    }
  }
  if (!words.empty()) words.insert({std::string(kPairValue), std::string(kYear)});
  std::size_t letters = kRoots;
  for (const auto* const some : {&words, &whole, &numbered}) {
    for (const std::string& word : *some) letters += word.size();
  }
  nodes_.reserve(letters);  // More than are needed: words share their ends.
  for (const std::string_view word : words) add(word, kAnyLabel, &Node::accepts);
  for (const std::string_view word : whole) add(word, kAnyLabel, &Node::accepts_whole);
  for (const std::string_view word : numbered) add(word, kNumberedLabel, &Node::accepts);
  for (const auto& [word, expansion] : set.vocabulary.abbreviations) {
    const std::string last(last_word(expansion));
    if (words.contains(last)) add(word, kAnyLabel, &Node::accepts);
    if (numbered.contains(last)) add(word, kNumberedLabel, &Node::accepts);
  }
  fill_endings();
}

void LabelFinder::add(std::string_view word, std::uint16_t root, bool Node::*accepts) {
  while (!word.empty() && !is_label_letter(word.back())) word.remove_suffix(1);
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
  nodes_[node].*accepts = true;
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
  over(kBlankEnd, kMaxPadding);
  over(kQuoteEnd, kMostQuotes);
  over(kDotEnd, kMostDots);
  if (at < kSeen && at > 0 && (now() == kDotEnd || now() == kBlankEnd)) {
    return Ends::kMaybe;  // Perhaps of a leader.
  }
  over(kDigitEnd, kMostDigits);
  std::uint16_t node = kAnyLabel;
  for (; at < kSeen; ++at) {
    if (now() == kHighEnd) return Ends::kMaybe;                      // Where it leads is not known.
    if (now() == kDotEnd && node != kAnyLabel) return Ends::kMaybe;  // Perhaps of initials.
    if (now() >= kDigitEnd) return nodes_[node].accepts_whole ? Ends::kMaybe : Ends::kNo;
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
  std::size_t at = back_over_class(text, edge_before(text, after - 1), kBlankEnd, kMaxPadding);
  const bool sign = text[after - 1] == kNumberSign;
  if (sign || (at > 0 && text[at - 1] == kNumberSign)) {
    std::size_t word = back_over_class(text, at - (sign ? 0 : 1), kBlankEnd, kMostBlanks);
    word = back_over_class(text, word, kDotEnd, kMostDots);
    if (is_known(text, word, kNumberedLabel) || is_known(text, word, kAnyLabel)) return true;
  }
  // A closing parenthesis may be of a remark, but is a quote as well.
  at = back_over(text, before_leader(text, at), kLabelQuotes, kMostQuotes);
  at = back_over_class(text, at, kDotEnd, kMostDots);
  at = back_over_class(text, at, kDigitEnd, kMostDigits);
  if (const std::size_t behind = before_remark(text, at); behind < at) {
    at = back_over_class(text, behind, kBlankEnd, kMostBlanks);
  }
  return is_known(text, at, kAnyLabel);
}

// Whether the words before a layout that begins at `end` can end a field phrase.
bool LabelFinder::may_name_apart(std::string_view text, std::size_t end) const {
  const LabelEnd label = label_end(text, end);
  const std::size_t at = back_over_class(text, label.words, kDotEnd, kMostDots);
  if (label.sign > 0 && is_known(text, at, kNumberedLabel)) return true;
  return is_known(text, back_over_class(text, at, kDigitEnd, kMostDigits), kAnyLabel);
}

// Whether a word that ends at `at` ends in one of those that `node` is the root of, or is one.
bool LabelFinder::is_known(std::string_view text, std::size_t at, std::uint16_t node,
                           Word part) const {
  auto steps = [&](char c) {
    node = nodes_[node].children[step_of(c)];
    if (node == 0 || !nodes_[node].accepts) return node != 0;
    return part == Word::kWhole && at > 0 && !begins_word(text, at);
  };
  while (at > 0 && is_label_letter(text[at - 1])) {
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
  if (node == 0) return false;
  const Node& last = nodes_[node];
  if (part == Word::kWhole) return (last.accepts || last.accepts_whole) && begins_word(text, at);
  return last.accepts || (last.accepts_whole && (at == 0 || !is_label_letter(text[at - 1])));
}

void LabelFinder::find(std::string_view text, std::size_t begin, std::size_t end,
                       const std::vector<std::uint64_t>& separators,
                       std::vector<std::size_t>& found) const {
  found.clear();
  for_each_mark(separators, [&](std::size_t mark) {
    const std::size_t at = begin + mark;
    Ends ends = Ends::kMaybe;
    if (at >= 3 && !(text[at] == kNumberSign && is_behind_word(text, at))) {
      const std::size_t edge = std::max<std::size_t>(3, edge_before(text, at));
      auto ending = [&](std::size_t back) {
        const std::size_t value = kEndClassOf[static_cast<unsigned char>(text[edge - back])];
        return value << (back - 1) * kClassBits;
      };
      ends = endings_[ending(1) | ending(2) | ending(3)];
    }
    if (ends_line(text[at])) {
      if (ends != Ends::kNo && !begins_layout(text, at)) ends = Ends::kNo;
    } else if (text[at] == '>' && ends == Ends::kNo && begins_layout(text, at)) {
      ends = Ends::kMaybe;
    }
    if (ends == Ends::kMaybe) {
      const std::size_t word = plain_word_end(text, at);
      if (word > 0 && !is_known(text, word, kAnyLabel)) ends = Ends::kNo;
    }
    if (ends != Ends::kNo) found.push_back(at + 1);
  });
  while (!found.empty() && found.back() > end) found.pop_back();
}

}  // namespace leaksift::detect
