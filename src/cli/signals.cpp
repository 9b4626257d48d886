#include "cli/signals.h"

#include <csignal>

namespace leaksift::cli {

namespace {

// A signal handler can reach nothing but globals: the one place where the program has a mutable
// one.
std::atomic<int> stop_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free, "signal handlers must not wait for locks");

extern "C" void store_signal(int number) {
  if (stop_signal.exchange(number) == 0) return;
  std::signal(number, SIG_DFL);
  std::raise(number);
}

}  // namespace

const std::atomic<int>& catch_signals() {
  // Without SA_RESTART: a read that waits for input returns with EINTR, so that its caller can
  // stop.
  struct sigaction action = {};
  action.sa_handler = store_signal;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return stop_signal;
}

}  // namespace leaksift::cli
