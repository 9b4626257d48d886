#include "cli/progress_bar.h"

#include "cli/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <unistd.h>
#include <vector>

namespace leaksift::cli {

namespace {

// Rates before this many seconds say more about starting up than about scanning.
constexpr double kSettled = 0.5;

std::string human_time(double seconds) {
  const auto all = static_cast<std::uint64_t>(std::min(seconds, 359999.0));
  if (all >= 3600) return fmt::format("{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60);
  return fmt::format("{}:{:02}", all / 60, all % 60);
}

std::vector<std::string> parts_of(const scan::Progress& progress, double seconds) {
  const auto scanned = static_cast<double>(progress.bytes_scanned);
  const auto known = static_cast<double>(progress.bytes_known);
  const bool measurable = progress.all_known && known > 0;
  std::vector<std::string> parts;
  parts.push_back(human_size(scanned) + (measurable ? " of " + human_size(known) : ""));
  if (measurable) parts.push_back(fmt::format("{}%", std::min(100, int(100 * scanned / known))));
  const double rate = seconds >= kSettled ? scanned / seconds : 0;
  if (rate > 0) parts.push_back(human_size(rate) + "/s");
  parts.push_back(
      fmt::format("{} finding{}", progress.findings, progress.findings == 1 ? "" : "s"));
  if (rate > 0 && measurable) {
    parts.push_back(human_time(std::max(0.0, known - scanned) / rate) + " left");
  }
  return parts;
}

}  // namespace

std::string human_size(double bytes) {
  constexpr std::array kUnits = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  std::size_t unit = 0;
  // 1023.95 would print as "1024.0".
  while (bytes >= 1023.95 && unit + 1 < kUnits.size()) {
    bytes /= 1024;
    ++unit;
  }
  return fmt::format("{:.{}f} {}", bytes, unit == 0 || bytes >= 99.95 ? 0 : 1, kUnits[unit]);
}

std::string progress_line(const scan::Progress& progress, double seconds, std::size_t width) {
  std::string line;
  for (const std::string& part : parts_of(progress, seconds)) {
    const std::string longer = line.empty() ? part : line + "  " + part;
    if (longer.size() > width) break;
    line = longer;
  }
  return line;
}

ProgressBar::ProgressBar(bool enabled) : enabled_(enabled && ::isatty(STDERR_FILENO) != 0) {}

void ProgressBar::show(const scan::Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (!enabled_ || now - last_ < kPause) return;
  last_ = now;
  drawn_ = true;
  // One column stays free: many terminals wrap as soon as the last one is written.
  const std::size_t width = terminal_width(STDERR_FILENO) - 1;
  const std::chrono::duration<double> elapsed = now - started_;
  fmt::print(stderr, "\r{}\x1b[K", progress_line(progress, elapsed.count(), width));
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

}  // namespace leaksift::cli
