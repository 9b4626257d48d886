#include "detect/name_grammar.h"

#include "base/ascii.h"
#include "detect/word_bytes.h"

#include <algorithm>
#include <array>

namespace leaksift::detect {
namespace {

using pattern::NameRole;
using validate::NameToken;

constexpr std::size_t kMostRealParts = 4;  // Neither initials nor particles.
// From these classes on, a name that is also a thing ("Park", "Hall", "Max") is a name first.
constexpr unsigned kCommonName = 6;
constexpr double kNamesakeShare = 0.5;  // What is left of a thing's weight then.
constexpr std::size_t kThingsBehind = 3;
constexpr unsigned kCommonWord = 5;
constexpr unsigned kSureSurname = 3;
constexpr double kExcusedShare = 0.5;  // Of what a given name loses for being a word.

bool is_name_part(const NamePart& part) {
  return part.spelling == Spelling::kCapital || part.spelling == Spelling::kCaps ||
         part.spelling == Spelling::kMixed;
}

// A form of address in capitals is one before a name in capitals alone, and before a single word
// only if that is a name: "MR LEE", but not "MS Windows" and "MS DOS".
bool fits_address(const NamePart& address, const NamePart& back, const NameToken& token) {
  if (address.spelling != Spelling::kCaps) return true;
  return back.spelling == Spelling::kCaps && token.given + token.surname > 0;
}

// "M. Thibault Charvet": French for "Mr".
bool is_monsieur(std::string_view text, const NamePart& before, const NameToken& given,
                 const NameToken& surname) {
  return before.spelling == Spelling::kInitial && before.of(text) == "M" &&
         before.next != before.end && given.word + surname.word == 0 &&
         given.given + surname.surname > 0;
}

// "But just as my captain says, sir. He": words of address that no period shortens end sentences.
bool ends_sentence(std::string_view text, const NamePart& address) {
  constexpr std::size_t kLongestShort = 4;
  constexpr std::array<std::string_view, 3> kWhole = {"sir", "miss", "dame"};
  const std::string_view word = address.of(text);
  return address.next != address.end &&
         (word.size() > kLongestShort || base::is_one_of_caseless(word, kWhole));
}

// "The suffix is G. See also": a sentence that a letter ends, and a word that begins another one.
bool is_new_sentence(const NamePart& letter, const NameToken& word) {
  constexpr int kAhead = 3;
  return letter.spelling == Spelling::kInitial && letter.next != letter.end &&
         word.word >= word.surname + kAhead;
}

// "-R. See also": an option of a program at the end of a sentence.
bool is_option_letter(std::string_view text, const NamePart& initial) {
  return initial.begin > 0 && text[initial.begin - 1] == '-' && initial.next != initial.end;
}

// "cost_of(Imm, Ty, Kind)": the arguments of a call.
bool is_argument(std::string_view text, std::size_t begin) {
  return begin > 1 && text[begin - 1] == '(' && is_word(text[begin - 2]);
}

// "Zehnder Milica": the surname comes first, as in much of Europe where people are listed. The
// lists must know both, and neither as what it would be in the other order.
bool is_reversed(const NameToken& front, const NameToken& back) {
  constexpr int kKnownSurname = 1;
  constexpr int kKnownGiven = 3;
  constexpr int kWord = 3;
  return front.given == 0 && front.surname >= kKnownSurname && front.word < kWord &&
         back.given >= kKnownGiven && back.given > back.surname && back.word < kWord;
}

// "Red,Green,Blue", "x=Red,Green": no two words with a comma between them alone.
bool is_of_list(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view kBefore = ",=([{'\"/-+_.";
  constexpr std::string_view kBehind = ",)]}'\"/=(_";
  return (begin > 0 && kBefore.find(text[begin - 1]) != kBefore.npos) ||
         (end < text.size() && kBehind.find(text[end]) != kBehind.npos);
}

// "Provo, Utah 84606": a town.
bool is_before_zip(std::string_view text, std::size_t end) {
  constexpr std::size_t kDigits = 5;
  if (end >= text.size() || text[end] != ' ') return false;
  const std::string_view zip = text.substr(end + 1, kDigits);
  return zip.size() == kDigits && std::ranges::all_of(zip, is_digit);
}

}  // namespace

NameToken look_up_part(std::string_view part) {
  const std::size_t hyphen = part.find('-');
  if (hyphen == std::string_view::npos) return validate::name_token(part);
  NameToken best;
  for (std::string_view rest = part; !rest.empty();) {
    const std::size_t end = std::min(rest.find('-'), rest.size());
    const NameToken token = validate::name_token(rest.substr(0, end));
    best.given = std::max(best.given, token.given);
    best.surname = std::max(best.surname, token.surname);
    best.word = token.word;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return best;
}

struct NameGrammar::Tokens {
  Tokens(std::string_view text, const NameRun& run) {
    for (std::size_t i = 0; i < run.size; ++i) {
      if (is_name_part(run[i])) items[i] = look_up_part(run[i].of(text));
    }
  }
  const NameToken& operator[](std::size_t index) const { return items[index]; }
  std::array<NameToken, kMostNameParts> items{};
};

double NameGrammar::given(const NameToken& token) const {
  const auto& weights = rules_.text;
  if (token.given == 0) return weights.given_unknown + token.word * weights.given_word;
  const int excused = std::max(0, token.given - 5);
  const int excess = token.given == 9 ? std::max(0, token.word - 6) / 3 : token.word - excused;
  return token.given * weights.given_class + std::max(0, excess) * weights.given_word;
}

// "Bill Hargrove": before a surname that is nothing else a word is a given name more often.
double NameGrammar::given_before(const NameToken& token, const NameToken& last) const {
  const double weight = given(token);
  const bool sure = last.surname >= kSureSurname && last.word == 0;
  if (!sure || token.given == 0) return weight;
  const double as_name = token.given * rules_.text.given_class;
  return weight + kExcusedShare * std::max(0.0, as_name - weight);
}

double NameGrammar::surname(const NameToken& token, double unlisted) const {
  const auto& weights = rules_.text;
  const double word = std::max(0, token.word - 3) * weights.surname_word;
  return (token.surname > 0 ? token.surname * weights.surname_class : unlisted) + word;
}

// What a surname in no list weighs behind the name of `found`. A word is none, nor is what stands
// behind an initial alone, or short and in capitals ("DANE TLSA").
double NameGrammar::unlisted_surname(const NamePart& part, const NameToken& token,
                                     bool behind_given) const {
  constexpr std::size_t kLongestAcronym = 4;
  const bool acronym = part.spelling == Spelling::kCaps && part.end - part.begin <= kLongestAcronym;
  const bool likely = behind_given && token.word == 0 && !acronym;
  return likely ? rules_.text.surname_unknown : rules_.text.surname_none;
}

// A form of address in lower case right before a name: "mevrouw van der Linden", "il sig. Pozzoli".
// In German "lt." is no lieutenant: "lt. Liste".
bool NameGrammar::is_addressed(std::string_view text, const NameRun& run) const {
  if (run.size == 0) return false;
  const std::size_t begin = run[0].begin;
  if (begin < 2 || text[begin - 1] != ' ') return false;
  const NamePart before = part_before(text, begin - 1, rules_.words);
  return before.spelling == Spelling::kLower && before.is(NameRole::kHonorific) &&
         before.of(text) != "lt" && !ends_sentence(text, before);
}

bool NameGrammar::best_of(std::string_view text, const NameRun& run, NameCandidate& best) const {
  const Tokens tokens(text, run);
  bool any = false;
  for (std::size_t first = 0; first < run.size; ++first) {
    for (std::size_t last = first; last < run.size; ++last) {
      NameCandidate found;
      if (!weigh(text, run, tokens, first, last, found)) continue;
      const bool better =
          found.log_odds > best.log_odds ||
          (found.log_odds == best.log_odds && found.end - found.begin > best.end - best.begin);
      if (!any || better) best = found;
      any = true;
    }
  }
  return any;
}

// Whether two words name a brand or a place: "John Deere", "Dr Pepper".
bool NameGrammar::is_eponym(std::string_view first, std::string_view last) const {
  std::array<char, pattern::NameWords::kLongestRoleWord> joined{};
  if (first.size() + last.size() > joined.size()) return false;
  std::copy(last.begin(), last.end(), std::copy(first.begin(), first.end(), joined.begin()));
  return rules_.words.find({joined.data(), first.size() + last.size()}).has(NameRole::kEponym);
}

// Whether two parts in a row, of which one is from `first` to `last`, name a brand or a place:
// "John Deere Gator".
bool NameGrammar::holds_eponym(std::string_view text, const NameRun& run, std::size_t first,
                               std::size_t last) const {
  for (std::size_t i = first; i <= last && i + 1 < run.size; ++i) {
    if (is_eponym(run[i].of(text), run[i + 1].of(text))) return true;
  }
  return false;
}

// The parts from `first` to `last`, suffixes and titles behind them apart.
bool NameGrammar::weigh(std::string_view text, const NameRun& run, const Tokens& tokens,
                        std::size_t first, std::size_t last, NameCandidate& found) const {
  const NamePart& front = run[first];
  const NamePart& back = run[last];
  const bool alone = first == last && run.size == 1 && back.spelling == Spelling::kCapital;
  if (!is_name_part(back) || front.is(NameRole::kHonorific) || back.is(NameRole::kSuffix))
    return false;
  const bool led = first > 0 ? (run[first - 1].is(NameRole::kHonorific) &&
                                !ends_sentence(text, run[first - 1])) ||
                                   (first == 1 && first < last &&
                                    is_monsieur(text, run[first - 1], tokens[first], tokens[last]))
                             : (front.is_particle() || alone) && is_addressed(text, run);
  // "Mr. de Villepin", "Mrs. Van Dyke".
  const bool surname_alone = led && first < last && front.is_particle();
  if (!is_name_part(front) && front.spelling != Spelling::kInitial && !surname_alone) return false;
  if (first == last && !led) return false;
  if (front.spelling == Spelling::kInitial && is_option_letter(text, front)) return false;
  if (led && first > 0 && !fits_address(run[first - 1], back, tokens[last])) return false;
  // "Attorney General", "Sir Knight": a form of address before a mere word.
  if (first == last && tokens[last].surname + tokens[last].given == 0 &&
      tokens[last].word >= kCommonWord) {
    return false;
  }
  if (last > first && back.is(NameRole::kTitle) && back.spelling == Spelling::kCaps) return false;
  // "Frau Kollegin", "Tod der Ehefrau": what stands before names is none.
  if (back.is(NameRole::kCue) && tokens[last].surname + tokens[last].given == 0) return false;
  found.caps = back.spelling == Spelling::kCaps;
  found.begin = front.begin;
  found.end = back.end;
  found.given = front.of(text);
  found.surname = back.of(text);
  found.led = led;
  if (!weigh_between(run, tokens, first, last, found)) return false;
  weigh_ends(run, tokens, first, last, found);
  if (first + 1 == last && !led && is_new_sentence(front, tokens[last])) {
    found.log_odds += 2 * rules_.text.both_words;
  }
  if (holds_eponym(text, run, first > 0 ? first - 1 : first, last)) {
    found.log_odds += rules_.text.thing;
    found.signs.add(NameSign::kThing);
  }
  weigh_beside(run, tokens, first, last, found);
  return true;
}

// What stands between the first and the last part, and how all of them are written.
bool NameGrammar::weigh_between(const NameRun& run, const Tokens& tokens, std::size_t first,
                                std::size_t last, NameCandidate& found) const {
  const auto& weights = rules_.text;
  std::size_t real = 1;
  for (std::size_t i = first; i <= last; ++i) {
    const NamePart& part = run[i];
    if (part.next != part.end && i < last && part.spelling != Spelling::kInitial) return false;
    if (part.spelling == Spelling::kMixed) found.log_odds += weights.mixed_case;
    const bool particle = i > first && i < last && part.is_particle();
    if (is_name_part(part) && !particle && (part.spelling == Spelling::kCaps) != found.caps) {
      return false;
    }
    if (i == first) continue;
    if (part.nicknamed) found.log_odds += weights.nickname;
    real += is_name_part(part) && !particle;
    if (i == last) break;
    if (particle) {
      const bool given = run[first].spelling == Spelling::kInitial || tokens[first].given > 0;
      const double weight = given || found.led ? weights.particle : weights.particle_unknown;
      if (!found.signs.has(NameSign::kParticle)) found.log_odds += weight;
      found.signs.add(NameSign::kParticle);
    } else if (part.spelling == Spelling::kInitial) {
      if (!found.signs.has(NameSign::kInitial)) found.log_odds += weights.initial;
      found.signs.add(NameSign::kInitial);
    } else if (is_name_part(part)) {
      const NameToken& token = tokens[i];
      if (part.is(NameRole::kThing) && token.given + token.surname == 0) return false;
      found.log_odds += weights.middle_cost +
                        std::max(token.given, token.surname) * weights.middle_name +
                        token.word * weights.middle_word;
    } else {
      return false;
    }
  }
  return real <= kMostRealParts;
}

void NameGrammar::weigh_ends(const NameRun& run, const Tokens& tokens, std::size_t first,
                             std::size_t last, NameCandidate& found) const {
  const auto& weights = rules_.text;
  const NameToken& front = tokens[first];
  const NameToken& back = tokens[last];
  const bool initial = run[first].spelling == Spelling::kInitial;
  const bool single = first == last;
  const bool surname_alone = found.led && run[first].is_particle() && !single;
  const bool reversed = !initial && !single && !surname_alone && is_reversed(front, back);
  const bool known_given = initial || front.given > 0 || reversed;
  const bool particle = found.signs.has(NameSign::kParticle) && (known_given || found.led);
  const bool known_surname = back.surname > 0 || particle || reversed;
  if (found.caps) found.log_odds += weights.all_caps;
  if (!known_given && !known_surname && !found.led) found.log_odds += weights.both_unknown;
  if (initial) found.signs.add(NameSign::kInitial);
  if (reversed) {
    found.log_odds += weights.reversed + surname(front, 0.0) + given(back);
  } else if (!single && !initial && !surname_alone) {
    found.log_odds += found.caps ? given(front) : given_before(front, back);
  }
  // An initial says less than a name that is known.
  if (initial)
    found.log_odds += 4 * weights.given_class - (run[first].next == run[first].end ? 2.0 : 0.0);
  const bool behind_given = known_given && !initial;
  if (!reversed) {
    found.log_odds +=
        surname(back, known_surname ? 0.0 : unlisted_surname(run[last], back, behind_given));
  }
  if (known_given && known_surname) {
    found.signs.add(initial ? NameSign::kSurname : NameSign::kGivenAndSurname);
  } else if (known_given || known_surname) {
    found.signs.add(known_given ? NameSign::kGivenName : NameSign::kSurname);
  }
  const bool words = front.word >= kCommonWord && back.word >= kCommonWord && front.given < 9;
  if (surname_alone) {
    found.log_odds += weights.particle;
    found.signs.add(NameSign::kParticle);
  } else if (words && first + 1 == last) {
    found.log_odds += weights.both_words;
  }
  if (front.word > 3 || back.word > 3) found.signs.add(NameSign::kWordLike);
  if (back.surname > 0 && run[last].is(NameRole::kThing)) {
    const bool name = back.surname >= kCommonName && (initial || front.given >= kCommonName);
    found.log_odds += weights.thing * (name || found.led ? kNamesakeShare : 1.0);
    found.signs.add(NameSign::kThing);
  } else if (run[last].is(NameRole::kThing)) {
    found.log_odds += weights.thing;
    found.signs.add(NameSign::kThing);
  }
  if (single || initial || surname_alone) return;
  if (run[first].is(NameRole::kThing) && front.given < kCommonName) {
    found.log_odds += weights.thing;
    found.signs.add(NameSign::kThing);
  } else if (run[first].is(NameRole::kLead) && front.given < kCommonName) {
    found.log_odds += weights.lead;
    found.signs.add(NameSign::kThing);
  }
}

void NameGrammar::weigh_beside(const NameRun& run, const Tokens& tokens, std::size_t first,
                               std::size_t last, NameCandidate& found) const {
  const auto& weights = rules_.text;
  if (found.led) {
    found.log_odds += weights.honorific;
    found.signs.add(NameSign::kHonorific);
  } else if (first > 0) {
    const NamePart& before = run[first - 1];
    // "RN Giulia Ricciardi": a title in front is a cue as well.
    const bool title = before.is(NameRole::kTitle) && before.spelling == Spelling::kCaps;
    if (before.is(NameRole::kCue) || (title && !found.caps)) {
      found.led = true;
      found.log_odds += weights.cue;
      found.signs.add(NameSign::kCue);
    } else if (before.is(NameRole::kWeakCue)) {
      found.led = true;
      found.log_odds += weights.weak_cue;
    } else {
      const bool other = before.is(NameRole::kLead) || before.is(NameRole::kThing);
      found.log_odds += other ? weights.lead : weights.capital_before;
    }
  }
  std::size_t behind = last + 1;
  if (behind < run.size && run[behind].is(NameRole::kSuffix) && run[last].next == run[last].end) {
    found.end = run[behind].next;
    found.log_odds += weights.suffix;
    found.signs.add(NameSign::kSuffix);
    ++behind;
  }
  if (behind >= run.size) return;
  if (run[behind].is(NameRole::kTitle) && run[behind].spelling == Spelling::kCaps) {
    found.log_odds += weights.title;
    found.signs.add(NameSign::kSuffix);
    return;
  }
  // "Thomas Jefferson Memorial High School": whatever comes first of it is no person.
  for (std::size_t i = behind; i < std::min(run.size, behind + kThingsBehind); ++i) {
    if (!run[i].is(NameRole::kThing) || tokens[i].given >= kCommonName) continue;
    found.log_odds += weights.thing;
    found.signs.add(NameSign::kThing);
    return;
  }
  found.log_odds += weights.capital_behind;
}

bool NameGrammar::last_first(std::string_view text, std::size_t pair, NameCandidate& found) const {
  const auto& weights = rules_.text;
  const bool tight = text[pair - 1] == ',';
  NamePart last = part_before(text, pair - (tight ? 1 : 2), rules_.words);
  if (last.empty() || !is_name_part(last) || last.spelling == Spelling::kMixed) return false;
  NameRun run;
  run.read(text, pair, rules_.words);
  if (run.size == 0 || run.too_long) return false;
  const NamePart& first = run[0];
  if (!is_name_part(first) || first.spelling != last.spelling) return false;
  std::size_t size = 1;
  while (size < run.size && size < 3 && run[size].spelling == Spelling::kInitial) ++size;
  if (size == 1 && run.size == 2 && is_name_part(run[1]) && run[1].spelling == first.spelling)
    size = 2;
  if (size < run.size) return false;
  std::size_t begin = last.begin;
  bool particle = false;
  while (begin > 1 && text[begin - 1] == ' ') {
    const NamePart before = part_before(text, begin - 1, rules_.words);
    if (before.empty() || (!before.has_capital() && !before.is_particle())) break;
    if (!before.is_particle()) {
      // "Ann Lee, Bob Stone" is two names; "Patient Lee, Ann" and "Transfer To LEE,ANN" are one.
      const bool apart = tight && before.spelling != last.spelling;
      if (!before.is(NameRole::kCue) && !apart) return false;
      break;
    }
    particle = true;
    begin = before.begin;
  }
  if (is_argument(text, begin) || (!tight && is_before_zip(text, run[size - 1].next))) return false;
  if (tight && is_of_list(text, begin, run[size - 1].next)) return false;
  const NameToken given_token = look_up_part(first.of(text));
  const NameToken last_token = look_up_part(last.of(text));
  if (given_token.given == 0 && last_token.surname == 0 && !particle) return false;
  if (first.is(NameRole::kThing) || first.is(NameRole::kLead) || last.is(NameRole::kThing))
    return false;
  found.caps = last.spelling == Spelling::kCaps;
  found.begin = static_cast<std::uint32_t>(begin);
  found.end = run[size - 1].spelling == Spelling::kInitial ? run[size - 1].next : run[size - 1].end;
  found.given = first.of(text);
  found.surname = last.of(text);
  found.log_odds = (tight ? weights.last_first_tight : weights.last_first) + given(given_token) +
                   surname(last_token, particle ? 0.0 : weights.surname_none) +
                   (found.caps ? weights.all_caps : 0.0) + (particle ? weights.particle : 0.0);
  if (size > 1 && run[1].spelling == Spelling::kInitial) {
    found.log_odds += weights.initial;
    found.signs.add(NameSign::kInitial);
  }
  // A word before a comma begins clauses and lists; a city before one names its state.
  found.log_odds += std::max(0, last_token.word - last_token.surname) * weights.given_word;
  found.signs.add(NameSign::kGivenAndSurname);
  return true;
}

}  // namespace leaksift::detect
