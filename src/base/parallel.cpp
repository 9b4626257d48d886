#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <sched.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace leaksift::base {

// sysconf counts all, where the machine has more than a cpu_set_t.
unsigned available_cores() {
  cpu_set_t set;
  const bool known = ::sched_getaffinity(0, sizeof set, &set) == 0;
  const long cores = known ? CPU_COUNT(&set) : ::sysconf(_SC_NPROCESSORS_ONLN);
  return static_cast<unsigned>(std::max(cores, 1L));
}

void for_each_number(std::size_t count, unsigned threads,
                     const std::function<void(std::size_t)>& task) {
  std::atomic<std::size_t> next = 0;
  auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) task(i);
  };
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < threads && i < count; ++i) helpers.emplace_back(work);
  work();
}

}  // namespace leaksift::base
