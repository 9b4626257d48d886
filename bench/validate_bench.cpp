// Validators, on values that pass and on the near misses that they see most.
#include "validate/validator.h"

#include <benchmark/benchmark.h>

#include <array>
#include <stdexcept>
#include <string_view>

namespace leaksift::bench {
namespace {

constexpr std::size_t kTexts = 4;

void validator(benchmark::State& state, const char* name,
               const std::array<std::string_view, kTexts>& texts) {
  const validate::Validator validate = validate::find(name);
  if (validate == nullptr) throw std::invalid_argument(name);
  for (auto _ : state) {
    for (std::string_view text : texts) {
      benchmark::DoNotOptimize(text);
      benchmark::DoNotOptimize(validate(text));
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kTexts));
}
BENCHMARK_CAPTURE(validator, payment_card, "payment_card",
                  {"4539578763621486", "4539 5787 6362 1487", "2345823435915173", "1770109200123"});
BENCHMARK_CAPTURE(validator, us_ssn, "us_ssn",
                  {"536-90-4399", "536904399", "666-12-3456", "900 12 3456"});
BENCHMARK_CAPTURE(validator, email, "email",
                  {"wilma.krantz@northgate-dental.com", "a@b.co", "logo@2x.png",
                   "first.last+tag@mail.oakmere-inbox.net"});
BENCHMARK_CAPTURE(validator, phone, "phone",
                  {"+1 415 867 5309", "(415) 867-5309", "+44 20 7946 0958", "415.867.530"});

}  // namespace
}  // namespace leaksift::bench
