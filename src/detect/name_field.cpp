// Names that fields and labels announce: NameFinder::in_field.
#include "base/ascii.h"
#include "detect/name_finder.h"
#include "detect/word_bytes.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

using pattern::NameRole;
using pattern::NameRules;
using validate::NameToken;

constexpr std::size_t kMostFieldParts = 7;
constexpr unsigned kPlainWord = 7;
constexpr unsigned kCommonGiven = 7;

// The parts of a value as they are read from its beginning.
struct FieldParts {
  std::array<NamePart, kMostFieldParts> parts;
  std::size_t size = 0;
  std::size_t real = 0;      ///< Neither initials, particles nor suffixes.
  std::size_t comma_at = 0;  ///< How many parts stand before the comma of "Last, First"; 0: none.
  bool form = false;         ///< Initials, particles, suffixes or the comma.
  bool thing = false;
  bool nothing = false;  ///< A word that stands in place of a name.
  std::size_t end = 0;   ///< Behind the last part and its period.
};

bool is_suffix(const NamePart& part) {
  return part.is(NameRole::kSuffix) ||
         (part.is(NameRole::kTitle) && part.spelling == Spelling::kCaps);
}

// Whether no list can know a part: they hold words in Latin letters only.
bool is_beyond_lists(std::string_view part) {
  const auto lead = static_cast<unsigned char>(part.front());
  const bool vietnamese = part.starts_with("\xE1\xBA") || part.starts_with("\xE1\xBB");
  return lead >= 0xCE && !vietnamese;
}

// Of Chinese, Japanese and Korean, whose names are one word as often as two.
bool is_without_spaces(std::string_view part) {
  const auto lead = static_cast<unsigned char>(part.front());
  return lead >= 0xE3 && lead <= 0xED;
}

// Whether a value is two or three words with a capital that neither the lists of names nor those of
// words know.
bool is_unlisted(std::string_view text, const FieldParts& found) {
  return found.size == found.real && (found.real == 2 || found.real == 3) &&
         std::all_of(found.parts.begin(), found.parts.begin() + found.size, [&](const auto& part) {
           const NameToken token = look_up_part(part.of(text));
           return part.spelling == Spelling::kCapital && part.roles.empty() && token.given == 0 &&
                  token.surname == 0 && token.word == 0;
         });
}

// Whether nothing of a label's value, which ends at `end`, goes on behind a name in it.
bool is_whole(std::string_view text, std::size_t name_end, std::size_t end) {
  constexpr std::string_view kEnds = ",;(|<";
  while (name_end < end && text[name_end] == ' ') ++name_end;
  return name_end >= end || kEnds.find(text[name_end]) != std::string_view::npos;
}

// Whether a part is in letters without case, from Hebrew on.
bool is_caseless(std::string_view part) {
  return static_cast<unsigned char>(part.front()) >= 0xD6 && is_beyond_lists(part);
}

class FieldReader {
 public:
  FieldReader(std::string_view text, std::size_t begin, std::size_t end, bool prose,
              const NameRules& rules)
      : text_(text.substr(0, end)), whole_(text), at_(begin), prose_(prose), rules_(rules) {}

  /// False if the value is no name, or goes on behind one in a way that names do not.
  bool read(FieldParts& found) {
    if (!prose_ && read_plain(found)) return true;
    while (at_ < text_.size()) {
      const NamePart part = part_at(text_, at_, rules_.words);
      if (part.empty() || !add(part, found)) break;
      at_ = part.next;
      if (!skip_saint(part) && !skip_gap(found)) break;
    }
    drop_particles(found);
    if (found.size == 0 || found.real == 0) return false;
    return prose_ ? ends_in_prose(found) : ends_in_value(found);
  }

 private:
  /// Most values are one to three words with a capital that have no other meaning. Reads nothing if
  /// this one is not.
  bool read_plain(FieldParts& found) const {
    constexpr std::size_t kMost = 3;
    for (std::size_t at = at_; found.size < kMost;) {
      const NamePart part = part_at(text_, at, rules_.words);
      const bool plain = part.spelling == Spelling::kCapital && part.roles.empty() &&
                         part.next == part.end && !part.empty() && !names_next(part);
      if (!plain) break;
      found.parts[found.size++] = part;
      found.real = found.size;
      found.end = part.end;
      if (part.end == text_.size()) return true;
      if (text_[part.end] != ' ') break;
      at = part.end + 1;
    }
    found.size = found.real = 0;
    return false;
  }

  bool add(const NamePart& part, FieldParts& found) {
    if (found.size == 0 && part.is(NameRole::kHonorific) && part.next < text_.size() &&
        text_[part.next] == ' ') {
      // "Dr. Lee", but also a given name ("Don Lee"): it is one if it is written without a period.
      if (part.next != part.end || validate::name_token(part.of(text_)).given < 5) return true;
    }
    if (found.size == kMostFieldParts) return false;
    // "Ruby on Rails": small words stand in titles, particles in names.
    const bool lower = part.spelling == Spelling::kLower;
    const bool differs = found.real > 0 && lower != last_lower_ && !part.is_particle();
    if (differs && !begins_with_small_given(found)) return false;
    if (!part.is_particle()) last_lower_ = lower;
    const std::string_view word = part.of(text_);
    const bool begins = part.has_capital() || part.is_particle() || is_caseless(word);
    if ((prose_ && !begins) || (found.real > 0 && names_next(part))) return false;
    if (titled_) return false;
    if (found.real > 0 && part.is(NameRole::kTitle) && part.spelling == Spelling::kCaps) {
      titled_ = true;  // Of the value, not of the name.
      return true;
    }
    const bool suffix = found.real > 0 && part.is(NameRole::kSuffix);
    // The one sign of a surname is no initial.
    const bool initial = part.spelling == Spelling::kInitial && !is_without_spaces(word);
    found.form = found.form || suffix || initial;
    if (!suffix && !initial && !part.is_particle()) ++found.real;
    if (part.is_particle() && !suffix) ++particles_;
    found.thing = found.thing || (part.is(NameRole::kThing) && !is_common_name(part));
    found.nothing = found.nothing || part.is(NameRole::kNoName);
    found.parts[found.size++] = part;
    return true;
  }

  /// The period of "St. Clair" and "St.Clair"; true if nothing else stands before the next part.
  bool skip_saint(const NamePart& part) {
    const std::string_view word = part.of(text_);
    const bool saint = base::equal_caseless(word, "st") || base::equal_caseless(word, "ste");
    if (!saint || text_.substr(at_, 1) != ".") return false;
    ++at_;
    return at_ < text_.size() && base::is_upper(text_[at_]);
  }

  /// Whether a part is the label of the value behind it: "{First:Ann Last:Lee}", "First = Ann, Last
  /// = Lee". "Ann Lee: hello" has a blank behind its colon.
  bool names_next(const NamePart& part) const {
    const std::size_t at = part.end;
    if (at + 1 >= whole_.size()) return false;
    if (whole_[at] == ':') return whole_[at + 1] != ' ' && whole_[at + 1] != '\n';
    return whole_[at] == '=' || (whole_[at] == ' ' && whole_[at + 1] == '=');
  }

  /// "kamal Ahmad": a given name without its capital, and nothing else yet.
  bool begins_with_small_given(const FieldParts& found) const {
    if (found.size != 1 || found.parts[0].spelling != Spelling::kLower) return false;
    const NameToken token = validate::name_token(found.parts[0].of(text_));
    return token.given > token.word;
  }

  bool is_common_name(const NamePart& part) const {
    const NameToken token = validate::name_token(part.of(text_));
    return token.given >= 5 || token.surname >= 5;
  }

  // Spaces, or the one comma of "Last, First", or that before a suffix.
  bool skip_gap(FieldParts& found) {
    std::size_t at = at_;
    const bool comma = at < text_.size() && text_[at] == ',';
    if (comma) ++at;
    if (at >= text_.size() || text_[at] != ' ') {
      if (!comma || prose_ || at >= text_.size()) return false;
    }
    while (at < text_.size() && text_[at] == ' ' && at - at_ < 3) ++at;
    at = behind_nickname(text_, at);
    if (comma) {
      const NamePart next = part_at(text_, at, rules_.words);
      if (next.empty() || is_caseless(next.of(text_)) || names_next(next)) return false;
      if (!is_suffix(next)) {
        if (found.comma_at > 0 || found.real > 2 || (prose_ && found.real != 1)) return false;
        if (prose_ && !next.has_capital()) return false;
        found.comma_at = found.size;
        found.form = true;
      }
    }
    at_ = at;
    return true;
  }

  void drop_particles(FieldParts& found) {
    // A value of particles alone ("Van", "Le") is a name of one part.
    if (found.real == 0 && found.size == 1 && particles_ == 1) {
      found.real = 1;
      return;
    }
    while (found.size > 0 && found.parts[found.size - 1].is_particle() && found.real > 0 &&
           found.size > 1 && found.parts[found.size - 1].spelling == Spelling::kLower && prose_) {
      --found.size;
    }
    // "Thu Le", "Kim Van": the last part is a surname, not a particle.
    if (found.size > 1 && found.parts[found.size - 1].is_particle()) ++found.real;
    found.form = found.form || particles_ > 0;
  }

  // What may follow a name in prose: punctuation that is no part of it, or words in lower case.
  bool ends_in_prose(FieldParts& found) {
    found.end = found.parts[found.size - 1].end;
    if (found.comma_at >= found.size) found.comma_at = 0;
    if (found.parts[found.size - 1].spelling == Spelling::kInitial ||
        is_suffix(found.parts[found.size - 1])) {
      found.end = found.parts[found.size - 1].next;
    }
    return at_ >= whole_.size() || !is_digit(whole_[at_]);
  }

  bool ends_in_value(FieldParts& found) {
    const NamePart& last = found.parts[found.size - 1];
    found.end = last.spelling == Spelling::kInitial || is_suffix(last) ? last.next : last.end;
    if (at_ >= text_.size()) return true;
    // "Ann Lee (wife)", "Ann Lee <ann@…>", "Ann Lee; Bob Stone".
    std::size_t at = found.end;
    while (at < text_.size() && text_[at] == ' ') ++at;
    return found.real >= 2 && at < text_.size() &&
           (text_[at] == '(' || text_[at] == '<' || text_[at] == ';' || text_[at] == '|');
  }

  std::string_view text_;  ///< Up to the end of the value.
  std::string_view whole_;
  std::size_t at_;
  bool prose_;
  bool titled_ = false;
  bool last_lower_ = false;  ///< How the last part that is no particle is written.
  std::size_t particles_ = 0;
  const NameRules& rules_;
};

// fnameBuf, preventOverflow: what programs call something.
bool is_identifier(std::string_view text, const FieldParts& found) {
  return found.size == 1 && found.parts[0].spelling == Spelling::kMixed &&
         base::is_lower(text[found.parts[0].begin]);
}

// "fname: Path to the file", ":param first_name: The name of": a word, and others in small letters.
bool begins_sentence(std::string_view text, const FieldParts& found) {
  const bool goes_on =
      found.end + 1 < text.size() && text[found.end] == ' ' && base::is_lower(text[found.end + 1]);
  const NameToken token = look_up_part(found.parts[0].of(text));
  return goes_on && found.real == 1 && token.word > std::max(token.given, token.surname);
}

double likeness_of(std::string_view text, const FieldParts& found, NameField field,
                   const NameRules& rules, NameSigns& signs) {
  const auto& weights = rules.field;
  double sum = 0.0;
  unsigned known = 0;
  for (std::size_t i = 0; i < found.size; ++i) {
    const NamePart& part = found.parts[i];
    if (part.spelling == Spelling::kInitial || part.is(NameRole::kSuffix)) continue;
    if (part.is_particle() && found.size > 1) continue;
    // What a field of names holds is no less a name for being in letters of which there is no list.
    if (field != NameField::kGeneric && is_beyond_lists(part.of(text))) continue;
    const NameToken token = look_up_part(part.of(text));
    const int name = std::max(token.given, token.surname);
    known += name > 0;
    const int excess = token.word - std::max(2, name);
    sum += name > 0 ? name * weights.name_class : weights.unknown;
    sum += std::max(0, excess) * weights.word;
    if (part.spelling == Spelling::kMixed) sum += name > 0 ? weights.unknown : weights.mixed_case;
  }
  if (known > 0) signs.add(known > 1 ? NameSign::kGivenAndSurname : NameSign::kSurname);
  // The sum of many parts says no more than that of two.
  return sum * 2.0 / static_cast<double>(std::max<std::size_t>(2, found.real));
}

}  // namespace

bool NameFinder::in_field(std::string_view text, std::size_t begin, std::size_t end,
                          NameField field, bool prose, FoundName& found) const {
  const NameRules& rules = grammar_.rules();
  FieldParts parts;
  if (!FieldReader(text, begin, end, prose, rules).read(parts) || parts.nothing) return false;
  const auto& weights = rules.field;
  const bool part_field = field == NameField::kGiven || field == NameField::kFamily;
  if (part_field && (is_identifier(text, parts) || (prose && begins_sentence(text, parts)))) {
    return false;
  }
  found.begin = parts.parts[0].begin;
  found.end = static_cast<std::uint32_t>(parts.end);
  found.signs = {};
  found.part = field == NameField::kGiven    ? core::NamePart::kGiven
               : field == NameField::kFamily ? core::NamePart::kFamily
                                             : core::NamePart::kWhole;
  found.log_odds = likeness_of(text, parts, field, rules, found.signs);
  if (part_field) {
    // A part of a name needs no list: fields for them hold little else.
    found.log_odds = std::max(found.log_odds, 0.0) + weights.part;
  } else if (parts.real == 1 && !parts.form &&
             (field == NameField::kGeneric || !is_without_spaces(parts.parts[0].of(text)))) {
    // One word in a column called "name" is more often that of a thing.
    found.log_odds += field == NameField::kGeneric ? 2 * weights.single : weights.single;
    // "react-router-dom", "gus": a login or an identifier.
    const bool lower = parts.parts[0].spelling == Spelling::kLower;
    if (field == NameField::kGeneric && lower) found.log_odds += weights.single;
    // "name: German".
    const NameToken token = look_up_part(parts.parts[0].of(text));
    const bool word = token.word >= kPlainWord && token.given < kCommonGiven;
    if (field == NameField::kGeneric && word) found.log_odds += 2 * weights.single;
  }
  if (parts.form) found.log_odds += weights.form;
  if (prose && field == NameField::kFull && is_whole(text, parts.end, end) &&
      is_unlisted(text, parts)) {
    found.log_odds += weights.unlisted_whole;
  }
  if (parts.thing && !part_field) {
    found.log_odds += weights.thing;
    found.signs.add(NameSign::kThing);
  }
  if (field == NameField::kGeneric) found.log_odds += weights.generic;
  return true;
}

bool NameFinder::in_field_alone(std::string_view text, std::size_t begin, std::size_t end,
                                NameField field, bool prose, FoundName& found) const {
  const std::string_view value = text.substr(begin, end - begin);
  if (!in_field(value, 0, value.size(), field, prose, found)) return false;
  found.begin += static_cast<std::uint32_t>(begin);
  found.end += static_cast<std::uint32_t>(begin);
  return true;
}

}  // namespace leaksift::detect
