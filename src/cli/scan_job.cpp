#include "cli/scan_job.h"

#include "base/parallel.h"
#include "classify/fingerprint.h"
#include "cli/locations.h"
#include "cli/scan_header.h"
#include "cli/setting_reader.h"
#include "pattern/load.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <unistd.h>

namespace leaksift::cli {

namespace {

// In the order of report::Format, detect::Engine and Color.
constexpr std::array<std::string_view, 3> kFormatNames = {"text", "ndjson", "json"};
constexpr std::array<std::string_view, 3> kEngineNames = {"fast", "reference", "re2"};
constexpr std::array<std::string_view, 3> kColorNames = {"auto", "always", "never"};
// In the order of report::Emit.
constexpr std::array<std::string_view, 5> kEmitNames = {"finding", "record", "column", "file",
                                                        "summary"};
// In the order of core::Sensitivity; "never" stands where "public" would.
constexpr std::array<std::string_view, 4> kFailOnNames = {"never", "internal", "confidential",
                                                          "restricted"};
// Hyperscan's offsets within a block are 32 bits wide, and each thread holds a few blocks.
constexpr std::uint64_t kMaxBlockSize = 256U << 20;
constexpr unsigned kMaxThreads = 256;
// Each is tried on each encrypted member of a zip, a thousandth of a second at a time; the key of a
// 7z file takes ten times as long, but mostly serves for all.
constexpr std::size_t kMaxPasswords = 10'000;

void read_limits(const ScanOptions& options, SettingReader& reader, core::Limits& limits) {
  limits.max_depth =
      static_cast<std::uint32_t>(reader.count(options.max_depth, limits.max_depth, 0, 1000));
  limits.max_members = reader.count(options.max_members, limits.max_members, 0, UINT64_MAX);
  limits.max_decoded_bytes =
      reader.size(options.max_decoded_bytes, limits.max_decoded_bytes, 0, UINT64_MAX);
  limits.max_expansion_ratio =
      reader.count(options.max_expansion_ratio, limits.max_expansion_ratio, 1, UINT64_MAX);
  limits.max_decoded_total =
      reader.size(options.max_decoded_total, limits.max_decoded_total, 0, UINT64_MAX);
  limits.max_seconds = reader.count(options.max_time, limits.max_seconds, 1, UINT64_MAX);
  limits.max_path_length =
      reader.count(options.max_path_length, limits.max_path_length, 1, UINT64_MAX);
  limits.max_file_size = reader.size(options.max_file_size, limits.max_file_size, 0, UINT64_MAX);
}

void read_walk(const ScanOptions& options, SettingReader& reader, scan::ScanConfig& config) {
  config.walk.roots = options.paths;
  config.walk.includes = options.include.words;
  config.walk.excludes = options.exclude.words;
  config.walk.max_file_size = config.limits.max_file_size;
  config.walk.follow_symlinks = reader.flag(options.follow_symlinks);
  const auto& roots = config.walk.roots;
  if (std::find(roots.begin(), roots.end(), "") != roots.end()) {
    reader.fail("PATH", "is empty; use . for the current folder");
  }
  if (std::count(roots.begin(), roots.end(), "-") > 1) {
    reader.fail("-", "can be named once: standard input is read only once");
  }
}

void read_run(const ScanOptions& options, SettingReader& reader, ScanJob& job) {
  job.config.threads = static_cast<unsigned>(reader.count(
      options.threads, std::min(base::available_cores(), kMaxThreads), 1, kMaxThreads));
  job.config.block_size = reader.size(options.block_size, job.config.block_size, 64, kMaxBlockSize);
  job.engine = static_cast<detect::Engine>(reader.choice(options.engine, kEngineNames, 0));
}

void read_emit(const ScanOptions& options, SettingReader& reader, ScanJob& job) {
  report::Emit& emit = job.config.emit;
  job.config.samples = reader.count(options.samples, 0, 0, UINT64_MAX);
  if (!options.emit.given()) return;
  const std::array<bool*, 5> kinds = {&emit.findings, &emit.records, &emit.columns, &emit.files,
                                      &emit.summary};
  for (bool* const kind : kinds) *kind = false;
  for (const std::string& word : options.emit.words) {
    const auto found = std::find(kEmitNames.begin(), kEmitNames.end(), word);
    if (found == kEmitNames.end()) {
      reader.fail(options.emit.origin,
                  "must name finding, record, column, file or summary, not '" + word + "'");
      return;
    }
    *kinds[static_cast<std::size_t>(found - kEmitNames.begin())] = true;
  }
}

void read_outputs(const ScanOptions& options, SettingReader& reader, ScanJob& job) {
  job.quiet = reader.flag(options.quiet);
  job.progress = !job.quiet && !reader.flag(options.no_progress);
  job.color = static_cast<Color>(reader.choice(options.color, kColorNames, 0));
  const auto format = static_cast<report::Format>(reader.choice(options.format, kFormatNames, 0));
  const bool only_files = options.output.given() && !options.format.given() && job.quiet;
  if (!only_files) job.standard_output = format;
  for (const std::string& path : options.output.words) {
    const auto file_format = format_of(path);
    if (!file_format) {
      reader.fail(options.output.origin,
                  "must end in .ndjson, .json or .txt, which says the "
                  "format; '" +
                      path + "' does not");
      return;
    }
    job.files.push_back({path, *file_format});
  }
}

// The pattern with this id, or nothing.
std::optional<std::size_t> position_of(const pattern::PatternSet& set, const std::string& id) {
  for (std::size_t i = 0; i < set.patterns.size(); ++i) {
    if (set.patterns[i].id == id) return i;
  }
  return std::nullopt;
}

void check_types(const pattern::PatternSet& set, const Typed& types, SettingReader& reader) {
  for (const std::string& id : types.words) {
    if (position_of(set, id)) continue;
    reader.fail(types.origin,
                "names the type '" + id + "', which is none; see `leaksift patterns list`");
  }
}

base::Status read_patterns(const ScanOptions& options, ScanJob& job) {
  const auto folders = pattern_folders(options.patterns.words);
  auto set = pattern::load(folders, pattern::Examples::kNotOfFirst, patterns_cache(folders));
  if (!set) return set.error();
  job.patterns = std::move(*set);
  SettingReader reader;
  check_types(job.patterns, options.types, reader);
  check_types(job.patterns, options.exclude_types, reader);
  for (const Ranking& ranking : options.sensitivity) {
    if (!position_of(job.patterns, ranking.type)) {
      reader.fail(ranking.origin, "is not a type; see `leaksift patterns list`");
    } else if (!core::parse_sensitivity(ranking.tier)) {
      reader.fail(ranking.origin, "must be public, internal, confidential or restricted, not '" +
                                      ranking.tier + "'");
    }
  }
  if (reader.error()) return *reader.error();
  return pattern::select(job.patterns, options.types.words, options.exclude_types.words);
}

void rank_types(const ScanOptions& options, ScanJob& job) {
  auto& ranks = job.config.classify.sensitivity;
  ranks.assign(job.patterns.patterns.size(), std::nullopt);
  for (const Ranking& ranking : options.sensitivity) {
    const auto at = position_of(job.patterns, ranking.type);
    if (at) ranks[*at] = core::parse_sensitivity(ranking.tier);
  }
}

base::Status read_key(const ScanOptions& options, ScanJob& job) {
  const auto key = options.fingerprint_key.given()
                       ? classify::read_fingerprint_key(options.fingerprint_key.words.back())
                       : classify::random_fingerprint_key();
  if (!key) return key.error();
  job.config.classify.fingerprint_key = *key;
  return base::Ok{};
}

/// One password a line, of any bytes; a line end is no part of it, be it that of Windows.
base::Result<content::Passwords> read_passwords(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  content::Passwords passwords;
  for (std::string line; file && std::getline(file, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) passwords.push_back(line);
    if (passwords.size() > kMaxPasswords) {
      return base::Error{"--password-file '" + path + "' has more than " +
                         std::to_string(kMaxPasswords) + " lines"};
    }
  }
  if (!file.eof() || file.bad()) {
    return base::Error{"--password-file '" + path + "' cannot be read"};
  }
  return passwords;
}

}  // namespace

std::optional<report::Format> format_of(std::string_view path) {
  if (path.ends_with(".ndjson")) return report::Format::kNdjson;
  if (path.ends_with(".json")) return report::Format::kJson;
  if (path.ends_with(".txt")) return report::Format::kText;
  return std::nullopt;
}

base::Result<ScanJob> build_job(const ScanOptions& options) {
  ScanJob job;
  SettingReader reader;
  read_limits(options, reader, job.config.limits);
  read_walk(options, reader, job.config);
  read_run(options, reader, job);
  read_outputs(options, reader, job);
  read_emit(options, reader, job);
  const auto level = static_cast<core::Level>(reader.choice(
      options.min_confidence, core::kLevelNames, static_cast<std::size_t>(core::Level::kMedium)));
  job.config.min_confidence = core::floor_of(level);
  const auto fail_on =
      static_cast<core::Sensitivity>(reader.choice(options.fail_on, kFailOnNames, 0));
  if (fail_on != core::Sensitivity::kPublic) job.fail_on = fail_on;
  job.config.classify.show_values = reader.flag(options.show_values);
  if (reader.error()) return *reader.error();

  if (options.password_file.given()) {
    auto passwords = read_passwords(options.password_file.words.back());
    if (!passwords) return passwords.error();
    job.config.passwords = std::make_shared<const content::Passwords>(*std::move(passwords));
    job.config.keys = std::make_shared<content::SevenZipKeys>();
  }
  if (auto status = read_patterns(options, job); !status) return status.error();
  rank_types(options, job);
  if (auto status = read_key(options, job); !status) return status.error();
  auto clock = read_clock();
  if (!clock) return clock.error();
  job.config.fixed_clock = clock->fixed;
  job.header = make_header(options, job, clock->now);
  return job;
}

}  // namespace leaksift::cli
