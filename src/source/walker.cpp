#include "source/walker.h"

#include "source/descriptor.h"
#include "source/directory.h"
#include "source/file_kind.h"
#include "source/glob.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <set>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace leaksift::source {
namespace {

std::vector<Glob> compile(const std::vector<std::string>& patterns) {
  return {patterns.begin(), patterns.end()};
}

bool any_matches(const std::vector<Glob>& globs, std::string_view path, bool is_directory) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const Glob& glob) { return glob.matches(path, is_directory); });
}

std::string_view last_component(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

Identity identity_of(const struct stat& status) {
  return {status.st_dev, status.st_ino};
}

/// A file's name as system calls take it: `name` seen from `directory`.
struct Place {
  int directory = AT_FDCWD;
  const char* name = nullptr;
};

void skip(Input& input, std::string reason) {
  input.status = core::FileStatus::kSkipped;
  input.reason = std::move(reason);
}

void fail(Input& input, std::string reason) {
  input.status = core::FileStatus::kFailed;
  input.reason = std::move(reason);
  input.incomplete = true;
}

}  // namespace

struct Walker::State {
  explicit State(WalkOptions given)
      : options(std::move(given)),
        includes(compile(options.includes)),
        excludes(compile(options.excludes)) {}

  bool next(Input& input);
  bool visit_root(const std::string& root, Input& input);
  bool visit_next_entry(Input& input);
  bool visit(const Place& place, Input& input);
  bool visit_link(const Place& place, struct stat& status, Input& input);
  bool visit_directory(const Place& place, Input& input);
  bool enter(Descriptor directory, const Place& place, Input& input);
  bool visit_file(const Place& place, const struct stat& status, Input& input) const;
  bool wanted(std::string_view path) const;
  std::string_view why_skipped(const struct stat& status) const;
  bool base_is_input(const Place& place, const Input& input) const;
  std::string_view glob_path(const Input& input) const;
  void leave();
  Input input_below() const;

  WalkOptions options;
  std::vector<Glob> includes;
  std::vector<Glob> excludes;
  std::size_t next_root = 0;
  DirectoryChain chain;
  std::string root;
  std::string below;  ///< The path below the root of what is being visited.
  /// Directories not to be entered: the chain's own and, when links are followed, all entered so
  /// far below this root, since links can otherwise multiply a tree without bound. Without links
  /// only the chain counts: some network file systems give one inode number to several directories.
  std::set<Identity> entered;
};

bool Walker::State::next(Input& input) {
  while (true) {
    if (!chain.empty()) {
      if (visit_next_entry(input)) return true;
      continue;
    }
    if (next_root == options.roots.size()) return false;
    if (visit_root(options.roots[next_root++], input)) return true;
  }
}

// Each visit function gives true if `input` is to be handed out, false if there is nothing to say:
// a directory was entered or left, or the entry is excluded.

bool Walker::State::visit_root(const std::string& typed, Input& input) {
  root = typed;
  below.clear();
  entered.clear();
  input = input_below();
  input.through_link = true;
  if (typed == "-") return true;
  // The path may be longer than PATH_MAX, so it is opened as a place before it is looked at.
  const Descriptor place = open_path(typed, O_PATH);
  struct stat status = {};
  if (!place.is_open() || ::fstat(place.get(), &status) != 0) {
    fail(input, error_text(errno));
    return true;
  }
  if (S_ISDIR(status.st_mode)) {
    Descriptor directory = open_path(typed, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
    return enter(std::move(directory), {AT_FDCWD, root.c_str()}, input);
  }
  return visit_file({AT_FDCWD, root.c_str()}, status, input);
}

bool Walker::State::visit_next_entry(Input& input) {
  DirectoryChain::Level& level = chain.top();
  below.resize(level.path_length);
  if (level.next == level.listing.names.size()) {
    leave();
    return false;
  }
  if (!chain.reopen_top()) {
    input = input_below();
    fail(input, "moved or vanished while it was walked");
    leave();
    return true;
  }
  const std::string& name = level.listing.names[level.next++];
  if (!below.empty()) below += '/';
  below += name;
  return visit({level.descriptor.get(), name.c_str()}, input);
}

bool Walker::State::visit(const Place& place, Input& input) {
  input = input_below();
  struct stat status = {};
  if (::fstatat(place.directory, place.name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
    fail(input, errno == ENOENT ? "vanished after it was listed" : error_text(errno));
    return wanted(below);
  }
  if (S_ISLNK(status.st_mode) && visit_link(place, status, input)) return wanted(below);
  if (S_ISDIR(status.st_mode)) {
    return !any_matches(excludes, below, true) && visit_directory(place, input);
  }
  return visit_file(place, status, input);
}

/// True if the link leads nowhere, which `input` then says; else `status` is that of its target.
bool Walker::State::visit_link(const Place& place, struct stat& status, Input& input) {
  if (!options.follow_symlinks) {
    skip(input, "symbolic link");
    return true;
  }
  input.through_link = true;
  if (::fstatat(place.directory, place.name, &status, 0) == 0) return false;
  if (errno == ELOOP) {
    skip(input, "symbolic link loop");
  } else {
    fail(input, errno == ENOENT ? "broken symbolic link" : error_text(errno));
  }
  return true;
}

bool Walker::State::visit_directory(const Place& place, Input& input) {
  const int follow = input.through_link ? 0 : O_NOFOLLOW;
  Descriptor directory =
      open_below(place.directory, place.name, O_RDONLY | O_DIRECTORY | O_NONBLOCK | follow);
  return enter(std::move(directory), place, input);
}

/// Expects errno of the open that gave `directory` if that is not open.
bool Walker::State::enter(Descriptor directory, const Place& place, Input& input) {
  struct stat status = {};
  if (!directory.is_open() || ::fstat(directory.get(), &status) != 0) {
    fail(input, error_text(errno));
    return true;
  }
  const Identity identity = identity_of(status);
  if (!entered.insert(identity).second) {
    skip(input, chain.contains(identity) ? "symbolic link loop" : "directory already walked");
    return true;
  }
  DirectoryChain::Level level;
  level.name = place.name;
  level.identity = identity;
  level.through_link = input.through_link;
  level.listing = list(directory);
  level.descriptor = std::move(directory);
  level.path_length = below.size();
  const int error = level.listing.error;
  chain.push(std::move(level));
  if (error == 0) return false;
  fail(input, "list: " + error_text(error));
  return true;
}

void Walker::State::leave() {
  if (!options.follow_symlinks) entered.erase(chain.top().identity);
  chain.pop();
}

bool Walker::State::visit_file(const Place& place, const struct stat& status, Input& input) const {
  if (!wanted(glob_path(input))) return false;
  if (!S_ISREG(status.st_mode)) {
    skip(input, "not a regular file: " + std::string(kind_name(status.st_mode)));
    return true;
  }
  input.bytes = static_cast<std::uint64_t>(status.st_size);
  input.base_is_input = base_is_input(place, input);
  const std::string_view reason = why_skipped(status);
  if (!reason.empty()) {
    skip(input, std::string(reason));
  } else if (::faccessat(place.directory, place.name, R_OK, AT_EACCESS) != 0 &&
             errno != ENAMETOOLONG) {
    fail(input, error_text(errno));
  }
  return true;
}

/// Why a regular file is not to be read; empty if it is.
std::string_view Walker::State::why_skipped(const struct stat& status) const {
  const auto& outputs = options.own_outputs;
  if (std::find(outputs.begin(), outputs.end(), identity_of(status)) != outputs.end()) {
    return "written by this scan";
  }
  const bool too_large = static_cast<std::uint64_t>(status.st_size) > options.max_file_size;
  return too_large ? "larger than --max-file-size" : "";
}

/// See Input. Of a root, the base must have been typed as another one.
bool Walker::State::base_is_input(const Place& place, const Input& input) const {
  constexpr std::string_view kSuffix = "-wal";
  std::string name = place.name;
  if (!name.ends_with(kSuffix)) return false;
  name.resize(name.size() - kSuffix.size());
  struct stat status = {};
  if (::fstatat(place.directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
  if (!S_ISREG(status.st_mode) || !why_skipped(status).empty()) return false;
  const std::vector<std::string>& roots = options.roots;
  const bool is_root = input.below_root.empty();
  if (is_root && std::find(roots.begin(), roots.end(), name) == roots.end()) return false;
  std::string_view path = glob_path(input);
  path.remove_suffix(kSuffix.size());
  return wanted(path);
}

/// Whether the globs let a file through.
bool Walker::State::wanted(std::string_view path) const {
  return !any_matches(excludes, path, false) &&
         (includes.empty() || any_matches(includes, path, false));
}

std::string_view Walker::State::glob_path(const Input& input) const {
  return input.below_root.empty() ? last_component(input.path) : std::string_view(input.below_root);
}

Input Walker::State::input_below() const {
  Input input;
  input.root = root;
  input.path = root;
  input.below_root = below;
  if (!below.empty()) {
    if (!input.path.ends_with('/')) input.path += '/';
    input.path += below;
  }
  return input;
}

Walker::Walker(WalkOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Walker::~Walker() = default;
Walker::Walker(Walker&&) noexcept = default;
Walker& Walker::operator=(Walker&&) noexcept = default;

bool Walker::next(Input& input) {
  return state_->next(input);
}

}  // namespace leaksift::source
