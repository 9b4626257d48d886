#include "cli/scan_header.h"

#include "base/json_text.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace leaksift::cli {

namespace {

// The last second of the year 9999: RFC 3339 has four digits for the year.
constexpr std::int64_t kLastSecond = 253402300799;

std::string json(std::string_view text) {
  std::string out;
  base::append_json(out, text);
  return out;
}

std::string json(bool flag) {
  return flag ? "true" : "false";
}

std::string json(std::uint64_t number) {
  return std::to_string(number);
}

std::string json(const std::vector<std::string>& words) {
  std::string out = "[";
  for (const std::string& word : words) {
    if (out.size() > 1) out += ",";
    base::append_json(out, word);
  }
  return out + "]";
}

std::string sensitivity_json(std::vector<Ranking> rankings) {
  std::sort(rankings.begin(), rankings.end(),
            [](const Ranking& a, const Ranking& b) { return a.type < b.type; });
  std::string out = "{";
  for (const Ranking& ranking : rankings) {
    if (out.size() > 1) out += ",";
    out += json(ranking.type) + ":" + json(ranking.tier);
  }
  return out + "}";
}

std::vector<std::pair<std::string, std::string>> effective_options(const ScanOptions& options,
                                                                   const scan::ScanConfig& config) {
  const core::Limits& limits = config.limits;
  return {
      {"types", json(options.types.words)},
      {"exclude-types", json(options.exclude_types.words)},
      {"min-confidence", json(core::name_of(core::level_of(config.min_confidence)))},
      {"include", json(config.walk.includes)},
      {"exclude", json(config.walk.excludes)},
      {"max-file-size", limits.max_file_size == UINT64_MAX ? "null" : json(limits.max_file_size)},
      {"passwords", json(std::uint64_t{config.passwords ? config.passwords->size() : 0})},
      {"follow-symlinks", json(config.walk.follow_symlinks)},
      {"max-depth", json(std::uint64_t{limits.max_depth})},
      {"max-members", json(limits.max_members)},
      {"max-decoded-bytes", json(limits.max_decoded_bytes)},
      {"max-decoded-total", json(limits.max_decoded_total)},
      {"max-time", json(limits.max_seconds)},
      {"max-path-length", json(std::uint64_t{limits.max_path_length})},
      {"max-expansion-ratio", json(limits.max_expansion_ratio)},
      {"sensitivity", sensitivity_json(options.sensitivity)},
      {"show-values", json(config.classify.show_values)},
  };
}

}  // namespace

base::Result<Clock> read_clock() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (!epoch || !*epoch) return Clock{std::time(nullptr), false};
  const std::string_view text = epoch;
  std::int64_t seconds = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool number = result.ec == std::errc() && result.ptr == text.data() + text.size();
  if (!number || seconds < 0 || seconds > kLastSecond) {
    return base::Error{
        "SOURCE_DATE_EPOCH must be a number of seconds since 1970; unset it to use "
        "the system's clock"};
  }
  return Clock{static_cast<std::time_t>(seconds), true};
}

core::ScanHeader make_header(const ScanOptions& options, const ScanJob& job, std::time_t now) {
  core::ScanHeader header;
  header.version = LEAKSIFT_VERSION;
  header.pattern_digest = job.patterns.digest;
  header.roots = job.config.walk.roots;
  header.options = effective_options(options, job.config);
  header.started = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
  const auto& ranks = job.config.classify.sensitivity;
  for (std::size_t i = 0; i < job.patterns.patterns.size(); ++i) {
    const pattern::Pattern& pattern = job.patterns.patterns[i];
    header.types.push_back(
        {pattern.id, pattern.title, pattern.category, ranks[i].value_or(pattern.sensitivity)});
  }
  return header;
}

}  // namespace leaksift::cli
