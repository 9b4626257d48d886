// What is done with every match of a dense block: to classify it and to write it as a line of JSON.
#include "classify/classifier.h"
#include "detect/matcher.h"
#include "report/finding_formatter.h"
#include "samples.h"
#include "support/classify.h"
#include "support/database.h"
#include "support/pattern_set.h"

#include <memory>
#include <span>
#include <string>

namespace leaksift::bench {
namespace {

/// The matches of a dense block. They are views into the matcher and the block.
struct DenseMatches {
  DenseMatches() : sample(true), matcher(support::project_database()) {
    matches = matcher.match(sample.block, sample.records, core::kMediumConfidence);
    provenance->path = "people.csv";
  }

  SampleBlock sample;
  detect::Matcher matcher;
  std::span<const core::Match> matches;
  std::shared_ptr<core::Provenance> provenance = std::make_shared<core::Provenance>();
};

void classify(benchmark::State& state) {
  const DenseMatches dense;
  classify::Classifier classifier(support::project_patterns(), {});
  for (auto _ : state) {
    classifier.start(*dense.provenance, dense.sample.block);
    for (const core::Match& match : dense.matches) {
      benchmark::DoNotOptimize(classifier.count(match));
      benchmark::DoNotOptimize(classifier.tell(match));
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * dense.matches.size()));
}
BENCHMARK(classify);

void format(benchmark::State& state) {
  const DenseMatches dense;
  classify::Classifier classifier(support::project_patterns(), {});
  const support::Classified findings(classifier, *dense.provenance, dense.sample.block,
                                     {dense.matches.begin(), dense.matches.end()});
  report::FindingFormatter formatter;
  base::TextBuffer lines;
  for (auto _ : state) {
    lines.clear();
    for (std::size_t i = 0; i < findings.size(); ++i) {
      formatter.append(lines, dense.provenance, findings[i]);
    }
    benchmark::DoNotOptimize(lines.view());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * findings.size()));
  count_bytes(state, lines.size());
}
BENCHMARK(format);

}  // namespace
}  // namespace leaksift::bench
