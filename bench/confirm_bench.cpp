// Asking the expressions of what shapes and triggers have found whether they match there.
#include "detect/compiled.h"
#include "detect/confirmer.h"
#include "detect/digit_runs.h"
#include "detect/hyperscan.h"
#include "samples.h"
#include "support/database.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leaksift::bench {
namespace {

/// Does `regex` match within [begin, end), from before `last_begin`?
struct Question {
  std::uint32_t regex = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t last_begin = 0;
};

void add_of_shapes(std::string_view text, const detect::CompiledPatterns& compiled,
                   std::vector<Question>& questions) {
  detect::ByteMarks marks;
  marks.mark(text);
  const detect::MarkedText marked{text, marks};
  std::vector<detect::ShapeCandidate> candidates;
  std::vector<detect::ShapeHit> hits;
  compiled.shapes.filter().find(marked, false, candidates);
  for (const auto& candidate : candidates) compiled.shapes.match(marked, candidate, hits);
  for (const detect::ShapeHit& hit : hits) {
    if (hit.sure == detect::ShapeHit::Sure::kExact) continue;
    const std::size_t end =
        std::min<std::size_t>(text.size(), hit.begin + compiled.regexes[hit.regex].width);
    questions.push_back({hit.regex, hit.begin, end, std::size_t{hit.begin} + 1});
  }
}

void add_of_triggers(std::string_view text, const detect::CompiledPatterns& compiled,
                     std::vector<Question>& questions) {
  detect::HyperscanScratch scratch;
  scratch.grow_for(compiled.text);
  std::vector<detect::HyperscanHit> hits;
  detect::scan(compiled.text, scratch, text, 0, hits);
  for (const detect::HyperscanHit& hit : hits) {
    const std::size_t width = compiled.regexes[hit.id].width;
    questions.push_back({hit.id, hit.end - std::min<std::size_t>(hit.end, width),
                         std::min(text.size(), hit.end + width), hit.end});
  }
}

void confirm(benchmark::State& state) {
  const SampleBlock sample(state.range(0) == 1);
  const auto& compiled = support::project_database().compiled();
  const std::string_view text = sample.block.view();
  std::vector<Question> questions;
  add_of_shapes(text, compiled, questions);
  add_of_triggers(text, compiled, questions);
  detect::Confirmer confirmer(compiled);
  detect::Confirmed found;
  std::size_t confirmed = 0;
  for (auto _ : state) {
    confirmer.start();
    confirmed = 0;
    for (const auto& [regex, begin, end, last_begin] : questions) {
      confirmed += confirmer.find(text, regex, begin, end, last_begin, found);
    }
    benchmark::DoNotOptimize(found);
  }
  count_items(state, questions.size());
  count_bytes(state, text.size());
  state.counters["confirmed"] = static_cast<double>(confirmed);
}
BENCHMARK(confirm)->Apply(on_both_samples);

}  // namespace
}  // namespace leaksift::bench
