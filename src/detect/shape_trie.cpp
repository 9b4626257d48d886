#include "detect/shape_trie.h"

#include <algorithm>
#include <stdexcept>

namespace leaksift::detect {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_alnum(char c) { return is_digit(c) || is_letter(c); }

std::size_t run_of(std::string_view shape, std::size_t at) {
  std::size_t end = at;
  while (end < shape.size() && shape[end] == shape[at]) ++end;
  return end - at;
}

// Where `head` begins if it stands directly before `digit`, with whole runs of letters; npos if not.
std::size_t head_begin(std::string_view text, std::size_t digit, std::string_view head) {
  if (head.size() > digit) return std::string_view::npos;
  const std::size_t begin = digit - head.size();
  for (std::size_t i = 0; i < head.size(); ++i) {
    const bool fits = head[i] == kShapeLetter ? is_letter(text[begin + i])
                                              : text[begin + i] == head[i];
    if (!fits) return std::string_view::npos;
  }
  return begin;
}

}  // namespace

std::uint16_t ShapeTrie::child(std::uint16_t& slot) {
  if (slot != 0) return slot;
  if (nodes_.size() > UINT16_MAX) throw std::length_error("too many number shapes in all patterns");
  slot = static_cast<std::uint16_t>(nodes_.size());
  return slot;
}

std::uint16_t ShapeTrie::head_root(const std::string& text) {
  if (text.empty()) {
    if (bare_root_ == 0) {
      child(bare_root_);
      nodes_.emplace_back();
    }
    return bare_root_;
  }
  for (const Head& head : heads_) {
    if (head.text == text) return head.root;
  }
  Head head{text};
  child(head.root);
  nodes_.emplace_back();
  heads_.push_back(head);
  if (text.back() == kShapeLetter) {
    for (unsigned c = 0; c < 256; ++c) ends_head_[c] |= is_letter(static_cast<char>(c));
  } else {
    ends_head_[static_cast<unsigned char>(text.back())] = true;
  }
  return head.root;
}

void ShapeTrie::add(std::uint32_t regex, const Shape& shape) {
  const std::string_view text = shape.text;
  std::size_t at = text.find(kShapeDigit);
  std::uint16_t node = head_root(std::string(text.substr(0, at)));
  while (at < text.size()) {
    const bool digits = text[at] == kShapeDigit;
    const bool run = digits || text[at] == kShapeLetter;
    const std::size_t length = run ? run_of(text, at) : 1;
    if (length > kMaxRun) return;  // Never: shapes_of gives no run of this length.
    std::uint16_t next = 0;
    if (digits) {
      next = child(nodes_[node].digits[length]);
    } else if (run) {
      next = child(nodes_[node].letters[length]);
    } else {
      next = child(nodes_[node].separators[kSeparators.find(text[at])]);
    }
    if (next == nodes_.size()) nodes_.emplace_back();
    node = next;
    at += length;
  }
  nodes_[node].accepts.push_back({regex, shape.exact});
}

void ShapeTrie::match(std::string_view text, std::size_t digit,
                      std::vector<ShapeHit>& hits) const {
  const char before = digit == 0 ? ' ' : text[digit - 1];
  if (!is_letter(before) && bare_root_ != 0) walk(text, digit, digit, bare_root_, hits);
  if (!ends_head_[static_cast<unsigned char>(before)]) return;
  for (const Head& head : heads_) {
    const std::size_t begin = head_begin(text, digit, head.text);
    if (begin == std::string_view::npos) continue;
    if (begin > 0 && is_alnum(text[begin - 1]) && head.text.front() == kShapeLetter) continue;
    walk(text, begin, digit, head.root, hits);
  }
}

void ShapeTrie::walk(std::string_view text, std::size_t begin, std::size_t digit,
                     std::uint16_t node, std::vector<ShapeHit>& hits) const {
  std::size_t at = digit;
  while (at < text.size()) {
    const Node& here = nodes_[node];
    const char c = text[at];
    if (is_alnum(c)) {
      const bool digits = is_digit(c);
      const std::size_t limit = std::min(text.size(), at + kMaxRun + 1);
      std::size_t end = at + 1;
      while (end < limit && (digits ? is_digit(text[end]) : is_letter(text[end]))) ++end;
      if (end - at > kMaxRun) return;
      node = digits ? here.digits[end - at] : here.letters[end - at];
      at = end;
    } else {
      const std::size_t separator = kSeparators.find(c);
      if (separator == std::string_view::npos) return;
      node = here.separators[separator];
      ++at;
    }
    if (node == 0) return;
    if (nodes_[node].accepts.empty() || (at < text.size() && is_alnum(text[at]))) continue;
    for (const Accept& accept : nodes_[node].accepts) {
      hits.push_back({accept.regex, accept.exact, static_cast<std::uint32_t>(begin),
                      static_cast<std::uint32_t>(at)});
    }
  }
}

}  // namespace leaksift::detect
