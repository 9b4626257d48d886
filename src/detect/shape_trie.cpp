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

// The runs of a kind that lead on from `node`; they are made if there are none yet.
ShapeTrie::Runs& ShapeTrie::runs_of(std::uint16_t node, std::uint16_t Node::*kind) {
  std::uint16_t& runs = nodes_[node].*kind;
  if (runs == 0) {
    runs = static_cast<std::uint16_t>(runs_.size());  // Fewer than nodes.
    runs_.emplace_back();
  }
  return runs_[runs];
}

void ShapeTrie::accept(std::uint16_t node, std::uint32_t regex, bool exact) {
  if (accepts_.size() > UINT16_MAX) throw std::length_error("too many number shapes");
  const auto added = static_cast<std::uint16_t>(accepts_.size());
  std::uint16_t last = nodes_[node].accepts;
  if (last == 0) nodes_[node].accepts = added;
  while (last != 0 && accepts_[last].next != 0) last = accepts_[last].next;
  if (last != 0) accepts_[last].next = added;
  accepts_.push_back({regex, exact, 0});
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
  Head head{text, 0, 0, 1, {}, {}};
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
  auto [rows, fresh] = first_two_.try_emplace(regex);
  if (fresh) rows->second.resize(256);
  common.first_two.resize(256);
  for (const auto& [first, second] : shape_head.first_two) {
    for (std::size_t byte = first._Find_first(); byte < 256; byte = first._Find_next(byte)) {
      rows->second[byte] |= second;
      common.first_two[byte] |= second;
    }
  }
}

void ShapeTrie::add(std::uint32_t regex, const Shape& shape, bool alone) {
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
      next = child(runs_of(node, &Node::digits)[length]);
    } else if (run) {
      next = child(runs_of(node, &Node::letters)[length]);
    } else {
      next = child(nodes_[node].separators[kShapeSeparators.find(text[at])]);
    }
    if (next == nodes_.size()) nodes_.emplace_back();
    node = next;
    at += length;
  }
  accept(node, regex, shape.exact);
  filter_.add(text, alone);
}

// Whether anything can come of `node` if the next byte is of class `next`: most runs of digits end
// here.
bool ShapeTrie::goes_on(std::uint16_t node, std::uint8_t next) const {
  if (node == 0) return false;
  const Node& here = nodes_[node];
  if (next < kShapeSeparators.size()) {
    return here.separators[next] != 0 || here.accepts != 0;
  }
  return next == kLetterByte ? here.letters != 0 : here.accepts != 0;
}

// The classes of the next byte with which `node` goes on, a bit each.
std::uint16_t ShapeTrie::next_classes(std::uint16_t node) const {
  unsigned classes = 0;
  for (std::uint8_t next = 0; next < kClasses; ++next) {
    classes |= static_cast<unsigned>(goes_on(node, next)) << next;
  }
  return static_cast<std::uint16_t>(classes);
}

ShapeTrie::Starts ShapeTrie::starts_behind(const std::vector<std::uint16_t>& heads) const {
  Starts starts;
  for (const std::uint16_t index : heads) {
    const Head& head = heads_[index];
    const Runs& runs = runs_[nodes_[head.root].digits];
    for (std::size_t length = 1; length <= kMaxRun; ++length) {
      const std::uint16_t node = runs[length];
      const Start start = {index, node, next_classes(node),
                           !head.regexes.empty() && length >= head.least_digits};
      if (start.next != 0 || start.enough) starts[length].push_back(start);
    }
  }
  return starts;
}

void ShapeTrie::seal() {
  for (std::size_t length = 1; length <= kMaxRun; ++length) {
    viable_[length] = next_classes(bare_runs()[length]);
  }
  for (std::size_t i = 0; i < heads_by_separator_.size(); ++i) {
    starts_by_separator_[i] = starts_behind(heads_by_separator_[i]);
  }
  for (std::size_t i = 0; i < heads_by_letters_.size(); ++i) {
    starts_by_letters_[i] = starts_behind(heads_by_letters_[i]);
  }
}

void ShapeTrie::match(const MarkedText& text, const ShapeCandidate& candidate,
                      std::vector<ShapeHit>& hits) const {
  const std::size_t length = run_length(text.marks.digits, candidate.begin);
  if (length > kMaxRun) return;
  const Run run{candidate.begin, candidate.begin + length};
  const std::uint8_t next = class_at(text.text, run.end);
  if (candidate.bare() && (viable_[length] >> next & 1) != 0) {
    walk(text, run.begin, run.end, bare_runs()[length], hits);
  }
  auto match_heads = [&](const Starts& starts) {
    for (const Start& start : starts[length]) {
      const bool leads_on = (start.next >> next & 1) != 0;
      if (leads_on || start.enough) match_head(text, run, start, leads_on, hits);
    }
  };
  if (candidate.letters > 0) {
    // Heads hold whole runs of letters: the length of the run says which can be.
    match_heads(starts_by_letters_[candidate.letters]);
  } else if (candidate.kinds >> kShapeBehindSeparator != 0) {
    match_heads(starts_by_separator_[class_of(text.text[run.begin - 1])]);
  }
}

void ShapeTrie::match_head(const MarkedText& marked, const Run& run, const Start& start,
                           bool leads_on, std::vector<ShapeHit>& hits) const {
  const std::string_view text = marked.text;
  const Head& head = heads_[start.head];
  const std::size_t begin = head_begin(text, run.begin, head.text);
  if (begin == std::string_view::npos) return;
  if (begin > 0 && is_word(text[begin - 1]) && head.text.front() == kShapeLetter) return;
  if (leads_on) walk(marked, begin, run.end, start.node, hits);
  if (head.regexes.empty()) return;
  const auto first = static_cast<unsigned char>(text[begin]);
  const auto second = static_cast<unsigned char>(text[begin + 1]);
  if (!head.first_two[first].test(second)) return;
  for (const std::uint32_t regex : head.regexes) {
    if (!first_two_.at(regex)[first].test(second)) continue;
    hits.push_back({regex, ShapeHit::Sure::kHead, static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(run.begin + 1)});
  }
}

// Goes on from `node`, which the text before `at` has led to.
void ShapeTrie::walk(const MarkedText& text, std::size_t begin, std::size_t at, std::uint16_t node,
                     std::vector<ShapeHit>& hits) const {
  while (node != 0) {
    const Node& here = nodes_[node];
    const std::uint8_t kind = class_at(text.text, at);
    if (here.accepts != 0 && (at == text.text.size() || !is_word(text.text[at]))) {
      for (std::uint16_t i = here.accepts; i != 0; i = accepts_[i].next) {
        hits.push_back({accepts_[i].regex,
                        accepts_[i].exact ? ShapeHit::Sure::kExact : ShapeHit::Sure::kShape,
                        static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
      }
    }
    if (kind < kShapeSeparators.size()) {
      node = here.separators[kind];
      ++at;
      continue;
    }
    if (kind == kOtherByte) return;
    const bool digits = kind == kDigitByte;
    const std::size_t length = run_length(digits ? text.marks.digits : text.marks.letters, at);
    if (length > kMaxRun) return;
    node = runs_[digits ? here.digits : here.letters][length];
    at += length;
  }
}

}  // namespace leaksift::detect
