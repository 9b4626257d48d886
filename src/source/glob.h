// Glob: shell patterns for paths.
#pragma once

#include <bitset>
#include <string_view>
#include <vector>

namespace leaksift::source {

/// A compiled glob, with the rules of fnmatch and FNM_PATHNAME, over bytes: `?` and `*` stay within
/// one component, `[a-z]`, `[!a-z]` and `[[:digit:]]` are classes, a backslash takes the next byte
/// literally, a leading dot is nothing special. Beyond fnmatch, `**` crosses components, and `**/`
/// also stands for no directory at all. A glob without '/' is held against the file name, others
/// against the whole path below the root; a '/' in front only says the latter, one at the end that
/// only directories match. Matching takes time linear in the path. Constant after construction.
class Glob {
 public:
  explicit Glob(std::string_view pattern);

  bool matches(std::string_view below_root, bool is_directory) const;

 private:
  /// kSet: one byte of the set. kStar: bytes other than '/'. kAny: any bytes. kMayPass: the next
  /// token may be left out. kUntilSlash: bytes that end with a '/'.
  enum class Kind { kSet, kStar, kAny, kMayPass, kUntilSlash };
  struct Token {
    Kind kind;
    std::bitset<256> set;
  };

  void compile(std::string_view pattern);
  std::size_t compile_stars(std::string_view pattern, std::size_t at);
  bool compile_class(std::string_view pattern, std::size_t& at);
  bool matches_text(std::string_view text) const;
  void reach(std::vector<bool>& states, std::size_t state) const;

  std::vector<Token> tokens_;
  bool whole_path_ = false;
  bool directories_only_ = false;
};

}  // namespace leaksift::source
