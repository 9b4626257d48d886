// RtfText: what a person reads in Rich Text Format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// Turns RTF (Rich Text Format Specification 1.9.1) into text: a paragraph is a line, the row of a
/// table is a line with tabs. Formatting, fonts, styles and pictures are passed over. Takes the
/// bytes in pieces of any size, in memory that does not grow. Used by one thread at a time.
class RtfText {
 public:
  /// Appends the text of a piece to `out`.
  void take(std::string_view piece, std::string& out);

  /// Whether there were embedded objects, which are passed over too.
  bool has_objects() const { return has_objects_; }
  /// Whether what was taken ends within binary data, which is passed over by the length it has.
  bool is_in_binary() const { return state_ == State::kBinary; }

 private:
  enum class State : std::uint8_t { kText, kBackslash, kWord, kNumber, kHex, kBinary };
  struct Group {
    bool skipped = false;        ///< Its text is not for readers.
    bool starred = false;        ///< An unknown word would make it skipped.
    std::uint32_t fallback = 1;  ///< Bytes behind \u that say the same.
  };

  bool take_byte(char c, std::string& out);
  void take_symbol(char c, std::string& out);
  void take_word(std::string& out);
  void open_group();
  void put(char32_t code, std::string& out);

  State state_ = State::kText;
  Group group_;
  std::vector<Group> outer_;
  std::size_t too_deep_ = 0;  ///< Groups that are open beyond those that are kept.
  std::string word_;
  std::string number_;
  bool in_table_ = false;
  bool has_objects_ = false;
  char32_t high_ = 0;          ///< A surrogate that waits for its other half.
  std::uint32_t to_skip_ = 0;  ///< Characters, or bytes of binary data.
};

}  // namespace leaksift::content
