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

void bitmaps(benchmark::State& state) {
  const SampleBlock sample(state.range(0) == 1);
  detect::ByteMarks marks;
  for (auto _ : state) {
    marks.mark(sample.block.view());
    benchmark::DoNotOptimize(marks.digits.data());
  }
  count_bytes(state, sample.block.bytes.size());
}
BENCHMARK(bitmaps)->Apply(on_both_samples);

void candidates(benchmark::State& state) {
  const SampleBlock sample(state.range(0) == 1);
  const auto& filter = support::project_database().compiled().shapes.filter();
  detect::ByteMarks marks;
  marks.mark(sample.block.view());
  std::vector<detect::ShapeCandidate> found;
  for (auto _ : state) {
    filter.find({sample.block.view(), marks}, false, found);
    benchmark::DoNotOptimize(found.data());
  }
  count_bytes(state, sample.block.bytes.size());
  state.counters["candidates"] = static_cast<double>(found.size());
}
BENCHMARK(candidates)->Apply(on_both_samples);

void bitmaps_and_shapes(benchmark::State& state) {
  const SampleBlock sample(state.range(0) == 1);
  const auto& compiled = support::project_database().compiled();
  detect::ByteMarks marks;
  const detect::MarkedText text{sample.block.view(), marks};
  std::vector<detect::ShapeCandidate> candidates;
  std::vector<detect::ShapeHit> hits;
  for (auto _ : state) {
    hits.clear();
    marks.mark(sample.block.view());
    compiled.shapes.filter().find(text, false, candidates);
    for (const auto& candidate : candidates) compiled.shapes.match(text, candidate, hits);
    benchmark::DoNotOptimize(hits.data());
  }
  count_bytes(state, sample.block.bytes.size());
  state.counters["hits"] = static_cast<double>(hits.size());
}
BENCHMARK(bitmaps_and_shapes)->Apply(on_both_samples);

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
