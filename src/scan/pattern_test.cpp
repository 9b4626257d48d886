#include "scan/pattern_test.h"

#include "core/sensitivity.h"
#include "scan/text_scan.h"

#include <algorithm>
#include <array>

namespace leaksift::scan {
namespace {

struct NamedEngine {
  detect::Engine engine;
  std::string_view name;
};

constexpr std::array<NamedEngine, 3> kEngines = {{{detect::Engine::kFast, "fast engine"},
                                                  {detect::Engine::kReference, "Hyperscan"},
                                                  {detect::Engine::kRe2, "RE2"}}};

// One example on one engine.
struct Trial {
  const pattern::Pattern& pattern;
  const pattern::Example& example;
  std::string_view engine;
  const std::vector<core::Match>& matches;  // Of this pattern, at any confidence.
};

std::string at(const Trial& trial) {
  return trial.pattern.file + ":" + std::to_string(trial.example.line) + ": " +
         std::string(trial.engine) + ": ";
}

std::string describe(const Trial& trial, const core::Match& match) {
  const std::string value =
      trial.example.text.substr(match.value.begin, match.value.end - match.value.begin);
  std::string text = "«" + value + "» at confidence " +
                     std::to_string(match.what->confidence).substr(0, 4) + " (regex " +
                     trial.pattern.regexes[match.what->regex].name;
  for (const core::Reason& reason : match.what->why) {
    text += ", " + std::string(reason.name);
    if (!reason.detail.empty()) text += ":" + std::string(reason.detail);
  }
  return text + ")";
}

// Each marked span must be found surely enough.
void check_spans(const Trial& trial, std::vector<std::string>& failures) {
  for (const core::Span& span : trial.example.spans) {
    const auto found = std::find_if(trial.matches.begin(), trial.matches.end(),
                                    [&span](const auto& match) { return match.value == span; });
    const std::string value = trial.example.text.substr(span.begin, span.end - span.begin);
    if (found == trial.matches.end()) {
      failures.push_back(at(trial) + "«" + value + "» is not found");
    } else if (core::level_of(found->what->confidence) < trial.example.level) {
      failures.push_back(at(trial) + describe(trial, *found) + " is below " +
                         std::string(core::name_of(trial.example.level)));
    }
  }
}

// Nothing else may be found at medium or above.
void check_rest(const Trial& trial, std::vector<std::string>& failures) {
  for (const core::Match& match : trial.matches) {
    if (match.what->confidence < core::kMediumConfidence) continue;
    const auto& spans = trial.example.spans;
    if (std::find(spans.begin(), spans.end(), match.value) != spans.end()) continue;
    failures.push_back(at(trial) + describe(trial, match) + " should not be found");
  }
}

}  // namespace

base::Result<PatternTestReport> test_patterns(const pattern::PatternSet& set) {
  PatternTestReport report;
  report.patterns = set.patterns.size();
  for (const auto& [engine, name] : kEngines) {
    const auto database = detect::Database::build(set, engine);
    if (!database) return database.error();
    TextScan scan(*database);
    for (std::uint32_t i = 0; i < set.patterns.size(); ++i) {
      const pattern::Pattern& pattern = set.patterns[i];
      for (const auto* examples : {&pattern.examples, &pattern.counterexamples}) {
        for (const pattern::Example& example : *examples) {
          auto matches = scan.scan(example.text, 0.0);
          std::erase_if(matches,
                        [i](const core::Match& match) { return match.what->pattern != i; });
          const Trial trial{pattern, example, name, matches};
          check_spans(trial, report.failures);
          check_rest(trial, report.failures);
          ++report.texts;
        }
      }
    }
    ++report.engines;
  }
  return report;
}

}  // namespace leaksift::scan
