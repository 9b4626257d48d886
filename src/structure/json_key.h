// JsonKey: the text of a key of JSON, in whatever pieces its bytes come.
#pragma once

#include "structure/parser.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace leaksift::structure {

/// The bytes between the quotes of the latest key. A key that begins and ends in one window is not
/// copied; its text is valid as long as the window. Of one that does not, a little more than
/// kMaxNameLength bytes are kept: what counts, and whether a cut there goes through a character.
class JsonKey {
 public:
  /// A key begins at `p`.
  void begin(const char* p) {
    begin_ = p;
    kept_.clear();
    escaped_ = false;
  }
  /// The window ends at `end` within the key.
  void keep(const char* end) {
    const auto length = static_cast<std::size_t>(end - begin_);
    kept_.append(begin_, std::min(length, kMaxNameLength + 1 - kept_.size()));
  }
  /// The key goes on at the first byte of the next window.
  void resume(const char* first) { begin_ = first; }
  /// Its closing quote stands at `p`.
  void end(const char* p) {
    if (!kept_.empty()) keep(p);
    end_ = p;
  }

  void set_escaped() { escaped_ = true; }
  /// Whether it holds backslashes.
  bool escaped() const { return escaped_; }

  std::string_view text() const {
    if (!kept_.empty()) return kept_;
    return {begin_, static_cast<std::size_t>(end_ - begin_)};
  }

 private:
  const char* begin_ = nullptr;
  const char* end_ = nullptr;
  bool escaped_ = false;
  std::string kept_;
};

}  // namespace leaksift::structure
