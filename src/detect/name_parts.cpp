#include "detect/name_parts.h"

#include "detect/word_bytes.h"
#include "validate/plain_letters.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

using pattern::NameRole;

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

struct Letter {
  std::uint32_t size = 0;  ///< In bytes; 0: none.
  bool capital = false;
  bool lower = false;
};

// Latin-1, Latin Extended-A, Greek and Cyrillic.
bool is_capital(unsigned code) {
  if (code <= 0xDE) return code >= 0xC0;
  if (code >= 0x100 && code <= 0x17F) {
    if (code == 0x178) return true;
    const bool odd = (code >= 0x139 && code <= 0x148) || code >= 0x179;
    return (code & 1) == (odd ? 1U : 0U);
  }
  return (code >= 0x386 && code <= 0x3AB && code != 0x390) || (code >= 0x400 && code <= 0x42F);
}

Letter letter_beyond_ascii(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  const unsigned next = byte_at(text, at + 1);
  if ((next & 0xC0) != 0x80) return {};
  if (lead >= 0xC3 && lead <= 0xDF) {
    const unsigned code = (lead & 0x1F) << 6 | (next & 0x3F);
    if (code == 0xD7 || code == 0xF7) return {};
    if (lead == 0xCC || (lead == 0xCD && next < 0xB0)) return {2, false, false};  // Combining.
    const bool capital = is_capital(code);
    return {2, capital, !capital};
  }
  const unsigned last = byte_at(text, at + 2);
  const bool danda = lead == 0xE0 && next == 0xA5 && last >= 0xA4 && last <= 0xAF;  // And digits.
  const bool indic = lead == 0xE0 && next >= 0xA4 && !danda;  // From Devanagari to Thai and Lao.
  const bool has_words = indic || lead == 0xE1 || (lead >= 0xE3 && lead <= 0xED);
  if (!has_words || (last & 0xC0) != 0x80 || (lead == 0xE3 && next == 0x80)) return {};
  if (lead == 0xE1 && (next == 0xBA || next == 0xBB)) return {3, (last & 1) == 0, (last & 1) == 1};
  return {3, true, false};
}

Letter letter_at(std::string_view text, std::size_t at) {
  const unsigned char byte = byte_at(text, at);
  if (is_letter(static_cast<char>(byte)) && byte < 0x80) {
    return {1, (byte & 0x20) == 0, (byte & 0x20) != 0};
  }
  return byte >= 0xC3 ? letter_beyond_ascii(text, at) : Letter{};
}

// The bytes of an apostrophe; 0 if there is none.
std::uint32_t apostrophe_at(std::string_view text, std::size_t at) {
  const unsigned char byte = byte_at(text, at);
  if (byte == '\'' || byte == '`') return 1;
  return byte == 0xE2 && byte_at(text, at + 1) == 0x80 && byte_at(text, at + 2) == 0x99 ? 3 : 0;
}

// The letter beyond ASCII that ends right before `end`; of size 0 if other bytes stand there: a
// quotation mark, or in binary data what is no text.
Letter letter_before(std::string_view text, std::size_t end) {
  for (const std::size_t size : {2U, 3U}) {
    if (end < size || byte_at(text, end - size) < 0xC3) continue;
    const Letter letter = letter_beyond_ascii(text, end - size);
    if (letter.size == size) return letter;
  }
  return {};
}

// What the letters of a part are like, while it is read.
struct Letters {
  std::uint32_t count = 0;
  std::uint32_t capitals = 0;
  std::uint32_t lowers = 0;
  std::uint32_t humps = 0;       ///< Capitals right behind a small letter.
  std::uint32_t first_hump = 0;  ///< How many letters stand before the first one.
  bool begins_with_capital = false;
  bool word_with_capital = false;  ///< Behind the first apostrophe or hyphen: "d'Arcy".
  bool last_was_lower = false;
  bool at_new_word = false;

  void add(const Letter& letter) {
    if (count == 0) begins_with_capital = letter.capital;
    if (letter.capital && last_was_lower && humps++ == 0) first_hump = count;
    word_with_capital = word_with_capital || (at_new_word && letter.capital);
    at_new_word = false;
    ++count;
    capitals += letter.capital;
    lowers += letter.lower;
    last_was_lower = letter.lower;
  }
  void new_word() {
    last_was_lower = false;
    at_new_word = true;
  }
};

// Reads letters, apostrophes and hyphens between them; returns where they end.
std::size_t read_letters(std::string_view text, std::size_t at, Letters& letters) {
  const std::size_t begin = at;
  while (at - begin <= kLongestNamePart) {
    if (const Letter letter = letter_at(text, at); letter.size > 0) {
      letters.add(letter);
      at += letter.size;
      continue;
    }
    if (at == begin) break;
    const std::uint32_t apostrophe = apostrophe_at(text, at);
    const std::uint32_t joint = apostrophe > 0 ? apostrophe : byte_at(text, at) == '-' ? 1 : 0;
    if (joint == 0) break;
    const Letter after = letter_at(text, at + joint);
    if (after.size == 0) break;
    const bool ends = letter_at(text, at + joint + after.size).size == 0;
    // "Lee's", "LEE'S"; but "D'A" and "Y-L" go on.
    if (apostrophe > 0 && ends && (byte_at(text, at + joint) | 0x20) == 's') break;
    letters.new_word();
    at += joint;
  }
  return at;
}

// Prefixes of surnames behind which a capital stands: of two to four letters.
bool has_surname_prefix(std::string_view word, std::size_t letters) {
  constexpr std::array<std::string_view, 15> kPrefixes = {"Mc",   "Mac", "De", "Di",  "Da",
                                                          "Du",   "La",  "Le", "Lo",  "Van",
                                                          "Fitz", "Del", "St", "Von", "Ab"};
  return std::find(kPrefixes.begin(), kPrefixes.end(), word.substr(0, letters)) != kPrefixes.end();
}

Spelling spelling_of(std::string_view word, const Letters& letters) {
  if (letters.count == 1) return letters.capitals == 1 ? Spelling::kInitial : Spelling::kLower;
  if (letters.humps > 0) {
    const bool name = letters.begins_with_capital && letters.humps == 1 &&
                      has_surname_prefix(word, letters.first_hump);
    return name ? Spelling::kCapital : Spelling::kMixed;
  }
  constexpr std::size_t kLongestElision = 5;  // "dell'Acqua", "d'Arcy", "al-Masri".
  if (!letters.begins_with_capital && letters.capitals == 1 && letters.word_with_capital &&
      word.find_first_of("'-\xE2") < kLongestElision) {
    return Spelling::kCapital;
  }
  if (!letters.begins_with_capital) {
    return letters.capitals == 0 || letters.lowers > letters.capitals ? Spelling::kLower
                                                                      : Spelling::kMixed;
  }
  if (letters.lowers == 0) return Spelling::kCaps;
  return letters.capitals <= 3 ? Spelling::kCapital : Spelling::kMixed;
}

// A word with marks on its letters is one before names, "Großmutter", "señor", or none of the
// lists: "Dreß" is no dress.
pattern::NameRoles roles_of(std::string_view word, const pattern::NameWords& words) {
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return words.find(word);
  pattern::NameRoles roles;
  const pattern::NameRoles plain = words.find(validate::without_marks(word));
  for (const NameRole role : {NameRole::kCue, NameRole::kHonorific}) {
    if (plain.has(role)) roles.add(role);
  }
  return roles;
}

// Whether a word that ends at `end` stands on its own on that side.
bool ends_freely(std::string_view text, std::size_t end) {
  const unsigned char c = byte_at(text, end);
  if (c == 0 || c == ' ' || c == ',' || c == '\n') return true;
  if (is_word(static_cast<char>(c)) && c < 0x80) return false;
  constexpr std::string_view kGoesOn = "@/\\$=([%";
  if (kGoesOn.find(static_cast<char>(c)) != std::string_view::npos) return false;
  const unsigned char next = byte_at(text, end + 1);
  if (c == '.' || c == '-') return !(is_word(static_cast<char>(next)) && next < 0x80);
  if (c == ':') return next != ':';
  if (c == '\'' || c == '`') return true;
  return c < 0xC3 || letter_at(text, end).size == 0;
}

bool begins_freely(std::string_view text, std::size_t begin) {
  if (begin == 0) return true;
  const char c = text[begin - 1];
  if (c == ' ' || c == '\n') return true;
  if (static_cast<unsigned char>(c) >= 0x80) return letter_before(text, begin).size == 0;
  constexpr std::string_view kGoesOn = "@/\\$.-&%#+";
  return !is_word(c) && (kGoesOn.find(c) == std::string_view::npos || ends_leader(text, begin));
}

// Behind an initial at [begin, end): the periods and initials that go on with it, "R." in "J.R.".
std::size_t more_initials(std::string_view text, std::size_t end) {
  while (byte_at(text, end) == '.') {
    const Letter letter = letter_at(text, end + 1);
    if (!letter.capital || byte_at(text, end + 1 + letter.size) != '.') return end;
    end += 1 + letter.size;
  }
  return end;
}

// Most of what stands before a word that begins freely: spaces, quotes and what parts cells.
bool stands_before_words(char c) {
  return c == ' ' || c == ',' || c == '"' || c == '\'' || c == '\t' || c == ';' || c == '|';
}

enum class Plain : std::uint8_t { kPart, kNone, kUnknown };

// Most words are of letters a-z behind one letter, between spaces: for these nothing else need be
// looked at. kUnknown: for part_at to read.
Plain read_plain(std::string_view text, std::size_t at, const pattern::NameWords& words,
                 NamePart& part) {
  std::size_t end = at;
  if (end < text.size() && text[end] >= 'A' && text[end] <= 'Z') ++end;
  const bool caps = end > at && end < text.size() && text[end] >= 'A' && text[end] <= 'Z';
  const char first = caps ? 'A' : 'a';
  while (end < text.size() && static_cast<unsigned char>(text[end] - first) < 26) ++end;
  const char behind = end < text.size() ? text[end] : '\n';
  if (end == at) return Plain::kUnknown;
  if (behind == '/' || behind == '=' || behind == '_' || behind == '(' || is_digit(behind)) {
    return Plain::kNone;
  }
  const bool free = behind == ' ' || behind == ',' || behind == '\n' || behind == '"';
  const bool alone = at == 0 || stands_before_words(text[at - 1]);
  if (!free || !alone || end - at < 2) return Plain::kUnknown;
  if (end - at > kLongestNamePart) return Plain::kNone;
  part.begin = static_cast<std::uint32_t>(at);
  part.end = part.next = static_cast<std::uint32_t>(end);
  part.spelling = caps ? Spelling::kCaps : text[at] < 'a' ? Spelling::kCapital : Spelling::kLower;
  part.roles = words.find(text.substr(at, end - at));
  return Plain::kPart;
}

}  // namespace

NamePart part_at(std::string_view text, std::size_t at, const pattern::NameWords& words) {
  NamePart part;
  const Plain plain = read_plain(text, at, words, part);
  if (plain != Plain::kUnknown) return part;
  Letters letters;
  std::size_t end = read_letters(text, at, letters);
  if (end == at || end - at > kLongestNamePart || !begins_freely(text, at)) return part;
  part.begin = static_cast<std::uint32_t>(at);
  part.spelling = spelling_of(text.substr(at, end - at), letters);
  if (part.spelling == Spelling::kInitial) {
    end = more_initials(text, end);
  } else {
    part.roles = roles_of(text.substr(at, end - at), words);
  }
  const bool shortened = part.spelling == Spelling::kInitial || part.is(NameRole::kHonorific) ||
                         part.is(NameRole::kSuffix) || part.is(NameRole::kTitle);
  const bool period = shortened && byte_at(text, end) == '.';
  if (!ends_freely(text, end + (period ? 1 : 0))) return {};
  part.end = static_cast<std::uint32_t>(end);
  part.next = static_cast<std::uint32_t>(end + (period ? 1 : 0));
  return part;
}

namespace {

// Bytes of parts, and of what joins their words.
bool belongs(unsigned char c) {
  return c >= 0x80 || is_letter(static_cast<char>(c)) || c == '.' || c == '-' || c == '\'' ||
         c == '`';
}

// The size of the character of a part, or of what joins its words, that ends right before `end`.
std::size_t belonging_before(std::string_view text, std::size_t end) {
  if (byte_at(text, end - 1) < 0x80) return belongs(byte_at(text, end - 1)) ? 1 : 0;
  if (end >= 3 && apostrophe_at(text, end - 3) == 3) return 3;
  return letter_before(text, end).size;
}

// Where the bytes begin among which part_before looks for the part that ends at `end`.
std::size_t begin_before(std::string_view text, std::size_t end) {
  std::size_t at = end;
  const std::size_t stop = end - std::min(end, kLongestNamePart + 2);
  while (at > stop && !ends_leader(text, at)) {
    const std::size_t size = belonging_before(text, at);
    if (size == 0) break;
    at -= size;
  }
  return at;
}

// Bytes that part_at may look at before a part, and behind the bytes that belong to it.
constexpr std::size_t kLookBefore = 4;
constexpr std::size_t kLookBehind = 10;

constexpr std::size_t kLongestNickname = 20;
constexpr std::size_t kLookOverNickname = kLongestNickname + 8;
constexpr std::string_view kNicknameBegins = "\"'(\\";
constexpr std::string_view kNicknameEnds = "\"')";

}  // namespace

NamePart part_before(std::string_view text, std::size_t end, const pattern::NameWords& words) {
  std::size_t at = begin_before(text, end);
  // Periods and the like before it.
  while (at < end && letter_at(text, at).size == 0) ++at;
  const NamePart part = at < end ? part_at(text, at, words) : NamePart();
  return part.next == end ? part : NamePart();
}

namespace {

bool is_of_nickname(char c) {
  return is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool are_brackets(char open, char close) {
  return open == '(' ? close == ')' : open == close && (open == '"' || open == '\'');
}

// In JSON quotes stand behind backslashes.
std::size_t over_backslash(std::string_view text, std::size_t at) {
  return text.substr(at, 2) == "\\\"" ? at + 1 : at;
}

}  // namespace

std::size_t behind_nickname(std::string_view text, std::size_t at) {
  const std::size_t open = over_backslash(text, at);
  if (open >= text.size() || !is_in(text[open], "\"'(")) return at;
  std::size_t end = open + 1;
  const std::size_t stop = std::min(text.size(), end + kLongestNickname);
  while (end < stop && is_of_nickname(text[end])) ++end;
  const Letter first = letter_at(text, open + 1);
  const std::size_t close = over_backslash(text, end);
  const bool whole = end >= open + 3 && first.capital && close + 1 < text.size() &&
                     are_brackets(text[open], text[close]) && text[close + 1] == ' ';
  return whole && (close > end) == (open > at) ? close + 2 : at;
}

std::size_t before_nickname(std::string_view text, std::size_t end) {
  if (end < 4 || !is_in(text[end - 1], kNicknameEnds)) return end;
  std::size_t at = end - 1;
  if (text[at] == '"' && text[at - 1] == '\\') --at;
  const std::size_t stop = at - std::min(at, kLongestNickname);
  while (at > stop && is_of_nickname(text[at - 1])) --at;
  if (at < 2) return end;
  const std::size_t open = at >= 3 && text[at - 2] == '\\' ? at - 2 : at - 1;
  return open > 1 && text[open - 1] == ' ' && behind_nickname(text, open) == end + 1 ? open - 1
                                                                                     : end;
}

// The parts before that at `begin`; true if a nickname stands between.
bool NameRun::read_back(std::string_view text, std::size_t begin, const pattern::NameWords& words) {
  std::array<NamePart, kMostNameParts + 1> before;
  std::size_t count = 0;
  std::size_t capitals = 0;  // How many of `before` count: up to the last one with a capital.
  std::size_t at = begin;
  bool nicknamed = false;
  while (count < before.size() && at > 1 && text[at - 1] == ' ') {
    const std::size_t space = before_nickname(text, at - 1);
    const NamePart part = part_before(text, space, words);
    if (part.empty() || (!part.has_capital() && !part.is_particle())) break;
    if (count > 0) {
      before[count - 1].nicknamed = space < at - 1;
    } else {
      nicknamed = space < at - 1;
    }
    before[count++] = part;
    if (part.has_capital()) capitals = count;
    at = part.begin;
  }
  const std::size_t last = at > 1 && text[at - 1] == ' ' ? begin_before(text, at - 1) : at;
  const bool closes = last > 0 && is_in(text[last - 1], kNicknameEnds);
  deciding.begin = last - std::min(last, closes ? kLookOverNickname : kLookBefore);
  too_long = capitals > kMostNameParts;
  size = std::min(capitals, kMostNameParts);
  for (std::size_t i = 0; i < size; ++i) parts[i] = before[size - 1 - i];
  return nicknamed && size > 0;
}

void NameRun::read(std::string_view text, std::size_t begin, const pattern::NameWords& words) {
  too_long = false;
  size = 0;
  end = begin + 1;
  deciding = {begin - std::min(begin, kLookBefore), begin, false};
  auto look_behind = [&](std::size_t at) {
    const std::size_t stop = std::min(text.size(), at + kLongestNamePart + 2);
    while (at < stop && belongs(byte_at(text, at))) ++at;
    const bool opens = at < text.size() && is_in(text[at], kNicknameBegins);
    deciding.end = at + (opens ? kLookOverNickname : kLookBehind);
  };
  const NamePart own = part_at(text, begin, words);
  if (own.empty()) return look_behind(begin);
  bool nicknamed = read_back(text, begin, words);
  std::size_t capitals = size;
  std::size_t count = size;
  for (std::size_t at = begin;;) {
    NamePart part = at == begin ? own : part_at(text, at, words);
    part.nicknamed = nicknamed;
    if (part.empty() || (!part.has_capital() && !part.is_particle())) {
      look_behind(at);
      break;
    }
    if (count == kMostNameParts) {
      too_long = true;
      break;
    }
    parts[count++] = part;
    if (part.has_capital()) capitals = count;
    end = part.next;
    deciding.end = part.next + kLookBehind;
    if (byte_at(text, part.next) != ' ') break;
    at = behind_nickname(text, part.next + 1);
    nicknamed = at > part.next + 1;
  }
  size = capitals;
  too_long = too_long || size > kLongestNameRun;
}

}  // namespace leaksift::detect
