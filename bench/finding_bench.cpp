// What is done with every match of a dense block: to classify it and to write it as a line of JSON.
#include "classify/classifier.h"
#include "dense_matches.h"
#include "report/finding_formatter.h"
#include "support/classify.h"
#include "support/pattern_set.h"

#include <vector>

namespace leaksift::bench {
namespace {

void classify(benchmark::State& state) {
  const DenseMatches dense;
  classify::Classifier classifier(support::project_patterns(), {});
  std::vector<core::Countable> findings(dense.matches.size());
  for (auto _ : state) {
    classifier.start(*dense.provenance, dense.sample.block);
    classifier.count(dense.matches, findings);
    for (const core::Match& match : dense.matches) {
      benchmark::DoNotOptimize(classifier.tell(match));
    }
  }
  count_items(state, dense.matches.size());
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
  count_items(state, findings.size());
  count_bytes(state, lines.size());
}
BENCHMARK(format);

}  // namespace
}  // namespace leaksift::bench
