#include "detect/regex_engines.h"

#include "detect/word_bytes.h"

#include <memory>
#include <utility>
#include <vector>

namespace leaksift::detect {
namespace {

constexpr std::uint64_t kLongestLead = 128;

re2::RE2::Options re2_options(bool caseless) {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);  // Text is bytes.
  options.set_longest_match(true);
  options.set_case_sensitive(!caseless);
  options.set_log_errors(false);
  return options;
}

// The children [first, last) of the root in a row.
std::optional<RegexProgram> program_of(const RegexNode& root, std::size_t first, std::size_t last) {
  std::vector<const RegexNode*> parts;
  for (std::size_t i = first; i < last; ++i) parts.push_back(&root.children[i]);
  return RegexProgram::build(parts);
}

}  // namespace

std::string bounded(const std::string& expression, WordEdges edges) {
  if (!edges.front && !edges.back) return expression;
  return (edges.front ? "\\b(?:" : "(?:") + expression + (edges.back ? ")\\b" : ")");
}

std::optional<Pivot> pivot_of(const RegexNode& root) {
  if (root.kind != RegexNode::Kind::kConcat) return std::nullopt;
  Width lead;
  ByteSet lead_bytes;
  for (std::size_t i = 0; i < root.children.size() && lead.most <= kLongestLead; ++i) {
    const RegexNode& child = root.children[i];
    if (child.kind == RegexNode::Kind::kBytes && child.bytes.count() == 1) {
      const std::size_t byte = child.bytes._Find_first();
      const char c = static_cast<char>(byte);
      if (!lead_bytes[byte] && !is_word(c) && c != ' ') {
        return Pivot{c, i, lead, lead_bytes, gate_of(root, i)};
      }
    }
    const Width width = width_of(child);
    lead = {lead.least + width.least, lead.most + width.most};
    lead_bytes |= alphabet(child);
  }
  return std::nullopt;
}

std::optional<std::size_t> width_behind(const RegexNode& root, std::optional<std::size_t> group) {
  if (!group) return std::nullopt;
  Width behind;
  for (std::size_t i = *group + 1; i < root.children.size(); ++i) {
    const Width width = width_of(root.children[i]);
    behind = {behind.least + width.least, behind.most + width.most};
  }
  if (behind.least != behind.most) return std::nullopt;
  return static_cast<std::size_t>(behind.least);
}

const RegexTree& RegexEngines::tree() const {
  return tree_.get(
      [this] { return std::make_unique<RegexTree>(parse_regex(expression_, caseless_).value()); });
}

const re2::RE2& RegexEngines::re2() const {
  return re2_.get([this] {
    return std::make_unique<re2::RE2>(bounded(expression_, edges_), re2_options(caseless_));
  });
}

const RegexEngines::Programs& RegexEngines::programs() const {
  return programs_.get([this] {
    auto programs = std::make_unique<Programs>();
    const auto& [root, has_group, group] = tree();
    programs->all = RegexProgram::build({&root});
    if (width_behind(root, group)) programs->before_group = program_of(root, 0, *group);
    const auto pivot = pivot_of(root);
    if (!pivot) return programs;
    programs->lead = program_of(root, 0, pivot->child);
    programs->rest = program_of(root, pivot->child + 1, root.children.size());
    if (!programs->lead || !programs->rest) {
      programs->lead.reset();
      programs->rest.reset();
    }
    return programs;
  });
}

}  // namespace leaksift::detect
