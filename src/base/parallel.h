// Work that is done on several threads and waited for.
#pragma once

#include <cstddef>
#include <functional>

namespace leaksift::base {

/// How many processors this process may run on; at least 1.
unsigned available_cores();

/// Calls `task` with each number below `count` once, on at most `threads` threads of which this is
/// one, and returns when all calls have. Which thread gets which number is open: a task writes only
/// to what belongs to its number. It must not throw.
void for_each_number(std::size_t count, unsigned threads,
                     const std::function<void(std::size_t)>& task);

}  // namespace leaksift::base
