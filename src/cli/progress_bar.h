// ProgressBar: one line on standard error that says how far the scan is.
#pragma once

#include "scan/scan.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace leaksift::cli {

/// The line for `progress` after `seconds`, of at most `width` columns, ASCII only:
/// "1.2 GiB of 4.0 GiB  30%  512 MiB/s  1204 findings  0:06 left". Percent and time left stand
/// there once all inputs are known; a narrow terminal gets the parts that fit, the first ones
/// first.
std::string progress_line(const scan::Progress& progress, double seconds, std::size_t width);

/// "512 B", "1.2 GiB", ...
std::string human_size(double bytes);

/// Draws on the terminal of standard error. Used by one thread.
class ProgressBar {
 public:
  /// `enabled`: draw if standard error is a terminal.
  explicit ProgressBar(bool enabled);

  /// Draws, unless the last drawing was less than a tenth of a second ago.
  void show(const scan::Progress& progress);
  /// Wipes the line, so that the next message starts on a clean one.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds kPause{100};

  bool enabled_;
  bool drawn_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point last_ = started_;
};

}  // namespace leaksift::cli
