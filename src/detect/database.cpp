#include "detect/database.h"

#include "core/block.h"
#include "detect/compiled.h"
#include "detect/database_cache.h"
#include "detect/shapes.h"
#include "detect/trigger.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace leaksift::detect {
namespace {

// What the engines get, while the database is being built.
struct Expressions {
  std::vector<HyperscanExpression> text;
  std::vector<HyperscanExpression> keywords;
  std::vector<HyperscanExpression> confirmed;  ///< What RE2 gets.
};

std::string where(const pattern::Pattern& pattern, const pattern::Regex& regex) {
  return pattern.file + ":" + std::to_string(regex.line) + ": pattern '" + pattern.id +
         "', regex '" + regex.name + "' ";
}

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

// Gives the regex to the shapes if it is made of them. Their walk knows whole words only.
bool has_shapes(const pattern::Pattern& pattern, const RegexTree& tree, std::uint32_t index,
                ShapeTrie& trie) {
  if (pattern.boundary == pattern::Boundary::kNone || tree.has_group) return false;
  if (const auto shapes = shapes_of(tree.root)) {
    const bool alone = pattern.boundary == pattern::Boundary::kNumber;
    for (const Shape& shape : *shapes) trie.add(index, shape, alone);
    return true;
  }
  const auto head = shape_head_of(tree.root);
  if (head && is_word_like(tree.root, Side::kBack)) trie.add_head(index, *head);
  return head && is_word_like(tree.root, Side::kBack);
}

// Several regexes may have one trigger.
void add_trigger(HyperscanExpression trigger, std::uint32_t regex, CompiledPatterns& patterns,
                 Expressions& expressions) {
  auto& text = expressions.text;
  const auto same = std::find_if(text.begin(), text.end(), [&](const HyperscanExpression& other) {
    return other.expression == trigger.expression && other.caseless == trigger.caseless;
  });
  if (same != text.end()) return patterns.triggered[same->id].push_back(regex);
  trigger.id = static_cast<std::uint32_t>(patterns.triggered.size());
  text.push_back(std::move(trigger));
  patterns.triggered.push_back({regex});
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

// Gives the regex to the sign that its pivot is, if it is a rare one.
bool add_sign(const RegexNode& root, std::uint32_t regex, CompiledPatterns& patterns) {
  const auto pivot = pivot_of(root);
  if (!pivot || pivot->lead.least == 0 || !is_rare(pivot->byte)) return false;
  auto& signs = patterns.signs;
  auto sign = std::find_if(signs.begin(), signs.end(),
                           [&](const Sign& other) { return other.byte == pivot->byte; });
  if (sign == signs.end()) sign = signs.insert(signs.end(), {pivot->byte, {}});
  sign->uses.push_back({regex, pivot->lead_bytes, bytes_behind(root, pivot->child)});
  return true;
}

// Says where to look for a regex in text: the reference engine for all of its expression, the fast
// one for its trigger or, where that is dear, for its chain or its sign.
void add_text(const pattern::Pattern& pattern, const pattern::Regex& regex, const RegexNode& root,
              std::uint32_t index, CompiledPatterns& patterns, Expressions& expressions) {
  if (patterns.engine == Engine::kReference) {
    return add_trigger(
        {bounded(regex.expression, word_edges(pattern, regex, root)), 0, regex.caseless}, index,
        patterns, expressions);
  }
  const bool word =
      pattern.boundary != pattern::Boundary::kNone && is_word_like(root, Side::kFront);
  Trigger trigger = trigger_of(root, word);
  const bool dear = patterns.engine == Engine::kFast && trigger.bits < kCheapTrigger;
  if (const auto chain = dear ? chain_of(root) : std::nullopt) {
    patterns.chains.emplace_back(index, *chain);
  } else if (!dear || !add_sign(root, index, patterns)) {
    add_trigger({std::move(trigger.expression), 0, false}, index, patterns, expressions);
  }
}

void add_grammar(const pattern::Pattern& pattern, const pattern::Regex& regex,
                 CompiledRegex compiled, CompiledPatterns& patterns) {
  const auto index = static_cast<std::uint32_t>(patterns.regexes.size());
  compiled.by_grammar = true;
  compiled.log_odds = log_odds(regex.confidence);
  compiled.most_gain = pattern.weights.best();
  const bool labelled = regex.anchor == pattern::Anchor::kLabel;
  compiled.finder = labelled ? Finder::kLabel : Finder::kNames;
  (labelled ? patterns.labelled[compiled.pattern] : patterns.name_regexes).push_back(index);
  patterns.regexes.push_back(std::move(compiled));
}

base::Status add_regex(const pattern::Pattern& pattern, const pattern::Regex& regex,
                       CompiledRegex compiled, CompiledPatterns& patterns,
                       Expressions& expressions) {
  if (regex.grammar != pattern::Grammar::kNone) {
    add_grammar(pattern, regex, std::move(compiled), patterns);
    return base::Ok{};
  }
  auto tree = parse_regex(regex.expression, regex.caseless);
  if (!tree) return base::Error{where(pattern, regex) + "uses " + tree.error().message};
  const Width width = width_of(tree->root);
  if (width.most > core::kMaxMatchLength) {
    return base::Error{where(pattern, regex) + "can match " + std::to_string(width.most) +
                       " bytes; the limit is " + std::to_string(core::kMaxMatchLength) +
                       ": lower its repeats"};
  }
  if (edge_of(tree->root, Side::kFront).empty) {
    return base::Error{where(pattern, regex) + "matches the empty text; make a part required"};
  }
  compiled.has_group = tree->has_group;
  compiled.width = static_cast<std::uint32_t>(width.most);
  compiled.least_width = static_cast<std::uint32_t>(width.least);
  compiled.alphabet = alphabet(tree->root);
  compiled.required = required_bytes(tree->root);
  compiled.front = edge_of(tree->root, Side::kFront).bytes;
  compiled.back = edge_of(tree->root, Side::kBack).bytes;
  compiled.log_odds = log_odds(regex.confidence);
  compiled.most_gain = pattern.weights.best();
  compiled.has_floor = pattern.weights.floor > 0.0;
  compiled.boundary = pattern.boundary;
  compiled.validator = regex.validator;

  const auto index = static_cast<std::uint32_t>(patterns.regexes.size());
  if (regex.anchor == pattern::Anchor::kLabel) {
    compiled.finder = Finder::kLabel;
    patterns.labelled[compiled.pattern].push_back(index);
  } else if (has_shapes(pattern, *tree, index, patterns.shapes)) {
    compiled.finder = Finder::kShapes;
  }
  if (compiled.finder == Finder::kText ||
      (compiled.finder == Finder::kShapes && patterns.engine == Engine::kReference)) {
    add_text(pattern, regex, tree->root, index, patterns, expressions);
  }
  const WordEdges edges = word_edges(pattern, regex, tree->root);
  compiled.engines = std::make_unique<RegexEngines>(regex.expression, regex.caseless, edges,
                                                    std::move(tree->root), tree->group);
  expressions.confirmed.push_back({bounded(regex.expression, edges), index, regex.caseless});
  patterns.regexes.push_back(std::move(compiled));
  return base::Ok{};
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// A phrase as an expression: whole words, with up to two of " _.-" between them.
std::string keyword_expression(std::string_view phrase) {
  std::string expression = is_word_byte(phrase.front()) ? "\\b" : "";
  for (const char c : phrase) {
    if (c == ' ') {
      expression += "[ _.\\-]{0,2}";
    } else {
      if (!is_word_byte(c) && static_cast<unsigned char>(c) < 0x80) expression += '\\';
      expression += c;
    }
  }
  return expression + (is_word_byte(phrase.back()) ? "\\b" : "");
}

void add_keywords(CompiledPatterns& patterns, Expressions& expressions) {
  std::map<std::string_view, std::vector<std::uint32_t>> by_phrase;
  for (std::uint32_t i = 0; i < patterns.set.patterns.size(); ++i) {
    for (const std::string& phrase : patterns.set.patterns[i].context.keywords) {
      auto& owners = by_phrase[phrase];
      if (owners.empty() || owners.back() != i) owners.push_back(i);
    }
  }
  for (auto& [phrase, owners] : by_phrase) {
    const auto id = static_cast<std::uint32_t>(patterns.keywords.size());
    expressions.keywords.push_back({keyword_expression(phrase), id, true});
    patterns.keywords.push_back({phrase, std::move(owners)});
  }
}

// Says which regex Hyperscan refused.
base::Error compile_error(const CompiledPatterns& patterns, const Expressions& expressions,
                          const HyperscanDatabase::CompileError& error) {
  if (error.expression >= 0) {
    const auto position = static_cast<std::size_t>(error.expression);
    const std::uint32_t id = expressions.text[position].id;
    const CompiledRegex& regex = patterns.regexes[patterns.triggered[id].front()];
    const pattern::Pattern& pattern = patterns.set.patterns[regex.pattern];
    return base::Error{where(pattern, pattern.regexes[regex.regex]) +
                       "Hyperscan says: " + error.message};
  }
  return base::Error{"Hyperscan cannot compile the patterns: " + error.message};
}

// RE2 compiles an expression when it is first needed. What has never been compiled yet might be too
// much for it, and that must be said now.
base::Status check_re2(const CompiledPatterns& patterns) {
  for (const CompiledRegex& regex : patterns.regexes) {
    if (regex.by_grammar || regex.engines->re2().ok()) continue;
    const pattern::Pattern& pattern = patterns.set.patterns[regex.pattern];
    return base::Error{where(pattern, pattern.regexes[regex.regex]) +
                       "RE2 says: " + regex.engines->re2().error()};
  }
  return base::Ok{};
}

base::Status compile_hyperscan(const Expressions& expressions, CompiledPatterns& patterns) {
  HyperscanDatabase::CompileError error;
  auto text = HyperscanDatabase::compile(expressions.text, &error);
  if (!text) return compile_error(patterns, expressions, error);
  auto keywords = HyperscanDatabase::compile(expressions.keywords);
  if (!keywords) return keywords.error();
  patterns.text = std::move(*text);
  patterns.keyword_text = std::move(*keywords);
  return base::Ok{};
}

}  // namespace

base::Result<Database> Database::build(const pattern::PatternSet& set, Engine engine,
                                       const std::string& cache) {
  auto patterns = std::make_shared<CompiledPatterns>(set);
  patterns->engine = engine;
  patterns->labelled.resize(set.patterns.size());
  Expressions expressions;
  for (std::uint32_t i = 0; i < set.patterns.size(); ++i) {
    const pattern::Pattern& pattern = set.patterns[i];
    for (std::uint32_t j = 0; j < pattern.regexes.size(); ++j) {
      CompiledRegex regex;
      regex.pattern = i;
      regex.regex = j;
      if (auto status =
              add_regex(pattern, pattern.regexes[j], std::move(regex), *patterns, expressions);
          !status) {
        return status.error();
      }
    }
  }
  patterns->shapes.seal();
  for (auto& labelled : patterns->labelled) {
    std::stable_sort(labelled.begin(), labelled.end(), [&](std::uint32_t a, std::uint32_t b) {
      return patterns->regexes[a].log_odds > patterns->regexes[b].log_odds;
    });
  }
  add_keywords(*patterns, expressions);

  const DatabaseCache stored(cache, expressions.text, expressions.keywords, expressions.confirmed);
  if (!stored.load(patterns->text, patterns->keyword_text)) {
    if (auto status = check_re2(*patterns); !status) return status.error();
    if (auto status = compile_hyperscan(expressions, *patterns); !status) return status.error();
    stored.store(patterns->text, patterns->keyword_text);
  }
  Database database;
  database.compiled_ = std::move(patterns);
  return database;
}

}  // namespace leaksift::detect
