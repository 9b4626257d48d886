#include "detect/name_context.h"

#include "detect/name_echoes.h"
#include "detect/word_bytes.h"
#include "validate/plain_letters.h"

#include <algorithm>
#include <array>
#include <string>

namespace leaksift::detect {
namespace {

using pattern::NameRole;
using pattern::NameRoles;

constexpr std::size_t kMostPunctuation = 6;  // Between a name and the word before it.
constexpr std::size_t kNearAddress = 96;
constexpr std::size_t kNearIdentifier = 64;
constexpr std::size_t kWidestGap = 24;  // Between a name and what follows on its line.
constexpr std::size_t kLongestLocalPart = 64;
constexpr std::size_t kLeastAgreement = 3;  // Letters that a name and an address must share.

// What the rules say of the word that ends right before `end`. Marks on its letters do not count,
// nor do periods within: "Grüßen", "sig.ra".
NameRoles roles_before(std::string_view text, std::size_t end, const pattern::NameWords& words) {
  const std::size_t stop = end - std::min(end, 2 * pattern::NameWords::kLongestRoleWord);
  std::size_t begin = end;
  bool plain = true;
  while (begin > stop) {
    const bool beyond = static_cast<unsigned char>(text[begin - 1]) >= 0x80;
    const bool within =
        text[begin - 1] == '.' && begin < end && begin > 1 && is_letter(text[begin - 2]);
    if (!beyond && !within && !is_letter(text[begin - 1])) break;
    plain = plain && !beyond && !within;
    --begin;
  }
  std::string_view word = text.substr(begin, end - begin);
  std::string joined;
  if (word.find('.') != word.npos) {
    joined = word;
    std::erase(joined, '.');
    word = joined;
  }
  return words.find(plain ? word : std::string_view(validate::without_marks(word)));
}

std::string_view word_at(std::string_view text, std::size_t begin) {
  const std::size_t stop = std::min(text.size(), begin + pattern::NameWords::kLongestRoleWord + 1);
  std::size_t end = begin;
  while (end < stop && is_letter(text[end])) ++end;
  return text.substr(begin, end - begin);
}

// What stands between a name and the word before it.
struct Gap {
  std::size_t begin = 0;  ///< Where the word ends.
  bool line = false;      ///< It is on another line.
  bool label = false;     ///< A ':' or '='.
  bool rule = false;      ///< It is on another line, behind one of "--".
  bool other = false;     ///< Other punctuation.
};

Gap gap_before(std::string_view text, std::size_t begin) {
  Gap gap;
  std::size_t at = begin;
  while (at > 0 && begin - at < kMostPunctuation && is_in(text[at - 1], " \t\r\n,:=\"'(<[*->.")) {
    const char c = text[--at];
    gap.line = gap.line || c == '\n';
    gap.label = gap.label || c == ':' || c == '=';
    if (c == '.' && gap.line) break;
    // A period ends a sentence, unless it is that of "Dr." or "Attn.".
    gap.other = gap.other || !is_in(c, " \t\r\n");
  }
  gap.begin = at;
  gap.rule = gap.line && text.substr(at, begin - at).find("--") != std::string_view::npos;
  return gap;
}

// Whether the word that ends at `end` stands on a line of its own, as "Herrn" does in letters.
bool is_line_of_one_word(std::string_view text, std::size_t end) {
  while (end > 0 && (is_letter(text[end - 1]) || static_cast<unsigned char>(text[end - 1]) >= 0x80))
    --end;
  while (end > 0 && is_in(text[end - 1], " \t")) --end;
  return end == 0 || text[end - 1] == '\n';
}

void add(NameCandidate& found, double weight, NameSign sign) {
  found.log_odds += weight;
  found.signs.add(sign);
}

// "C/ Arturo Soria 187": how Spanish shortens "calle".
bool is_behind_calle(std::string_view text, std::size_t begin) {
  const std::string_view before = text.substr(0, begin);
  return before.ends_with("C/ ") || before.ends_with("c/ ");
}

// "B. Violations", "A. DATOS DEL SOLICITANTE": what is headed, more often than an initial.
bool is_heading(const NameCandidate& found) {
  constexpr char kLastHeading = 'F';
  const bool lettered = found.given.size() == 1 && found.given.front() <= kLastHeading;
  return lettered && look_up_part(found.surname).surname == 0;
}

// "    P. Pozzoli", alone in its column of its line: how people are listed and documents signed.
bool is_signature(std::string_view text, const NameCandidate& found) {
  const bool short_given = found.given.size() == 1 && found.signs.has(NameSign::kInitial);
  if (!short_given || look_up_part(found.surname).word > 0) return false;
  const std::string_view behind = text.substr(found.end, 2);
  return behind.empty() || is_in(behind.front(), "\r\n") || behind == "  ";
}

void weigh_before(std::string_view text, const pattern::NameRules& rules, NameCandidate& found) {
  const Gap gap = gap_before(text, found.begin);
  const NameRoles roles = roles_before(text, gap.begin, rules.words);
  const auto& weights = rules.text;
  const bool alone = found.begin == 0 || gap.line || gap.label;
  const bool formal = found.caps || text.substr(found.begin, found.end - found.begin).find(',') !=
                                        std::string_view::npos;
  const bool listed = (formal || is_signature(text, found)) && !is_heading(found);
  // "/s/ Ann Lee": the copy of a signed document.
  const bool is_signed = text.substr(0, gap.begin).ends_with("/s/");
  if (is_signed || (alone && listed)) found.log_odds += weights.labelled;
  if (gap.line) {
    if (roles.has(NameRole::kHonorific) && is_line_of_one_word(text, gap.begin)) {
      add(found, weights.honorific, NameSign::kHonorific);
    }
    if (roles.has(NameRole::kClosing) || gap.rule) add(found, weights.closing, NameSign::kCue);
    return;
  }
  if (gap.begin == found.begin) return;
  if (is_behind_calle(text, found.begin)) return add(found, weights.thing, NameSign::kThing);
  if (roles.has(NameRole::kHonorific)) return add(found, weights.honorific, NameSign::kHonorific);
  if (is_signed || roles.has(NameRole::kCue)) return add(found, weights.cue, NameSign::kCue);
  if (gap.other) return;
  if (roles.has(NameRole::kWeakCue)) found.log_odds += weights.weak_cue;
  if (roles.has(NameRole::kAgainst)) found.log_odds += weights.against;
}

bool is_local_byte(char c) {
  return is_word(c) || is_in(c, ".+-");
}

// The part before the '@' at `at`.
std::string_view local_part(std::string_view text, std::size_t at) {
  const std::size_t stop = at - std::min(at, kLongestLocalPart);
  std::size_t begin = at;
  while (begin > stop && is_local_byte(text[begin - 1])) --begin;
  return text.substr(begin, at - begin);
}

// Whether the letters a-z of `part` stand in a row in `local`, whatever their case.
bool holds_letters(std::string_view local, std::string_view part) {
  if (part.size() < kLeastAgreement || part.size() > local.size()) return false;
  for (std::size_t at = 0; at + part.size() <= local.size(); ++at) {
    std::size_t same = 0;
    while (same < part.size() && is_letter(part[same]) &&
           (part[same] | 0x20) == (local[at + same] | 0x20)) {
      ++same;
    }
    if (same == part.size()) return true;
  }
  return false;
}

bool agrees(std::string_view local, const NameCandidate& found) {
  return holds_letters(local, found.surname) || holds_letters(local, found.given);
}

// "Ann Lee <ann@…>", "Ann Lee" <…>, "Ann Lee (ann@…", "Ann Lee, ann@…".
bool weigh_address_behind(std::string_view text, const pattern::NameRules& rules,
                          NameCandidate& found) {
  std::size_t at = found.end;
  const std::size_t stop = std::min(text.size(), at + 4);
  while (at < stop && is_in(text[at], " \"',(<")) ++at;
  if (at == found.end || at >= text.size()) return false;
  const bool bracket = is_in(text[at - 1], "<(");
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestLocalPart && is_local_byte(text[end])) ++end;
  if (end == at || end >= text.size() || text[end] != '@') return false;
  const std::string_view local = text.substr(at, end - at);
  const bool same = agrees(local, found);
  // A name that its address holds needs no list to be a person's.
  if (bracket && echoes_name(local, found.given, found.surname)) {
    found.log_odds += 2 * rules.text.address_agrees;
  }
  if (!same && !bracket) return false;
  add(found, same ? rules.text.address_agrees : rules.text.address, NameSign::kAddress);
  return true;
}

// Whether a word in small letters that is said right before names stands at `at`, before the
// parenthesis that closes.
bool is_of_person_in_parentheses(std::string_view text, std::size_t at,
                                 const pattern::NameWords& words) {
  if (at >= text.size() || (text[at] >= 'A' && text[at] <= 'Z')) return false;
  const std::size_t stop = std::min(text.size(), at + 2 * pattern::NameWords::kLongestRoleWord);
  std::size_t end = at;
  while (end < stop && (is_letter(text[end]) || static_cast<unsigned char>(text[end]) >= 0x80)) {
    ++end;
  }
  return end < text.size() && text[end] == ')' &&
         roles_before(text, end, words).has(NameRole::kCue);
}

void weigh_behind(std::string_view text, const pattern::NameRules& rules, NameCandidate& found) {
  if (weigh_address_behind(text, rules, found)) return;
  const auto& weights = rules.text;
  std::size_t at = found.end;
  const std::size_t stop = std::min(text.size(), at + 3);
  while (at < stop && is_in(text[at], " ,(")) ++at;
  if (at == found.end) return;
  const std::string_view word = word_at(text, at);
  const NameRoles roles = rules.words.find(word);
  // "Johnson & Sons", "Thomas and Sons".
  const bool joined = word == "and" || text.substr(at, 2) == "& ";
  if (joined) {
    const std::string_view next = word_at(text, at + (word == "and" ? 4 : 2));
    if (rules.words.find(next).has(NameRole::kThing)) {
      return add(found, weights.thing, NameSign::kThing);
    }
  }
  // "Boyer Moore search", "Ann Lee library".
  if (roles.has(NameRole::kThing) && at == found.end + 1 && text[found.end] == ' ' &&
      word.front() >= 'a') {
    found.log_odds += weights.against;
  }
  if (roles.has(NameRole::kTitle) && word.front() < 'a') found.log_odds += weights.title;
  // "Ann Lee (wife)", "Tindra Ståhl (suppleant), …".
  if (text[at - 1] == '(' && is_of_person_in_parentheses(text, at, rules.words)) {
    return add(found, weights.cue, NameSign::kCue);
  }
  if (!roles.has(NameRole::kVerb) || word.front() < 'a') return;
  if (word != "and") return add(found, weights.verb, NameSign::kVerb);
}

// Digits and separators of a phone number, an SSN or a date at `at`: "555-0123", "536-90-4399",
// "02/03/1984".
bool has_identifier(std::string_view text) {
  std::size_t run = 0;
  std::size_t groups = 0;
  std::size_t digits = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '\0';
    if (is_digit(c)) {
      ++run;
      ++digits;
      continue;
    }
    groups += run > 0;
    const bool joins = (c == '-' || c == '/' || c == '.') && run > 0;
    if (!joins) {
      if (groups >= 2 && digits >= 7 && digits <= 11) return true;
      groups = digits = 0;
    }
    run = 0;
  }
  return false;
}

// The part of [begin, end) around the name that is on its line.
std::string_view line_around(std::string_view text, const NameCandidate& found, std::size_t reach,
                             bool behind) {
  if (behind) {
    const std::string_view rest = text.substr(found.end, reach);
    return rest.substr(0, rest.find('\n'));
  }
  const std::size_t begin = found.begin - std::min<std::size_t>(found.begin, reach);
  const std::string_view rest = text.substr(begin, found.begin - begin);
  const std::size_t line = rest.rfind('\n');
  return line == std::string_view::npos ? rest : rest.substr(line + 1);
}

// Where what stands behind a name on its line begins; at its end if nothing parts them.
std::size_t behind_gap(std::string_view text, const NameCandidate& found) {
  std::size_t at = found.end;
  const std::size_t stop = std::min(text.size(), at + kWidestGap);
  while (at < stop && is_in(text[at], " \t,;|(\"")) ++at;
  return at;
}

bool is_identity_at(std::string_view text, const pattern::NameRules& rules, std::size_t at) {
  return rules.words.find(word_at(text, at)).has(NameRole::kIdentity);
}

// "DOE, JANE   DOB 9/9/1961", "Ann Lee, born 1961", "ANN LEE   536-90-4399": right behind it on its
// line stands what is said of persons.
bool has_identity_behind(std::string_view text, const pattern::NameRules& rules,
                         const NameCandidate& found) {
  constexpr std::size_t kLongestIdentifier = 12;
  const std::size_t at = behind_gap(text, found);
  if (at == found.end || at == text.size()) return false;
  if (is_identity_at(text, rules, at)) return true;
  const std::string_view next = text.substr(at, kLongestIdentifier);
  return is_digit(text[at]) && has_identifier(next.substr(0, next.find_first_of(" \t\n,|")));
}

// Whether no list knows a part of it, as a name or as a word.
bool is_unknown(const NameCandidate& found) {
  return std::ranges::all_of(std::array{found.given, found.surname}, [](std::string_view part) {
    const validate::NameToken token = look_up_part(part);
    return token.given + token.surname + token.word == 0;
  });
}

// Whether it fills its line, and the next one begins as a street does: "1847 BEVER AVE".
bool is_above_street(std::string_view text, const NameCandidate& found) {
  constexpr std::size_t kMostDigits = 5;
  const std::string_view before = line_around(text, found, kNearIdentifier, false);
  if (before.find_first_not_of(" \t") != std::string_view::npos) return false;
  std::size_t at = found.end;
  if (at < text.size() && text[at] == '\r') ++at;
  if (at >= text.size() || text[at] != '\n') return false;
  const std::size_t stop = std::min(text.size(), at + kNearIdentifier);
  do {
    ++at;
  } while (at < stop && is_in(text[at], " \t"));
  const std::size_t begin = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at == begin || at - begin > kMostDigits || text.substr(at, 1) != " ") return false;
  const std::string_view street = word_at(text, at + 1);
  return !street.empty() && street.front() < 'a' && at + 1 + street.size() < text.size() &&
         is_in(text[at + 1 + street.size()], " .'-");
}

bool has_agreeing_address(std::string_view text, const NameCandidate& found) {
  const std::size_t begin = found.begin - std::min<std::size_t>(found.begin, kNearAddress);
  const std::string_view window = text.substr(begin, found.end + kNearAddress - begin);
  for (std::size_t at = window.find('@'); at != std::string_view::npos;
       at = window.find('@', at + 1)) {
    // "actions/setup-ruby@v1" is a version.
    const std::size_t dot = window.find_first_of(". \n", at);
    if (dot == std::string_view::npos || window[dot] != '.') continue;
    if (agrees(local_part(text, begin + at), found)) return true;
  }
  return false;
}

bool is_mentioned_again(std::string_view text, const NameCandidate& found) {
  if (found.surname.size() < kLeastAgreement) return false;
  const std::size_t begin = found.begin - std::min<std::size_t>(found.begin, kNameContext);
  const std::string_view window = text.substr(begin, found.end + kNameContext - begin);
  for (std::size_t at = window.find(found.surname); at != std::string_view::npos;
       at = window.find(found.surname, at + 1)) {
    const std::size_t place = begin + at;
    const std::size_t end = place + found.surname.size();
    const bool itself = place < found.end && end > found.begin;
    const bool word =
        (place == 0 || !is_word(text[place - 1])) && (end == text.size() || !is_word(text[end]));
    if (!itself && word) return true;
  }
  return false;
}

}  // namespace

void weigh_neighbours(std::string_view text, const pattern::NameRules& rules,
                      NameCandidate& found) {
  if (!found.led) weigh_before(text, rules, found);
  weigh_behind(text, rules, found);
}

void take_neighbours(std::string_view text, const NameCandidate& found, DecidingBytes& deciding) {
  constexpr std::size_t kWord = pattern::NameWords::kLongestRoleWord + 2;
  constexpr std::size_t kBefore = kMostPunctuation + kWord;
  // "(and " and a word, or one in parentheses.
  constexpr std::size_t kBehind = std::max(3 + 4 + kWord, 3 + 2 * kWord);
  std::size_t local = found.end + 4;  // Where an address may begin, at the latest.
  const std::size_t stop = std::min(text.size(), local + kLongestLocalPart);
  while (local < stop && is_local_byte(text[local])) ++local;
  deciding.take(found.begin - std::min<std::size_t>(found.begin, kBefore),
                std::max(found.end + kBehind, local + 1));
}

bool may_be_identified(std::string_view text, const pattern::NameRules& rules,
                       const NameCandidate& found, DecidingBytes& deciding) {
  const std::size_t at = behind_gap(text, found);
  deciding.take(found.end, at + pattern::NameWords::kLongestRoleWord + 1);
  if (at == text.size()) return false;
  if (at == found.end) return is_in(text[at], "\r\n");
  return is_digit(text[at]) || is_identity_at(text, rules, at);
}

void weigh_surroundings(std::string_view text, const pattern::NameRules& rules,
                        NameCandidate& found) {
  const auto& weights = rules.text;
  if (!found.signs.has(NameSign::kAddress) && has_agreeing_address(text, found)) {
    add(found, weights.address_agrees, NameSign::kAddress);
  }
  if (has_identifier(line_around(text, found, kNearIdentifier, true)) ||
      has_identifier(line_around(text, found, kNearIdentifier, false))) {
    add(found, weights.neighbour, NameSign::kNeighbour);
  }
  if (has_identity_behind(text, rules, found)) {
    add(found, weights.identity, NameSign::kNeighbour);
    if (is_identity_at(text, rules, behind_gap(text, found)) && is_unknown(found)) {
      found.log_odds += weights.identity_unknown;
    }
  } else if (is_above_street(text, found)) {
    add(found, weights.above_street, NameSign::kNeighbour);
  }
  if (is_mentioned_again(text, found)) {
    add(found, weights.second_mention, NameSign::kSecondMention);
  }
}

}  // namespace leaksift::detect
