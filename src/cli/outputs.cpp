#include "cli/outputs.h"

#include "cli/terminal.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace leaksift::cli {

namespace {

namespace fs = std::filesystem;

// Where the name `path` really stands: its folder without symbolic links, then its last part as it
// is, because a rename replaces a link and not what the link points to.
fs::path place_of(const fs::path& path) {
  std::error_code error;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const fs::path real = fs::weakly_canonical(folder, error);
  return (error ? folder : real) / path.filename();
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const auto [in_folder, in_path] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return in_folder == folder.end();
}

// The root that `path` is or lies below, or nothing.
std::optional<std::string> root_of(const fs::path& path, const std::vector<std::string>& roots) {
  for (const std::string& root : roots) {
    std::error_code error;
    if (root == "-") continue;
    const fs::path real = fs::canonical(root, error);
    if (!error && is_within(path, real)) return root;
  }
  return std::nullopt;
}

base::Status check_existing(const std::string& path, const fs::path& place, const ScanJob& job) {
  const std::string refusal = "the report '" + path + "' is not written: ";
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(place, error))) {
    return base::Error{refusal + "something that is not a regular file has this name"};
  }
  const auto root = root_of(place, job.config.walk.roots);
  if (root) {
    return base::Error{refusal + "it exists and belongs to the input '" + *root +
                       "'; choose another name or folder"};
  }
  if (job.config.walk.follow_symlinks) {
    return base::Error{refusal +
                       "it exists, and with --follow-symlinks it may be an input; choose "
                       "a new name"};
  }
  return base::Ok{};
}

base::Status standard_output_is_no_input(const ScanJob& job) {
  struct stat output = {};
  if (::fstat(STDOUT_FILENO, &output) != 0 || !S_ISREG(output.st_mode)) return base::Ok{};
  for (const std::string& root : job.config.walk.roots) {
    struct stat input = {};
    if (root == "-" || ::stat(root.c_str(), &input) != 0) continue;
    if (input.st_dev == output.st_dev && input.st_ino == output.st_ino) {
      return base::Error{"standard output is the input '" + root + "'; send it elsewhere"};
    }
  }
  return base::Ok{};
}

}  // namespace

base::Status check_output_files(const ScanJob& job) {
  std::set<fs::path> places;
  for (const OutputFile& file : job.files) {
    const fs::path place = place_of(file.path);
    if (!places.insert(place).second) {
      return base::Error{"the report '" + file.path + "' is named twice; name it once"};
    }
    std::error_code error;
    if (!fs::exists(fs::symlink_status(place, error))) continue;
    if (auto status = check_existing(file.path, place, job); !status) return status;
  }
  return standard_output_is_no_input(job);
}

base::Result<Outputs> Outputs::open(const ScanJob& job) {
  Outputs outputs;
  if (job.standard_output) {
    // A verdict that was asked for must rest on the whole scan, and so must the files.
    const bool outlive_reader = job.fail_on.has_value() || !job.files.empty();
    outputs.stream_ =
        std::make_unique<report::StreamSink>(STDOUT_FILENO, "standard output", outlive_reader);
    const report::WriterOptions options = {.emit = job.config.emit,
                                           .color = wants_color(job.color, STDOUT_FILENO),
                                           .width = terminal_width(STDOUT_FILENO)};
    outputs.writers_.push_back(
        report::make_writer(*job.standard_output, *outputs.stream_, options));
  }
  for (const OutputFile& file : job.files) {
    auto sink = report::FileSink::create(file.path);
    if (!sink) return sink.error();
    outputs.files_.push_back(std::move(*sink));
    outputs.writers_.push_back(
        report::make_writer(file.format, *outputs.files_.back(), {.emit = job.config.emit}));
  }
  return outputs;
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> Outputs::identities() const {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> identities;
  for (const auto& file : files_) identities.push_back(file->identity());
  struct stat status = {};
  if (::fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode)) {
    identities.emplace_back(status.st_dev, status.st_ino);
  }
  return identities;
}

base::Status Outputs::commit() {
  base::Status result = base::Ok{};
  for (const auto& file : files_) {
    if (auto status = file->commit(); !status && result) result = status;
  }
  return result;
}

}  // namespace leaksift::cli
