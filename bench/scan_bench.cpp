// A whole text in memory, from its first byte to its matches, on one thread.
#include "samples.h"
#include "scan/text_scan.h"
#include "support/database.h"

namespace leaksift::bench {
namespace {

void text_scan(benchmark::State& state) {
  const std::string_view text = sample(state.range(0) == 1);
  scan::TextScan scan(support::project_database());
  std::size_t matches = 0;
  for (auto _ : state) {
    matches = scan.scan(text, core::kMediumConfidence).size();
    benchmark::DoNotOptimize(matches);
  }
  count_bytes(state, text.size());
  state.counters["matches"] = static_cast<double>(matches);
}
BENCHMARK(text_scan)->Apply(on_both_samples);

}  // namespace
}  // namespace leaksift::bench
