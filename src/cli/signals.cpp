#include "cli/signals.h"

#include <csignal>

namespace leaksift::cli {

namespace {

// A signal handler can reach nothing but globals: the one place where the program has a mutable
// one.
std::atomic<int> stop_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free, "signal handlers must not wait for locks");

extern "C" void store_signal(int number) {
  stop_signal.store(number);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

const std::atomic<int>& catch_signals() {
  // Without SA_RESTART: a read that waits for input returns with EINTR, so that its caller can
  // stop.
  struct sigaction action = {};
  action.sa_handler = store_signal;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return stop_signal;
}

}  // namespace leaksift::cli
