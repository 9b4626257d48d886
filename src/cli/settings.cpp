#include "cli/settings.h"

#include <array>

namespace leaksift::cli {

namespace {

using O = ScanOptions;
using enum Kind;

constexpr const char* kReport = "Report";
constexpr const char* kWhat = "What to find";
constexpr const char* kInput = "What to read";
constexpr const char* kLimits = "Limits";
constexpr const char* kRun = "How to run";
constexpr const char* kHidden = "";

constexpr std::array kSettings = {
    Setting{"format", "", kWord, "text|ndjson|json", "Report on standard output (default text)",
            kReport, &O::format},
    Setting{"output", "-o", kList, "FILE",
            "Also write a report to FILE: .ndjson, .json or .txt; repeatable", kReport, &O::output},
    Setting{"emit", "", kCommaList, "KIND,...",
            "Kinds of lines in JSON reports: finding, record, column, file, summary (default all)",
            kReport, &O::emit},
    Setting{
        "samples", "", kNumber, "N",
        "Write at most N findings of each column or type of a file, and N records of each kind; "
        "all are counted (default 0: all are written)",
        kReport, &O::samples},
    Setting{"show-values", "", kSwitch, "", "Show values instead of masking them", kReport,
            &O::show_values},
    Setting{"fingerprint-key", "", kWord, "FILE",
            "Key of fingerprints, so that those of several scans compare (default: random)",
            kReport, &O::fingerprint_key},
    Setting{"color", "", kWord, "auto|always|never", "Colour in the text report (default auto)",
            kReport, &O::color},
    Setting{"quiet", "", kSwitch, "",
            "Nothing on standard error but errors; with --output no text report either", kReport,
            &O::quiet},
    Setting{"no-progress", "", kSwitch, "", "No progress bar", kReport, &O::no_progress},

    Setting{"types", "", kCommaList, "TYPE,...", "Look for these types only; repeatable", kWhat,
            &O::types},
    Setting{"exclude-types", "", kCommaList, "TYPE,...", "Do not look for these types; repeatable",
            kWhat, &O::exclude_types},
    Setting{"min-confidence", "", kWord, "low|medium|high",
            "Least confidence to report (default medium)", kWhat, &O::min_confidence},
    Setting{"fail-on", "", kWord, "restricted|confidential|internal|never",
            "Exit with 1 if something this sensitive is found (default never)", kWhat, &O::fail_on},
    Setting{"patterns", "", kList, "DIR",
            "Patterns that add to or replace the built-in ones; repeatable", kWhat, &O::patterns},

    Setting{"include", "", kList, "GLOB", "Read only files that match; repeatable", kInput,
            &O::include},
    Setting{"exclude", "", kList, "GLOB", "Leave out files and folders that match; repeatable",
            kInput, &O::exclude},
    Setting{"password-file", "", kWord, "FILE",
            "Passwords for encrypted members of zip and 7z files, one a line", kInput,
            &O::password_file},
    Setting{"max-file-size", "", kSize, "SIZE", "Skip larger files (default: none is too large)",
            kInput, &O::max_file_size},
    Setting{"follow-symlinks", "", kSwitch, "", "Follow symbolic links", kInput,
            &O::follow_symlinks},

    Setting{"max-depth", "", kNumber, "N", "Containers within containers (default 16)", kLimits,
            &O::max_depth},
    Setting{"max-members", "", kNumber, "N",
            "Members of the containers of one input (default 1000000)", kLimits, &O::max_members},
    Setting{"max-decoded-bytes", "", kSize, "SIZE", "Decoded bytes of one input (default 1024G)",
            kLimits, &O::max_decoded_bytes},
    Setting{"max-decoded-total", "", kSize, "SIZE",
            "Decoded bytes of all inputs of a scan (default 16384G)", kLimits,
            &O::max_decoded_total},
    Setting{"max-time", "", kNumber, "SECONDS",
            "Processor time for one input (default 14400); where it ends depends on the machine",
            kLimits, &O::max_time},
    Setting{"max-path-length", "", kNumber, "N",
            "Bytes of the names on the way to a member; longer ones are cut (default 4096)",
            kLimits, &O::max_path_length},
    Setting{"max-expansion-ratio", "", kNumber, "N",
            "Decoded bytes for each byte of an input (default 10000)", kLimits,
            &O::max_expansion_ratio},

    Setting{"config", "", kWord, "FILE", "Read settings from FILE (TOML); flags win over it", kRun,
            &O::config, false},
    Setting{"threads", "-j", kNumber, "N", "Worker threads, 1 to 256 (default: one for each core)",
            kRun, &O::threads},
    Setting{"engine", "", kWord, "fast|reference|re2", "How patterns are matched", kHidden,
            &O::engine},
    Setting{"block-size", "", kSize, "SIZE", "Bytes of a block", kHidden, &O::block_size},
};

}  // namespace

std::span<const Setting> settings() {
  return kSettings;
}

const Setting* find_in_file(std::string_view name) {
  for (const Setting& setting : kSettings) {
    if (setting.in_file && setting.name == name) return &setting;
  }
  return nullptr;
}

}  // namespace leaksift::cli
