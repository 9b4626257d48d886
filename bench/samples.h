// What the benchmarks read: texts made by scripts/generate_corpus at build time.
#pragma once

#include "core/block.h"
#include "core/record.h"
#include "structure/cursor.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace leaksift::bench {

/// The bytes that scripts/generate_corpus made of a kind.
inline std::string read_sample(const std::string& kind) {
  const std::string path = std::string(LEAKSIFT_SAMPLES) + "/" + kind + ".sample";
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (text.empty()) throw std::runtime_error("cannot read " + path);
  return text;
}

/// The bytes of a sample, "sparse" (a web application's log) or "dense" (a CSV table of people).
/// Read once, kept for the life of the program.
inline const std::string& sample(bool dense) {
  static const std::string kSparse = read_sample("sparse");
  static const std::string kDense = read_sample("dense");
  return dense ? kDense : kSparse;
}

/// The people of the dense sample as JSON objects, one on each line. Likewise.
inline const std::string& ndjson_sample() {
  static const std::string kNdjson = read_sample("ndjson");
  return kNdjson;
}

/// The same people as elements of an XML document. Likewise.
inline const std::string& xml_sample() {
  static const std::string kXml = read_sample("xml");
  return kXml;
}

/// A block of 512 KiB with its margins from the middle of a sample, and its cells.
struct SampleBlock {
  explicit SampleBlock(bool dense) {
    constexpr std::size_t kSize = 512 * 1024;
    const std::string_view text = sample(dense);
    structure::Cursor cursor = structure::Cursor::sniff(text.substr(0, structure::kSniffLength),
                                                        text.size() <= structure::kSniffLength);
    const std::size_t begin = text.size() / 2;
    const std::string_view window = text.substr(begin, kSize + 2 * core::kBlockMargin);
    cursor.advance(text.substr(0, begin));
    cursor.index(window, records);
    block.bytes.assign(window.begin(), window.end());
    block.offset = begin;
    block.own_begin = core::kBlockMargin;
    block.own_end = core::kBlockMargin + kSize;
  }

  std::size_t owned() const { return block.own_end - block.own_begin; }

  core::Block block;
  core::RecordIndex records;
};

/// Reports bytes per second: every iteration went through `bytes`.
inline void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
}

/// Reports items per second: every iteration went through `items`.
inline void count_items(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * items));
}

/// Runs a benchmark on both samples: state.range(0) is 1 for the dense one.
inline void on_both_samples(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("dense")->Arg(0)->Arg(1);
}

}  // namespace leaksift::bench
