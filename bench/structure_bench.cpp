// Following the cells of a dense CSV table, and of the same people as NDJSON and as XML, as the
// reader of a blob does and as a worker does.
#include "samples.h"

namespace leaksift::bench {
namespace {

structure::Cursor sniffed(std::string_view text) {
  return structure::Cursor::sniff(text.substr(0, structure::kSniffLength),
                                  text.size() <= structure::kSniffLength);
}

void sniff(benchmark::State& state) {
  const std::string_view text = sample(state.range(0) == 1);
  for (auto _ : state) {
    const structure::Cursor cursor = sniffed(text);
    benchmark::DoNotOptimize(cursor.format());
  }
  count_bytes(state, structure::kSniffLength);
}
BENCHMARK(sniff)->Apply(on_both_samples);

/// The samples that have cells, by state.range(0).
std::string_view table(const benchmark::State& state) {
  const std::string* const tables[] = {&sample(true), &ndjson_sample(), &xml_sample()};
  return *tables[state.range(0)];
}

void on_all_tables(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("csv=0,ndjson=1,xml=2")->DenseRange(0, 2);
}

void advance(benchmark::State& state) {
  const std::string_view text = table(state);
  const structure::Cursor start = sniffed(text);
  for (auto _ : state) {
    structure::Cursor cursor = start;
    cursor.advance(text);
    benchmark::DoNotOptimize(cursor.format());
  }
  count_bytes(state, text.size());
}
BENCHMARK(advance)->Apply(on_all_tables);

void index(benchmark::State& state) {
  const std::string_view text = table(state);
  const structure::Cursor cursor = sniffed(text);
  core::RecordIndex records;
  for (auto _ : state) {
    cursor.index(text, records);
    benchmark::DoNotOptimize(records.cells.data());
  }
  count_bytes(state, text.size());
  state.counters["cells"] = static_cast<double>(records.cells.size());
}
BENCHMARK(index)->Apply(on_all_tables);

}  // namespace
}  // namespace leaksift::bench
