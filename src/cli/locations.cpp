#include "cli/locations.h"

#include "base/hash.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>

namespace leaksift::cli {

namespace {

namespace fs = std::filesystem;

// The value of an environment variable; an empty one counts as not set.
std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// Makes `folder` and what is missing above it, readable by the user alone.
bool make_private(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return true;
  if (errno != ENOENT || !folder.has_parent_path() || folder.parent_path() == folder) return false;
  return make_private(folder.parent_path()) && ::mkdir(folder.c_str(), 0700) == 0;
}

// The specification says that relative paths are invalid and to be ignored.
fs::path cache_home() {
  fs::path cache = environment("XDG_CACHE_HOME");
  if (cache.is_absolute()) return cache;
  const fs::path home = environment("HOME");
  return home.is_absolute() ? home / ".cache" : fs::path();
}

// Where to keep what has this name; empty if there is no place.
std::string cache_file(const std::string& name) {
  const fs::path home = cache_home();
  if (home.empty()) return {};
  const fs::path folder = home / "leaksift";
  return make_private(folder) ? (folder / name).string() : std::string();
}

// A name for what a cache is of.
std::string name_of(const std::vector<std::string>& parts) {
  std::string message;
  for (const std::string& part : parts) base::append_framed(message, part);
  char hex[32];
  return {hex, base::write_hex(hex, base::siphash128(message, {}))};
}

const char* engine_name(detect::Engine engine) {
  switch (engine) {
    case detect::Engine::kFast:
      return "fast";
    case detect::Engine::kReference:
      return "reference";
    case detect::Engine::kRe2:
      return "re2";
  }
  return "";
}

}  // namespace

std::string built_in_patterns() {
  if (std::string folder = environment("LEAKSIFT_PATTERNS"); !folder.empty()) return folder;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path shared = program.parent_path().parent_path() / "share/leaksift/patterns";
    if (fs::is_directory(shared, error)) return shared.string();
  }
  return LEAKSIFT_SOURCE_PATTERNS;
}

std::vector<std::string> pattern_folders(const std::vector<std::string>& added) {
  std::vector<std::string> folders = {built_in_patterns()};
  folders.insert(folders.end(), added.begin(), added.end());
  return folders;
}

std::string patterns_cache(const std::vector<std::string>& folders) {
  return cache_file(name_of(folders) + ".patterns");
}

std::string database_cache(const pattern::PatternSet& patterns, detect::Engine engine) {
  std::vector<std::string> choice = {patterns.digest};
  for (const auto& pattern : patterns.patterns) choice.push_back(pattern.id);
  return cache_file(name_of(choice) + "-" + engine_name(engine) + ".db");
}

}  // namespace leaksift::cli
