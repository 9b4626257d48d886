#include "content/rtf_text.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "content/windows_1252.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kMostGroups = 1000;
constexpr std::size_t kLongestControlWord = 32;
constexpr std::size_t kLongestNumber = 11;

/// Groups that have no text for readers.
constexpr std::array<std::string_view, 10> kSkipped = {
    "fonttbl", "colortbl",  "stylesheet", "pict",      "themedata",
    "objdata", "listtable", "rsidtbl",    "datastore", "latentstyles"};
/// Groups that old readers pass over, but that have such text.
constexpr std::array<std::string_view, 8> kRead = {
    "annotation", "atnauthor", "fldinst", "shppict", "shpinst", "shptxt", "userprops", "staticval"};

struct Sign {
  std::string_view word;
  char32_t code;
};

constexpr std::array kSigns = {
    Sign{"tab", '\t'},         Sign{"cell", '\t'},        Sign{"nestcell", '\t'},
    Sign{"row", '\n'},         Sign{"nestrow", '\n'},     Sign{"line", '\n'},
    Sign{"sect", '\n'},        Sign{"page", '\n'},        Sign{"emdash", 0x2014},
    Sign{"endash", 0x2013},    Sign{"lquote", 0x2018},    Sign{"rquote", 0x2019},
    Sign{"ldblquote", 0x201c}, Sign{"rdblquote", 0x201d}, Sign{"bullet", 0x2022},
    Sign{"emspace", ' '},      Sign{"enspace", ' '}};

/// Words whose groups stand in lines of their own.
constexpr std::array<std::string_view, 12> kApart = {"header",   "headerl", "headerr",    "headerf",
                                                     "footer",   "footerl", "footerr",    "footerf",
                                                     "footnote", "author",  "annotation", "shptxt"};

}  // namespace

void RtfText::take(std::string_view piece, std::string& out) {
  for (const char c : piece) {
    while (!take_byte(c, out)) {
    }
  }
}

/// Takes a byte; false if it only ended what stood before it.
bool RtfText::take_byte(char c, std::string& out) {
  switch (state_) {
    case State::kBackslash:
      state_ = base::is_letter(c) ? State::kWord : State::kText;
      if (base::is_letter(c)) word_ += c;
      if (!base::is_letter(c)) take_symbol(c, out);
      return true;
    case State::kWord:
      if (base::is_letter(c) && word_.size() < kLongestControlWord) {
        word_ += c;
        return true;
      }
      state_ = State::kNumber;
      if (c != '-') return false;
      number_ += c;
      return true;
    case State::kNumber:
      if (base::is_digit(c) && number_.size() < kLongestNumber) {
        number_ += c;
        return true;
      }
      state_ = State::kText;
      take_word(out);
      return c == ' ' && state_ == State::kText;
    case State::kHex: {
      number_ += c;
      if (number_.size() < 2) return true;
      std::uint8_t byte = 0;
      std::from_chars(number_.data(), number_.data() + 2, byte, 16);
      number_.clear();
      state_ = State::kText;
      put(kWindows1252[byte], out);
      return true;
    }
    case State::kBinary:
      if (to_skip_ > 0) --to_skip_;
      if (to_skip_ == 0) state_ = State::kText;
      return true;
    case State::kText:
      break;
  }
  if (c == '\\') state_ = State::kBackslash;
  if (c == '{') open_group();
  if (c == '}' && too_deep_ > 0) {
    --too_deep_;
  } else if (c == '}' && !outer_.empty()) {
    group_ = outer_.back();
    outer_.pop_back();
    to_skip_ = 0;
  }
  const bool is_markup = c == '\\' || c == '{' || c == '}' || c == '\r' || c == '\n' || c == '\0';
  if (!is_markup) put(kWindows1252[static_cast<std::uint8_t>(c)], out);
  return true;
}

void RtfText::open_group() {
  to_skip_ = 0;
  if (outer_.size() == kMostGroups) {
    ++too_deep_;
    return;
  }
  outer_.push_back(group_);
  group_.starred = false;
}

/// What a backslash says together with a byte that is no letter.
void RtfText::take_symbol(char c, std::string& out) {
  if (c == '\'') state_ = State::kHex;
  if (c == '*') group_.starred = true;
  if (c == '~') put(' ', out);
  if (c == '_') put('-', out);
  if (c == '\r' || c == '\n') put('\n', out);
  if (c == '\\' || c == '{' || c == '}') put(static_cast<char32_t>(c), out);
}

void RtfText::take_word(std::string& out) {
  std::int32_t number = 0;
  std::from_chars(number_.data(), number_.data() + number_.size(), number);
  const std::string word = std::move(word_);
  word_.clear();
  number_.clear();
  if (word == "bin") {
    to_skip_ = static_cast<std::uint32_t>(std::max(number, 0));
    if (to_skip_ > 0) state_ = State::kBinary;
    return;
  }
  const bool starred = std::exchange(group_.starred, false);
  has_objects_ = has_objects_ || word == "objdata";
  if (base::is_one_of(word, kSkipped) || (starred && !base::is_one_of(word, kRead)))
    group_.skipped = true;
  if (word == "uc") group_.fallback = static_cast<std::uint32_t>(std::clamp(number, 0, 16));
  if (word == "pard") in_table_ = false;
  if (word == "intbl") in_table_ = true;
  if (word == "par") put(in_table_ ? ' ' : '\n', out);
  if (base::is_one_of(word, kApart)) put('\n', out);
  for (const Sign& sign : kSigns) {
    if (word == sign.word) put(sign.code, out);
  }
  if (word != "u") return;
  to_skip_ = 0;
  const auto unit = static_cast<char32_t>(number & 0xffff);
  if (unit >= 0xd800 && unit < 0xdc00) {
    high_ = unit;
  } else if (unit >= 0xdc00 && unit < 0xe000) {
    if (high_ != 0) put(0x10000 + ((high_ - 0xd800) << 10) + (unit - 0xdc00), out);
    high_ = 0;
  } else {
    put(unit, out);
  }
  to_skip_ = group_.fallback;
}

void RtfText::put(char32_t code, std::string& out) {
  if (to_skip_ > 0) {
    --to_skip_;
    return;
  }
  if (group_.skipped) return;
  std::array<char, 4> bytes{};
  out.append(bytes.data(), base::write_utf8(bytes.data(), code));
}

}  // namespace leaksift::content
