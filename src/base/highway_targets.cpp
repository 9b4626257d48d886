// What Highway's run-time dispatch asks of its library: which instruction sets this CPU has.
//
// These two functions are all that is used of libhwy besides its headers, and loading it costs
// every start 3 ms, in which it measures the ticks of a clock for benchmarks. So they are defined
// here and the library is not linked. The sets are those of hwy/targets.h, by the groups of
// features that Highway 1.0 asks of each; of AVX3_DL and above nothing is compiled here.

#include <hwy/targets.h>

#include <cstdint>

namespace hwy {

std::int64_t SupportedTargets() {
  std::int64_t targets = HWY_STATIC_TARGET;
#if HWY_ARCH_X86
  auto has = [](auto... features) { return (... && features); };
#define LEAKSIFT_HAS(feature) (__builtin_cpu_supports(feature) != 0)
  const bool ssse3 = LEAKSIFT_HAS("ssse3");
  const bool sse4 = has(ssse3, LEAKSIFT_HAS("sse4.2"), LEAKSIFT_HAS("aes"), LEAKSIFT_HAS("pclmul"));
  const bool avx2 = has(sse4, LEAKSIFT_HAS("avx2"), LEAKSIFT_HAS("bmi"), LEAKSIFT_HAS("bmi2"),
                        LEAKSIFT_HAS("fma"));
  const bool avx3 =
      has(avx2, LEAKSIFT_HAS("avx512f"), LEAKSIFT_HAS("avx512vl"), LEAKSIFT_HAS("avx512dq"),
          LEAKSIFT_HAS("avx512bw"), LEAKSIFT_HAS("avx512cd"));
#undef LEAKSIFT_HAS
  targets |= (ssse3 ? HWY_SSSE3 : 0) | (sse4 ? HWY_SSE4 : 0) | (avx2 ? HWY_AVX2 : 0) |
             (avx3 ? HWY_AVX3 : 0);
#endif
  return targets;
}

ChosenTarget& GetChosenTarget() {
  static ChosenTarget chosen;
  return chosen;
}

}  // namespace hwy
