#include "detect/regex_analysis.h"

#include "core/block.h"
#include "detect/trigger.h"

#include <cmath>
#include <memory>
#include <utility>

namespace leaksift::detect {
namespace {

// Where the pattern asks for word boundaries and an end of the expression is such that \b can say
// so.
WordEdges word_edges(const pattern::Pattern& pattern, const pattern::Regex& regex,
                     const RegexNode& root) {
  if (pattern.boundary == pattern::Boundary::kNone || regex.anchor == pattern::Anchor::kLabel) {
    return {};
  }
  return {is_word_like(root, Side::kFront), is_word_like(root, Side::kBack)};
}

double log_odds(double probability) {
  return std::log(probability / (1.0 - probability));
}

// Bytes that may stand behind the child `at` of `root`.
ByteSet bytes_behind(const RegexNode& root, std::size_t at) {
  ByteSet behind;
  for (std::size_t i = at + 1; i < root.children.size(); ++i) {
    const Edge front = edge_of(root.children[i], Side::kFront);
    behind |= front.bytes;
    if (!front.empty) return behind;
  }
  return ByteSet().set();
}

// The sign of an expression: its pivot, if that is a rare one.
std::optional<RareByte> rare_byte_of(const RegexNode& root) {
  const auto pivot = pivot_of(root);
  if (!pivot || pivot->lead.least == 0 || !is_rare(pivot->byte)) return std::nullopt;
  return RareByte{pivot->byte, pivot->lead_bytes, bytes_behind(root, pivot->child)};
}

// Finds the shapes of a regex, or its head. Their walk knows whole words only.
void find_shapes(const pattern::Pattern& pattern, const RegexTree& tree, RegexAnalysis& analysis) {
  if (pattern.boundary == pattern::Boundary::kNone || tree.has_group) return;
  if (auto shapes = shapes_of(tree.root)) {
    analysis.shapes = *std::move(shapes);
  } else if (is_word_like(tree.root, Side::kBack)) {
    analysis.head = shape_head_of(tree.root);
  }
  if (!analysis.shapes.empty() || analysis.head) analysis.compiled.finder = Finder::kShapes;
}

// True if the end of a long run of digits finds a regex. The marks of those reach no farther than
// shapes do.
bool find_run_end(const RegexNode& root, RegexAnalysis& analysis) {
  const auto end = run_end_of(root);
  if (!end || end->lead > kLongestShapeHead + kMaxShapeLength) return false;
  analysis.compiled.lead = static_cast<std::uint32_t>(end->lead);
  analysis.compiled.behind = end->behind;
  return analysis.long_run = true;
}

// Says where to look for a regex in text: the reference engine for all of its expression, the fast
// one for its long run of digits if it has one, or else for its trigger, be that by Hyperscan or as
// a row, or, where that is dear, for its chain or its sign.
void find_trigger(const pattern::Pattern& pattern, const pattern::Regex& regex,
                  const RegexNode& root, Engine engine, RegexAnalysis& analysis) {
  if (engine == Engine::kReference) {
    analysis.trigger = {bounded(regex.expression, analysis.compiled.edges), 0, regex.caseless};
    return;
  }
  if (engine == Engine::kFast && find_run_end(root, analysis)) return;
  const bool word =
      pattern.boundary != pattern::Boundary::kNone && is_word_like(root, Side::kFront);
  Trigger trigger = trigger_of(root, word);
  const bool dear = engine == Engine::kFast && trigger.bits < kCheapTrigger;
  if (dear) analysis.chain = chain_of(root);
  if (dear && !analysis.chain) analysis.rare_byte = rare_byte_of(root);
  if (analysis.chain || analysis.rare_byte) return;
  analysis.compiled.lead = static_cast<std::uint32_t>(trigger.lead);
  analysis.compiled.behind = trigger.behind;
  if (engine == Engine::kFast) analysis.row = std::move(trigger.row);
  if (!analysis.row.empty()) return;
  analysis.trigger = {std::move(trigger.expression), 0, false};
}

base::Status check(const RegexNode& root) {
  const Width width = width_of(root);
  if (width.most > core::kMaxMatchLength) {
    return base::Error{"can match " + std::to_string(width.most) + " bytes; the limit is " +
                       std::to_string(core::kMaxMatchLength) + ": lower its repeats"};
  }
  if (edge_of(root, Side::kFront).empty) {
    return base::Error{"matches the empty text; make a part required"};
  }
  return base::Ok{};
}

// What the tree says of every match.
void describe(const RegexTree& tree, CompiledRegex& compiled) {
  const Width width = width_of(tree.root);
  compiled.has_group = tree.has_group;
  compiled.width = static_cast<std::uint32_t>(width.most);
  compiled.least_width = static_cast<std::uint32_t>(width.least);
  compiled.lead = compiled.width;
  compiled.behind.set();
  compiled.alphabet = alphabet(tree.root);
  compiled.required = required_bytes(tree.root);
  compiled.front = edge_of(tree.root, Side::kFront).bytes;
  compiled.back = edge_of(tree.root, Side::kBack).bytes;
  compiled.pivot = pivot_of(tree.root);
  compiled.behind_group = width_behind(tree.root, tree.group);
}

}  // namespace

base::Result<RegexAnalysis> analyse(const pattern::PatternSet& set, std::uint32_t pattern_index,
                                    std::uint32_t regex_index, Engine engine) {
  const pattern::Pattern& pattern = set.patterns[pattern_index];
  const pattern::Regex& regex = pattern.regexes[regex_index];
  RegexAnalysis analysis;
  CompiledRegex& compiled = analysis.compiled;
  compiled.pattern = pattern_index;
  compiled.regex = regex_index;
  compiled.log_odds = log_odds(regex.confidence);
  compiled.most_gain = pattern.weights.best();
  if (regex.anchor == pattern::Anchor::kLabel) compiled.finder = Finder::kLabel;
  if (regex.grammar != pattern::Grammar::kNone) {
    compiled.by_grammar = true;
    if (regex.anchor != pattern::Anchor::kLabel) compiled.finder = Finder::kNames;
    return analysis;
  }
  auto tree = parse_regex(regex.expression, regex.caseless);
  if (!tree) return base::Error{place_of(pattern, regex) + "uses " + tree.error().message};
  if (auto status = check(tree->root); !status) {
    return base::Error{place_of(pattern, regex) + status.error().message};
  }
  describe(*tree, compiled);
  compiled.has_floor = pattern.weights.floor > 0.0;
  compiled.same_cell = regex.same_cell;
  compiled.boundary = regex.part_of_word ? pattern::Boundary::kNone : pattern.boundary;
  compiled.edges = word_edges(pattern, regex, tree->root);
  if (compiled.finder != Finder::kLabel) find_shapes(pattern, *tree, analysis);
  const bool by_shapes = compiled.finder == Finder::kShapes && engine != Engine::kReference;
  if (compiled.finder != Finder::kLabel && !by_shapes) {
    find_trigger(pattern, regex, tree->root, engine, analysis);
  }
  return analysis;
}

void equip(const pattern::PatternSet& set, CompiledRegex& compiled) {
  if (compiled.by_grammar) return;
  const pattern::Regex& regex = set.patterns[compiled.pattern].regexes[compiled.regex];
  compiled.validator = regex.validator;
  compiled.engines =
      std::make_unique<RegexEngines>(regex.expression, regex.caseless, compiled.edges);
}

std::string place_of(const pattern::Pattern& pattern, const pattern::Regex& regex) {
  return pattern.file + ":" + std::to_string(regex.line) + ": pattern '" + pattern.id +
         "', regex '" + regex.name + "' ";
}

}  // namespace leaksift::detect
