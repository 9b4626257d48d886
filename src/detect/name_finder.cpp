#include "detect/name_finder.h"

#include "detect/name_context.h"
#include "detect/word_bytes.h"

#include <algorithm>

namespace leaksift::detect {
namespace {

using pattern::NameRole;

// What surroundings can add at most: below `least` by more, they are not looked at.
double most_of_surroundings(const pattern::NameTextWeights& weights) {
  return weights.address_agrees + weights.neighbour + weights.second_mention;
}
double most_right_behind(const pattern::NameTextWeights& weights) {
  return std::max(weights.identity + weights.identity_unknown, weights.above_street);
}

// Whether the word that ends right before the space at `space` may be a part of a name: it begins
// with a capital or a letter beyond ASCII, or is a particle or form of address. Cheap, for most are
// not.
bool may_precede(std::string_view text, std::size_t space, const pattern::NameWords& words) {
  space = before_nickname(text, space);
  const char last = text[space - 1];
  const bool short_form = last == '.' || last == ',';
  const std::size_t end = space - (short_form ? 1 : 0);
  std::size_t at = end;
  while (at > 0 && is_letter(text[at - 1])) --at;
  const char before = at > 0 ? text[at - 1] : ' ';
  if (static_cast<unsigned char>(before) >= 0x80) return true;
  if (at == end) return false;
  if (before == '-' || before == '\'' || before == '.' || before == '`') return true;
  if (before == '/' || before == '@' || is_word(before)) return false;
  if ((text[at] & 0x20) == 0) return true;
  const std::string_view word = text.substr(at, end - at);
  const auto is = [&](NameRole role) {
    return words.may_have(word, role) && words.find(word).has(role);
  };
  return (!short_form && is(NameRole::kParticle)) || (last != ',' && is(NameRole::kHonorific));
}

}  // namespace

// The name in the run of parts whose second or later one begins at `pair`, behind a space.
bool NameFinder::name_at(std::string_view text, std::size_t pair, double least, IdleRuns& idle,
                         std::size_t& seen, FoundName& found) const {
  if (pair < 2 || !may_precede(text, pair - 1, grammar_.rules().words)) return false;
  NameCandidate candidate;
  if (text[pair - 1] == ',' || text[pair - 2] == ',') {
    DecidingBytes any;
    return grammar_.last_first(text, pair, candidate) &&
           weighed(text, candidate, least, any, found);
  }
  if (idle.knows(text, pair, seen)) return false;
  NameRun run;
  run.read(text, pair, grammar_.rules().words);
  seen = run.end;
  if (run.too_long) return false;
  if ((run.size >= 2 || grammar_.is_addressed(text, run)) &&
      grammar_.best_of(text, run, candidate) &&
      weighed(text, candidate, least, run.deciding, found)) {
    return true;
  }
  idle.learn(text, pair, seen, run.deciding);
  return false;
}

bool NameFinder::weighed(std::string_view text, NameCandidate& candidate, double least,
                         DecidingBytes& deciding, FoundName& found) const {
  const pattern::NameRules& rules = grammar_.rules();
  double most = most_of_surroundings(rules.text) + most_right_behind(rules.text);
  const double most_beside = std::max({rules.text.cue, rules.text.closing, rules.text.honorific}) +
                             rules.text.labelled + rules.text.title + rules.text.address_agrees;
  if (candidate.log_odds + most + most_beside < least) return false;
  weigh_neighbours(text, rules, candidate);
  take_neighbours(text, candidate, deciding);
  if (!may_be_identified(text, rules, candidate, deciding)) most -= most_right_behind(rules.text);
  if (candidate.log_odds + most < least) return false;
  deciding.unknown = true;
  // Whoever is sure needs no more.
  if (candidate.log_odds < rules.text.cue) weigh_surroundings(text, rules, candidate);
  if (candidate.log_odds < least) return false;
  found = {candidate.begin, candidate.end, candidate.log_odds, candidate.signs,
           core::NamePart::kWhole};
  return true;
}

}  // namespace leaksift::detect
