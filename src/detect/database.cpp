#include "detect/database.h"

#include "base/parallel.h"
#include "detect/analysis_snapshot.h"
#include "detect/compiled.h"
#include "detect/database_cache.h"
#include "detect/regex_analysis.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace leaksift::detect {
namespace {

// Several regexes may have one trigger.
void add_trigger(HyperscanExpression trigger, std::uint32_t regex, CompiledPatterns& patterns,
                 std::vector<HyperscanExpression>& text) {
  const auto same = std::find_if(text.begin(), text.end(), [&](const HyperscanExpression& other) {
    return other.expression == trigger.expression && other.caseless == trigger.caseless;
  });
  if (same != text.end()) return patterns.triggered[same->id].push_back(regex);
  trigger.id = static_cast<std::uint32_t>(patterns.triggered.size());
  text.push_back(std::move(trigger));
  patterns.triggered.push_back({regex});
}

// Several regexes may have one sign.
void add_sign(const RareByte& rare, std::uint32_t regex, std::vector<Sign>& signs) {
  auto sign = std::find_if(signs.begin(), signs.end(),
                           [&](const Sign& other) { return other.byte == rare.byte; });
  if (sign == signs.end()) sign = signs.insert(signs.end(), {rare.byte, {}, {}, {}});
  sign->uses.push_back({regex, rare.before, rare.behind});
  sign->before |= rare.before;
  sign->behind |= rare.behind;
}

void add_row(std::uint32_t regex, const ByteRow& row, std::vector<ByteRows>& rows) {
  for (ByteRows& alike : rows) {
    if (alike.add(regex, row)) return;
  }
  rows.emplace_back().add(regex, row);
}

// Gives a regex to what will find it: to `text` what Hyperscan is to look for.
void add_regex(RegexAnalysis regex, CompiledPatterns& patterns,
               std::vector<HyperscanExpression>& text) {
  const auto index = static_cast<std::uint32_t>(patterns.regexes.size());
  const pattern::Pattern& pattern = patterns.set.patterns[regex.compiled.pattern];
  const bool alone = pattern.boundary == pattern::Boundary::kNumber;
  for (const Shape& shape : regex.shapes) patterns.shapes.add(index, shape, alone);
  if (regex.head) patterns.shapes.add_head(index, *regex.head);
  if (!regex.row.empty()) add_row(index, regex.row, patterns.rows);
  if (regex.chain) patterns.chains.emplace_back(index, *regex.chain);
  if (regex.long_run) {
    patterns.long_runs.push_back(index);
    patterns.behind_long_runs |= regex.compiled.behind;
  }
  if (regex.rare_byte) add_sign(*regex.rare_byte, index, patterns.signs);
  if (regex.trigger) add_trigger(*std::move(regex.trigger), index, patterns, text);
  if (regex.compiled.finder == Finder::kNames) patterns.name_regexes.push_back(index);
  if (regex.compiled.finder == Finder::kLabel) {
    patterns.labelled[regex.compiled.pattern].push_back(index);
  }
  if (!regex.compiled.by_grammar) {
    patterns.of_pattern[regex.compiled.pattern].push_back(index);
  }
  equip(patterns.set, regex.compiled);
  patterns.regexes.push_back(std::move(regex.compiled));
}

// The regexes of all patterns in their order, side by side, as that takes long.
base::Result<std::vector<RegexAnalysis>> analyse_all(const pattern::PatternSet& set,
                                                     Engine engine) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> numbers;
  for (std::uint32_t i = 0; i < set.patterns.size(); ++i) {
    for (std::uint32_t j = 0; j < set.patterns[i].regexes.size(); ++j) numbers.emplace_back(i, j);
  }
  std::vector<std::optional<base::Result<RegexAnalysis>>> results(numbers.size());
  base::for_each_number(numbers.size(), base::available_cores(), [&](std::size_t i) {
    const auto [pattern, regex] = numbers[i];
    results[i] = analyse(set, pattern, regex, engine);
  });
  std::vector<RegexAnalysis> analyses;
  analyses.reserve(results.size());
  for (auto& result : results) {
    if (!result->ok()) return result->error();
    analyses.push_back(**std::move(result));
  }
  return analyses;
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

void add_keywords(CompiledPatterns& patterns) {
  std::map<std::string_view, std::vector<std::uint32_t>> by_phrase;
  for (std::uint32_t i = 0; i < patterns.set.patterns.size(); ++i) {
    for (const std::string& phrase : patterns.set.patterns[i].context.keywords) {
      auto& owners = by_phrase[phrase];
      if (owners.empty() || owners.back() != i) owners.push_back(i);
    }
  }
  for (auto& [phrase, owners] : by_phrase) patterns.keywords.push_back({phrase, std::move(owners)});
}

std::vector<HyperscanExpression> keyword_expressions(const std::vector<Keyword>& keywords) {
  std::vector<HyperscanExpression> expressions;
  for (const Keyword& keyword : keywords) {
    const auto id = static_cast<std::uint32_t>(expressions.size());
    expressions.push_back({keyword_expression(keyword.phrase), id, true});
  }
  return expressions;
}

// Says which regex Hyperscan refused.
base::Error compile_error(const CompiledPatterns& patterns,
                          const std::vector<HyperscanExpression>& text,
                          const HyperscanDatabase::CompileError& error) {
  if (error.expression >= 0) {
    const auto position = static_cast<std::size_t>(error.expression);
    const std::uint32_t id = text[position].id;
    const CompiledRegex& regex = patterns.regexes[patterns.triggered[id].front()];
    const pattern::Pattern& pattern = patterns.set.patterns[regex.pattern];
    return base::Error{place_of(pattern, pattern.regexes[regex.regex]) +
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
    return base::Error{place_of(pattern, pattern.regexes[regex.regex]) +
                       "RE2 says: " + regex.engines->re2().error()};
  }
  return base::Ok{};
}

base::Status compile_hyperscan(const std::vector<HyperscanExpression>& expressions,
                               CompiledPatterns& patterns) {
  HyperscanDatabase::CompileError error;
  auto text = HyperscanDatabase::compile(expressions, &error);
  if (!text) return compile_error(patterns, expressions, error);
  auto keywords = HyperscanDatabase::compile(keyword_expressions(patterns.keywords));
  if (!keywords) return keywords.error();
  patterns.text = std::move(*text);
  patterns.keyword_text = std::move(*keywords);
  return base::Ok{};
}

void sort_surest_first(CompiledPatterns& patterns) {
  for (auto* const by_pattern : {&patterns.labelled, &patterns.of_pattern}) {
    for (auto& regexes : *by_pattern) {
      std::stable_sort(regexes.begin(), regexes.end(), [&](std::uint32_t a, std::uint32_t b) {
        return patterns.regexes[a].log_odds > patterns.regexes[b].log_odds;
      });
    }
  }
}

// Puts together what is known of the regexes, but for Hyperscan's databases. Gives the expressions
// for its text.
std::vector<HyperscanExpression> assemble(std::vector<RegexAnalysis> analyses, Engine engine,
                                          CompiledPatterns& patterns) {
  std::vector<HyperscanExpression> text;
  patterns.engine = engine;
  patterns.labelled.resize(patterns.set.patterns.size());
  patterns.of_pattern.resize(patterns.set.patterns.size());
  patterns.regexes.reserve(analyses.size());
  for (RegexAnalysis& regex : analyses) add_regex(std::move(regex), patterns, text);
  patterns.shapes.seal();
  sort_surest_first(patterns);
  add_keywords(patterns);
  return text;
}

}  // namespace

base::Result<Database> Database::build(const pattern::PatternSet& set, Engine engine,
                                       const std::string& cache) {
  const DatabaseCache stored(cache, set, engine);
  Prepared known;
  bool is_known = false;
  std::shared_ptr<CompiledPatterns> patterns;
  const auto load = [&] { is_known = stored.load(known); };
  const auto index_words = [&] { patterns = std::make_shared<CompiledPatterns>(set); };
  base::for_each_number(2, base::available_cores(),
                        [&](std::size_t i) { i == 0 ? load() : index_words(); });
  Database database;
  database.compiled_ = patterns;
  if (is_known) {
    assemble(std::move(known.regexes), engine, *patterns);
    patterns->text = std::move(known.text);
    patterns->keyword_text = std::move(known.keywords);
    return database;
  }
  auto analyses = analyse_all(set, engine);
  if (!analyses) return analyses.error();
  const std::string saved = save(*analyses);
  const auto text = assemble(*std::move(analyses), engine, *patterns);
  if (auto status = check_re2(*patterns); !status) return status.error();
  if (auto status = compile_hyperscan(text, *patterns); !status) return status.error();
  stored.store(saved, patterns->text, patterns->keyword_text);
  return database;
}

const pattern::FieldNames& Database::field_names() const {
  return compiled_->field_names;
}

}  // namespace leaksift::detect
