// Options: what was typed on the command line and in the configuration file, before it is judged.
#pragma once

#include <string>
#include <vector>

namespace leaksift::cli {

/// A setting as it was given: its words, and where, for messages.
struct Typed {
  std::vector<std::string> words;
  std::string origin;  ///< "--types" or "leaksift.toml:3: types"; empty if it was not given.

  bool given() const { return !origin.empty(); }
};

/// A line of the table [sensitivity] of a configuration file.
struct Ranking {
  std::string type;
  std::string tier;
  std::string origin;
};

/// Everything that can be said about a scan. See settings.h for what each means.
struct ScanOptions {
  std::vector<std::string> paths;
  Typed config;
  Typed format, output, emit, samples, quiet, no_progress, color;
  Typed types, exclude_types, min_confidence, fail_on, patterns, show_values, fingerprint_key;
  Typed include, exclude, max_file_size, follow_symlinks;
  Typed max_depth, max_members, max_decoded_bytes, max_decoded_total, max_expansion_ratio;
  Typed max_time, max_path_length, password_file;
  Typed threads, engine, block_size;
  std::vector<Ranking> sensitivity;
};

/// What `leaksift patterns …` is asked to do.
struct PatternOptions {
  std::string id;                    ///< show
  std::vector<std::string> files;    ///< check
  std::vector<std::string> folders;  ///< --patterns
};

enum class Command { kScan, kPatternsList, kPatternsShow, kPatternsCheck, kPatternsTest };

struct Options {
  Command command = Command::kScan;
  ScanOptions scan;
  PatternOptions patterns;
};

}  // namespace leaksift::cli
