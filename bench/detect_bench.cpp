// The steps of detect, each alone and all together, on one block.
#include "detect/compiled.h"
#include "detect/digit_runs.h"
#include "detect/hyperscan.h"
#include "detect/matcher.h"
#include "samples.h"
#include "support/database.h"

#include <cstdint>
#include <vector>

namespace leaksift::bench {
namespace {

void digit_bitmap(benchmark::State& state) {
  const SampleBlock sample(state.range(0) == 1);
  std::vector<std::uint64_t> bitmap;
  for (auto _ : state) {
    detect::mark_digits(sample.block.view(), bitmap);
    benchmark::DoNotOptimize(bitmap.data());
  }
  count_bytes(state, sample.block.bytes.size());
}
BENCHMARK(digit_bitmap)->Apply(on_both_samples);

void digit_runs_and_shapes(benchmark::State& state) {
  const SampleBlock sample(state.range(0) == 1);
  const auto& compiled = support::project_database().compiled();
  detect::WordMarks marks;
  std::vector<detect::ShapeHit> hits;
  for (auto _ : state) {
    hits.clear();
    marks.mark(sample.block.view());
    detect::for_each_leading_run(marks, false, [&](std::size_t run, std::size_t length) {
      compiled.shapes.match(sample.block.view(), run, length, hits);
    });
    benchmark::DoNotOptimize(hits.data());
  }
  count_bytes(state, sample.block.bytes.size());
  state.counters["hits"] = static_cast<double>(hits.size());
}
BENCHMARK(digit_runs_and_shapes)->Apply(on_both_samples);

void hyperscan_text(benchmark::State& state) {
  const SampleBlock sample(state.range(0) == 1);
  const auto& compiled = support::project_database().compiled();
  detect::HyperscanScratch scratch;
  scratch.grow_for(compiled.text);
  std::vector<detect::HyperscanHit> hits;
  for (auto _ : state) {
    hits.clear();
    detect::scan(compiled.text, scratch, sample.block.view(), 0, hits);
    benchmark::DoNotOptimize(hits.data());
  }
  count_bytes(state, sample.block.bytes.size());
  state.counters["hits"] = static_cast<double>(hits.size());
}
BENCHMARK(hyperscan_text)->Apply(on_both_samples);

void matcher(benchmark::State& state) {
  const SampleBlock sample(state.range(0) == 1);
  detect::Matcher matcher(support::project_database());
  std::size_t matches = 0;
  for (auto _ : state) {
    matches = matcher.match(sample.block, sample.records, core::kMediumConfidence).size();
    benchmark::DoNotOptimize(matches);
  }
  count_bytes(state, sample.owned());
  state.counters["matches"] = static_cast<double>(matches);
}
BENCHMARK(matcher)->Apply(on_both_samples);

}  // namespace
}  // namespace leaksift::bench
