// What is counted of the findings of a dense block: by record, by column, and distinct values.
#include "assess/distinct_counter.h"
#include "assess/record_joiner.h"
#include "classify/classifier.h"
#include "dense_matches.h"
#include "support/pattern_set.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leaksift::bench {
namespace {

void aggregate(benchmark::State& state) {
  const DenseMatches dense;
  const core::Block& block = dense.sample.block;
  classify::Classifier classifier(support::project_patterns(), {});
  classifier.start(*dense.provenance, block);
  std::vector<core::Countable> findings(dense.matches.size());
  classifier.count(dense.matches, findings);
  const assess::RecordJudge judge(support::project_patterns());
  assess::RecordJoiner joiner(judge, true, 0);
  assess::BlobShard shard;
  for (auto _ : state) {
    joiner.start(block, dense.sample.records, dense.matches, shard);
    joiner.add(findings);
    joiner.finish();
    benchmark::DoNotOptimize(joiner.ended().data());
  }
  count_items(state, findings.size());
  count_bytes(state, dense.sample.owned());
}
BENCHMARK(aggregate);

/// Different identities, as well mixed as hashes (SplitMix64).
std::vector<std::uint64_t> identities(std::size_t count) {
  std::vector<std::uint64_t> mixed(count);
  std::uint64_t state = 0;
  for (std::uint64_t& identity : mixed) {
    std::uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    identity = z ^ (z >> 31);
  }
  return mixed;
}

// Into one counter of its own for each iteration: exact up to 2^17 values, then estimated.
void distinct(benchmark::State& state) {
  const auto values = identities(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    assess::DistinctCounter counter;
    counter.add(values);
    benchmark::DoNotOptimize(counter.count());
  }
  count_items(state, values.size());
}
BENCHMARK(distinct)->ArgName("values")->Arg(1 << 10)->Arg(1 << 17)->Arg(1 << 20);

}  // namespace
}  // namespace leaksift::bench
