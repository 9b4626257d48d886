#include "detect/shape_trie.h"

#include "detect/word_bytes.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace leaksift::detect {
namespace {

std::size_t run_of(std::string_view shape, std::size_t at) {
  std::size_t end = at;
  while (end < shape.size() && shape[end] == shape[at]) ++end;
  return end - at;
}

// Where `head` begins if it stands directly before `digit`, with whole runs of letters; npos if
// not.
std::size_t head_begin(std::string_view text, std::size_t digit, std::string_view head) {
  if (head.size() > digit) return std::string_view::npos;
  const std::size_t begin = digit - head.size();
  for (std::size_t i = head.size(); i-- > 0;) {
    const bool fits =
        head[i] == kShapeLetter ? is_letter(text[begin + i]) : text[begin + i] == head[i];
    if (!fits) return std::string_view::npos;
  }
  return begin;
}

}  // namespace

const std::array<std::uint8_t, 256> ShapeTrie::kClassOf = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    const std::size_t separator = kShapeSeparators.find(byte);
    classes[c] = is_digit(byte)                        ? kDigitByte
                 : is_letter(byte)                     ? kLetterByte
                 : separator != std::string_view::npos ? static_cast<std::uint8_t>(separator)
                                                       : kOtherByte;
  }
  return classes;
}();

std::uint16_t ShapeTrie::child(std::uint16_t& slot) {
  if (slot != 0) return slot;
  if (nodes_.size() > UINT16_MAX) throw std::length_error("too many number shapes in all patterns");
  slot = static_cast<std::uint16_t>(nodes_.size());
  return slot;
}

std::uint16_t ShapeTrie::bare_root() {
  if (bare_root_ == 0) {
    child(bare_root_);
    nodes_.emplace_back();
  }
  return bare_root_;
}

ShapeTrie::Head& ShapeTrie::head(const std::string& text) {
  for (Head& head : heads_) {
    if (head.text == text) return head;
  }
  Head head{text, 0, 0, 1, {}};
  while (head.last_letters < text.size() &&
         text[text.size() - 1 - head.last_letters] == kShapeLetter) {
    ++head.last_letters;
  }
  child(head.root);
  nodes_.emplace_back();
  auto& group = head.last_letters > 0 ? heads_by_letters_[head.last_letters]
                                      : heads_by_separator_[class_of(text.back())];
  group.push_back(static_cast<std::uint16_t>(heads_.size()));
  return heads_.emplace_back(std::move(head));
}

void ShapeTrie::add_head(std::uint32_t regex, const ShapeHead& shape_head) {
  Head& common = head(shape_head.text);
  common.least_digits = common.regexes.empty()
                            ? shape_head.least_digits
                            : std::min(common.least_digits, shape_head.least_digits);
  common.regexes.push_back(regex);
  filter_.add_head(shape_head.text, shape_head.least_digits);
  std::bitset<65536>& pairs = first_two_[regex];
  for (const auto& [first, second] : shape_head.first_two) {
    for (std::size_t i = 0; i < 65536; ++i) {
      if (first.test(i & 255) && second.test(i >> 8)) pairs.set(i);
    }
  }
}

void ShapeTrie::add(std::uint32_t regex, const Shape& shape) {
  const std::string_view text = shape.text;
  std::size_t at = text.find(kShapeDigit);
  std::uint16_t node = at == 0 ? bare_root() : head(std::string(text.substr(0, at))).root;
  while (at < text.size()) {
    const bool digits = text[at] == kShapeDigit;
    const bool run = digits || text[at] == kShapeLetter;
    const std::size_t length = run ? run_of(text, at) : 1;
    if (length > kMaxRun) return;  // Never: shapes_of gives no run of this length.
    std::uint16_t next = 0;
    if (digits) {
      next = child(nodes_[node].digits[length]);
    } else if (run) {
      nodes_[node].has_letters = true;
      next = child(nodes_[node].letters[length]);
    } else {
      next = child(nodes_[node].separators[kShapeSeparators.find(text[at])]);
    }
    if (next == nodes_.size()) nodes_.emplace_back();
    node = next;
    at += length;
  }
  nodes_[node].accepts.push_back({regex, shape.exact});
  filter_.add(text);
}

// Whether anything can come of `node` if the next byte is of class `next`: most runs of digits end
// here.
bool ShapeTrie::goes_on(std::uint16_t node, std::uint8_t next) const {
  if (node == 0) return false;
  const Node& here = nodes_[node];
  if (next < kShapeSeparators.size()) {
    return here.separators[next] != 0 || !here.accepts.empty();
  }
  return next == kLetterByte ? here.has_letters : !here.accepts.empty();
}

void ShapeTrie::seal() {
  for (std::uint8_t before = 0; before < kClasses; ++before) {
    for (std::size_t length = 1; length <= kMaxRun; ++length) {
      for (std::uint8_t next = 0; next < kClasses; ++next) {
        bool viable = before != kLetterByte && goes_on(nodes_[bare_root_].digits[length], next);
        for (const Head& head : heads_) {
          const char last = head.text.back();
          const std::uint8_t ends = last == kShapeLetter ? kLetterByte : class_of(last);
          viable = viable ||
                   (ends == before && (goes_on(nodes_[head.root].digits[length], next) ||
                                       (!head.regexes.empty() && length >= head.least_digits)));
        }
        viable_[before][length] |= static_cast<std::uint16_t>(viable << next);
      }
    }
  }
}

void ShapeTrie::match_run(std::string_view text, const Run& run,
                          std::vector<ShapeHit>& hits) const {
  const char before = run.begin == 0 ? '\0' : text[run.begin - 1];
  if (!is_word(before)) {
    const std::uint16_t node = nodes_[bare_root_].digits[run.end - run.begin];
    if (goes_on(node, run.next)) walk(text, run.begin, run.end, node, hits);
  }
  if (run.begin > 0) match_heads(text, run, hits);
}

void ShapeTrie::match_heads(std::string_view text, const Run& run,
                            std::vector<ShapeHit>& hits) const {
  const std::uint8_t before = class_of(text[run.begin - 1]);
  std::size_t letters = 0;
  if (before == kLetterByte) {
    // Heads hold whole runs of letters: the length of the run says which can be.
    const std::size_t reach = std::min(run.begin, kLongestHead);
    while (letters < reach && is_letter(text[run.begin - 1 - letters])) ++letters;
  } else if (before >= kShapeSeparators.size()) {
    return;
  }
  for (const std::uint16_t index :
       letters > 0 ? heads_by_letters_[letters] : heads_by_separator_[before]) {
    const Head& head = heads_[index];
    const std::size_t length = run.end - run.begin;
    const bool leads_on = goes_on(nodes_[head.root].digits[length], run.next);
    if (leads_on || (!head.regexes.empty() && length >= head.least_digits)) {
      match_head(text, run, head, hits);
    }
  }
}

void ShapeTrie::match_head(std::string_view text, const Run& run, const Head& head,
                           std::vector<ShapeHit>& hits) const {
  const std::size_t begin = head_begin(text, run.begin, head.text);
  if (begin == std::string_view::npos) return;
  if (begin > 0 && is_word(text[begin - 1]) && head.text.front() == kShapeLetter) return;
  const std::uint16_t node = nodes_[head.root].digits[run.end - run.begin];
  if (goes_on(node, run.next)) walk(text, begin, run.end, node, hits);
  if (head.regexes.empty()) return;
  const auto pair = static_cast<unsigned char>(text[begin]) |
                    static_cast<std::size_t>(static_cast<unsigned char>(text[begin + 1])) << 8;
  for (const std::uint32_t regex : head.regexes) {
    if (!first_two_.at(regex).test(pair)) continue;
    hits.push_back({regex, ShapeHit::Sure::kHead, static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(run.begin + 1)});
  }
}

// Goes on from `node`, which the text before `at` has led to.
void ShapeTrie::walk(std::string_view text, std::size_t begin, std::size_t at, std::uint16_t node,
                     std::vector<ShapeHit>& hits) const {
  while (node != 0) {
    const Node& here = nodes_[node];
    const std::uint8_t kind = at < text.size() ? class_of(text[at]) : kOtherByte;
    if (!here.accepts.empty() && (at == text.size() || !is_word(text[at]))) {
      for (const Accept& accept : here.accepts) {
        hits.push_back({accept.regex,
                        accept.exact ? ShapeHit::Sure::kExact : ShapeHit::Sure::kShape,
                        static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
      }
    }
    if (kind < kShapeSeparators.size()) {
      node = here.separators[kind];
      ++at;
    } else if (kind != kOtherByte) {
      const std::size_t limit = std::min(text.size(), at + kMaxRun + 1);
      std::size_t end = at + 1;
      while (end < limit && class_of(text[end]) == kind) ++end;
      if (end - at > kMaxRun) return;
      node = kind == kDigitByte ? here.digits[end - at] : here.letters[end - at];
      at = end;
    } else {
      return;
    }
  }
}

}  // namespace leaksift::detect
