#include "detect/evidence.h"

#include "base/ascii.h"
#include "core/block.h"
#include "core/sensitivity.h"
#include "detect/word_bytes.h"
#include "validate/name_tokens.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace leaksift::detect {
namespace {

using Says = pattern::FieldVerdict::Says;

// Context is not looked for where it could change nothing: a value that proves itself this well.
constexpr double kSelfEvident = 2.9;  // Log-odds of about 0.95.
constexpr std::size_t kLongestKeyword = 80;
constexpr std::size_t kKeywordPage = 1024;
constexpr std::uint32_t kNowhere = UINT32_MAX;
constexpr std::uint32_t kOtherLine = 2;  // How much farther a keyword on another line counts.

constexpr std::string_view kFieldName = "field_name";
constexpr std::string_view kLabel = "label";
constexpr std::string_view kColumnValues = "column_values";

// Whether the word at `at` is a request of a manual page, as ".IP" is, which says nothing of what
// follows.
bool is_request(std::string_view text, std::size_t at) {
  return at > 0 && text[at - 1] == '.' && (at == 1 || text[at - 2] == '\n');
}

// Whether a tag ends before `at`, at most a few blanks between.
bool is_behind_tag(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostBlanks = 8;
  for (std::size_t blanks = 0; at > 0 && text[at - 1] == ' ' && blanks < kMostBlanks; ++blanks)
    --at;
  return at > 0 && text[at - 1] == '>';
}

}  // namespace

EvidenceJudge::EvidenceJudge(const CompiledPatterns& patterns, NameMemory& names,
                             base::Pool<core::Judgement>& judgements)
    : patterns_(patterns), names_(names), judgements_(judgements) {
  scratch_.grow_for(patterns.keyword_text);
  for (const pattern::Pattern& of_person : patterns.set.patterns) {
    persons_.push_back(std::ranges::any_of(patterns.set.patterns, [&](const auto& pattern) {
      return pattern.weights.beside > 0.0 &&
             base::is_one_of(of_person.id, pattern.context.person_types);
    }));
  }
}

void EvidenceJudge::start(std::string_view text, const core::RecordIndex& records,
                          const ColumnVerdicts& verdicts, const ColumnProfiles& profiles) {
  text_ = text;
  records_ = &records;
  verdicts_ = &verdicts;
  profiles_.clear();
  if (!profiles.empty()) {
    for (const core::Column& column : records.columns) profiles_.push_back(profiles.find(column));
  }
  cell_ = records.cells.data();
  last_cell_ = cell_ + records.cells.size();
  remembered_.fill({});
  keywords_until_ = 0;
  keyword_hits_.clear();
  person_end_ = 0;
}

// The same few sums come again and again: remembers what was asked for last, by their bits.
double EvidenceJudge::probability(double log_odds) {
  const auto bits = std::bit_cast<std::uint64_t>(log_odds);
  Known& known = known_[(bits * 0x9e3779b97f4a7c15U) >> (64 - kKnownBits)];
  if (known.log_odds != log_odds) known = {log_odds, 1.0 / (1.0 + std::exp(-log_odds))};
  return known.probability;
}

bool EvidenceJudge::Remembered::is_of(std::uint32_t of_column, const Hit& hit) const {
  return what != nullptr && column == of_column && regex == hit.raw.regex &&
         verdict.weight == hit.verdict.weight &&
         verdict.reason.data() == hit.verdict.reason.data() &&
         verdict.outcome == hit.verdict.outcome && signs == hit.signs && part == hit.part;
}

// Where the judgement of a hit is remembered, or of one that is seldom the same.
EvidenceJudge::Remembered& EvidenceJudge::memory_of(std::uint32_t column, const Hit& hit) {
  const std::uint64_t key = std::bit_cast<std::uint64_t>(hit.verdict.weight) +
                            (std::uint64_t{column} << 32) + (hit.signs.bits() << 16) +
                            hit.raw.regex;
  return remembered_[(key * 0x9e3779b97f4a7c15U) >> (64 - kRememberedBits)];
}

bool EvidenceJudge::judge_in(const core::Cell* cell, const Hit& hit, double least,
                             std::vector<core::Match>& matches) {
  if (cell != nullptr && (is_told_by_column(hit, *cell) || is_of_two_cells(hit, *cell))) {
    return false;
  }
  if ((cell == nullptr && begins_before_cell(hit)) || is_label(hit)) return false;
  Remembered* const memory = cell == nullptr || cell->loose || hit.heading != nullptr
                                 ? nullptr
                                 : &memory_of(cell->column, hit);
  const core::Judgement* what = nullptr;
  if (memory != nullptr && memory->is_of(cell->column, hit)) {
    what = memory->what;
    note_person(hit, *what);
  } else {
    weigh(hit, cell, next_);
    note_person(hit, next_);
    const bool repeats = memory != nullptr && decided_;
    if (next_.confidence < least && !repeats) return false;
    what = &judgements_.add(next_);
    if (repeats) {
      *memory = {what, cell->column, hit.raw.regex, hit.signs, hit.part, hit.verdict};
    }
  }
  if (what->confidence < least) return false;
  core::Match& match = matches.emplace_back();
  match.value = {hit.raw.begin, hit.raw.end};
  match.what = what;
  if (cell != nullptr) {
    match.record = cell->record;
    match.record_number = records_->records[cell->record].number;
  }
  return true;
}

// Whether a regex wants something before the value that stands in another cell, though the value's
// column has a name, which is none of this type: that name says what the value is.
bool EvidenceJudge::is_told_by_column(const Hit& hit, const core::Cell& cell) const {
  const CompiledRegex& regex = patterns_.regexes[hit.raw.regex];
  if (!regex.same_cell || hit.raw.begin != cell.begin) return false;
  const std::string& name = records_->columns[cell.column].name;
  if (name.empty()) return false;
  if (name.starts_with("column_")) return is_amid_row(hit, cell);
  return (*verdicts_)[cell.column]->opinions[regex.pattern].says != Says::kThisType;
}

// Whether a value without letters stands in a row that does not begin with a login or its page, as
// those of combination lists do: "Ann;Lee;ann@b.com;601234567".
bool EvidenceJudge::is_amid_row(const Hit& hit, const core::Cell& cell) const {
  const std::string_view value = text_.substr(hit.raw.begin, hit.raw.end - hit.raw.begin);
  if (std::any_of(value.begin(), value.end(), base::is_letter)) return false;
  const core::Cell* first = &cell;
  while (first != records_->cells.data() && (first - 1)->record == cell.record) --first;
  if (cell.begin - first->begin > core::kMaxContext) return false;
  const std::string_view front = text_.substr(first->begin, first->end - first->begin);
  return front.find('@') == front.npos && front.find("://") == front.npos;
}

// "N'Corpus Christi" of SQL Server, where the cell begins behind the quote.
bool EvidenceJudge::begins_before_cell(const Hit& hit) const {
  return patterns_.regexes[hit.raw.regex].by_grammar && cell_ != last_cell_ &&
         cell_->begin < hit.raw.end;
}

// "Lee,Ann" of a row whose cells they are.
bool EvidenceJudge::is_of_two_cells(const Hit& hit, const core::Cell& cell) const {
  const core::Cell* const next = &cell + 1;
  return patterns_.regexes[hit.raw.regex].by_grammar && next != last_cell_ &&
         next->begin < hit.raw.end && next->begin == cell.end + 1;
}

// Whether a hit is no value but what names one of its type: "Nachname" in the field of last names
// of a file of translations. Rare names are as often labels; more words than a label has may be a
// street (Rua das Flores) or a name.
bool EvidenceJudge::is_label(const Hit& hit) {
  constexpr int kKnown = 3;
  const std::string_view value = text_.substr(hit.raw.begin, hit.raw.end - hit.raw.begin);
  if (!patterns_.labels.ends_in_label(value)) return false;
  const auto is_of_none = [](char c) { return is_digit(c) || !is_label_byte(c); };
  if (std::ranges::any_of(value, is_of_none)) return false;
  const CompiledRegex& regex = patterns_.regexes[hit.raw.regex];
  const auto& opinion = names_.judge(value).opinions[regex.pattern];
  if (opinion.says != Says::kThisType) return false;
  if (std::ranges::count(value, ' ') > std::ranges::count(opinion.phrase, ' ')) return false;
  const auto token = validate::name_token(value);
  return !regex.by_grammar || std::max(token.given, token.surname) < kKnown;
}

// Says all that a hit is but for its place.
void EvidenceJudge::weigh(const Hit& hit, const core::Cell* cell, core::Judgement& what) {
  const CompiledRegex& regex = patterns_.regexes[hit.raw.regex];
  const pattern::Pattern& pattern = patterns_.set.patterns[regex.pattern];
  const validate::Verdict& verdict = hit.verdict;
  what = {};
  what.pattern = regex.pattern;
  what.regex = regex.regex;
  what.surety = regex.log_odds;
  what.part = hit.part;
  if (!verdict.reason.empty()) what.why.add(verdict.reason);
  hit.signs.for_each([&what](std::string_view sign) { what.why.add(sign); });
  double log_odds = regex.log_odds + verdict.weight;
  bool capped = false;
  weigh_context(hit, cell, what, log_odds, capped);
  what.confidence =
      std::clamp(probability(log_odds), pattern.weights.floor, pattern.weights.ceiling);
  if (capped) what.confidence = std::min(what.confidence, pattern::kOtherFieldCap);
  if (verdict.outcome == validate::Outcome::kPlaceholder) {
    what.confidence = std::min(what.confidence, pattern::kPlaceholderCap);
  }
  if (what.why.size() == 0) what.why.add("shape", pattern.regexes[regex.regex].name);
}

const core::Cell* EvidenceJudge::cell_at(std::size_t offset) {
  while (cell_ != last_cell_ && cell_->end <= offset) ++cell_;
  return cell_ != last_cell_ && cell_->begin <= offset ? cell_ : nullptr;
}

// The part of a label that can be told: of a key its last word or identifier; of prose no more than
// what names the type, since other words may be values: "login ann password is tulip SSN: 5".
std::string_view EvidenceJudge::field_of(const Label& label, std::uint32_t pattern) {
  std::string_view text = label.text;
  if (label.key) return text.substr(text.rfind(' ') + 1);
  const std::string_view phrase = names_.judge(text).opinions[pattern].phrase;
  const auto still_names = [&](std::string_view part) {
    const pattern::FieldVerdict::Opinion& opinion = names_.judge(part).opinions[pattern];
    return opinion.says == Says::kThisType && opinion.phrase == phrase;
  };
  for (std::size_t space; (space = text.find(' ')) != text.npos; text.remove_prefix(space + 1)) {
    if (!still_names(text.substr(space + 1))) break;
  }
  for (std::size_t space; (space = text.rfind(' ')) != text.npos; text = text.substr(0, space)) {
    if (!still_names(text.substr(0, space))) break;
  }
  return text;
}

// The best of field name, column, label and keyword counts; a name that means something else caps.
void EvidenceJudge::weigh_context(const Hit& hit, const core::Cell* cell, core::Judgement& what,
                                  double& log_odds, bool& capped) {
  std::size_t line_start = 0;
  decided_ = false;
  if (cell != nullptr) {
    const core::Column& column = records_->columns[cell->column];
    what.field = column.name;
    what.table = column.table;
    what.column = cell->column;
    line_start = cell->begin;
    const bool designated = hit.designated;
    if (designated && weigh_name(*hit.heading, NamedBy::kLabel, what, log_odds, capped)) return;
    const pattern::FieldVerdict& verdict = *(*verdicts_)[cell->column];
    const bool counts = !cell->loose || verdict.opinions[what.pattern].says == Says::kThisType;
    const ColumnProfile* const profile = profiles_.empty() ? nullptr : profiles_[cell->column];
    decided_ = profile != nullptr && profile->pattern
                   ? weigh_values(*profile, what, log_odds)
                   : counts && weigh_name(verdict, NamedBy::kField, what, log_odds, capped);
    if (decided_) return;
  }
  const std::string_view reachable = text_.substr(line_start);
  if (const auto label = label_before(reachable, hit.raw.begin - line_start)) {
    const pattern::FieldVerdict& verdict = names_.judge(label->text);
    const bool tells =
        (label->key && !label->of_pair) || verdict.opinions[what.pattern].says == Says::kThisType;
    if (what.field.empty() && tells) what.field = field_of(*label, what.pattern);
    const NamedBy by = label->key ? NamedBy::kField : NamedBy::kLabel;
    if (weigh_name(verdict, by, what, log_odds, capped)) return;
  }
  // Cells of HTML are values of markup, and what stands in the one before may be their label.
  if (is_behind_tag(text_, line_start)) line_start = 0;
  const std::string_view around = text_.substr(line_start);
  const std::size_t value = hit.raw.begin - line_start;
  if (const auto label = label_apart(around, value)) {
    const NamedBy by = label->above ? NamedBy::kLabelAbove : NamedBy::kLabel;
    const pattern::FieldVerdict& verdict = names_.judge(label->text);
    const bool counts = !label->aside || verdict.opinions[what.pattern].says == Says::kThisType;
    if (counts && weigh_name(verdict, by, what, log_odds, capped)) return;
  }
  if (weigh_words_beside(around, value, what, log_odds, capped)) return;
  if (hit.heading != nullptr && hit.heading->opinions[what.pattern].says == Says::kThisType &&
      weigh_name(*hit.heading, NamedBy::kLabelAbove, what, log_odds, capped)) {
    return;
  }
  if (log_odds < kSelfEvident && !weigh_keyword(hit, what, log_odds)) {
    weigh_person_before(hit, what, log_odds);
  }
}

// True if the words right before the value, as in "Order 5", name the number of a thing.
bool EvidenceJudge::weigh_words_beside(std::string_view text, std::size_t value,
                                       core::Judgement& what, double& log_odds, bool& capped) {
  constexpr unsigned kMostWords = 2;
  if (!patterns_.set.patterns[what.pattern].regexes[what.regex].shape_alone) return false;
  for (unsigned words = 1; words <= kMostWords; ++words) {
    const pattern::FieldVerdict& verdict = names_.judge(words_before(text, value, words));
    if (verdict.opinions[what.pattern].says != Says::kThingNumber) continue;
    return weigh_name(verdict, NamedBy::kLabel, what, log_odds, capped);
  }
  return false;
}

// A name in running text has weighed what is before it; behind a label it is tried as its value.
bool EvidenceJudge::is_name_in_text(const core::Judgement& what) const {
  const pattern::Regex& regex = patterns_.set.patterns[what.pattern].regexes[what.regex];
  return regex.grammar != pattern::Grammar::kNone && regex.anchor == pattern::Anchor::kText;
}

// True if the other values of the column say that this one is of the type.
bool EvidenceJudge::weigh_values(const ColumnProfile& profile, core::Judgement& what,
                                 double& log_odds) const {
  if (profile.pattern != what.pattern) return false;
  if (is_name_in_text(what)) return true;
  log_odds += profile.log_odds;
  what.why.add(kColumnValues);
  return true;
}

// True if the name has said something, so that no further context counts.
bool EvidenceJudge::weigh_name(const pattern::FieldVerdict& verdict, NamedBy by,
                               core::Judgement& what, double& log_odds, bool& capped) {
  const pattern::Pattern& pattern = patterns_.set.patterns[what.pattern];
  const auto& opinion = verdict.opinions[what.pattern];
  const bool names = is_name_in_text(what);
  if (opinion.says == Says::kThisType && names) return true;
  if (opinion.says == Says::kThisType) {
    log_odds += by == NamedBy::kField   ? pattern.weights.field
                : by == NamedBy::kLabel ? pattern.weights.label
                                        : pattern.weights.label_above;
    what.why.add(by == NamedBy::kField ? kFieldName : kLabel, opinion.phrase);
    return true;
  }
  const pattern::Regex& regex = pattern.regexes[what.regex];
  if (!pattern::caps(opinion.says, pattern.weights, regex)) return false;
  // Words of prose must not bury a value that its own check digits prove, or the number of a
  // person. A name has none, but only what its pattern says of other names counts: "Employer: …",
  // not "Case number 12: …". Nor does the line above say what a name in running text is.
  if (names && by == NamedBy::kLabelAbove) return false;
  const bool buries = by == NamedBy::kField || log_odds < 0.0;
  const bool of_thing =
      regex.shape_alone && by == NamedBy::kLabel && opinion.says == Says::kThingNumber;
  const bool of_other = names && base::is_one_of(opinion.phrase, pattern.context.other_fields);
  if (!buries && !of_thing && !of_other) return false;
  capped = true;
  what.why.add("other_field", opinion.phrase);
  return true;
}

// How far a keyword of this length stands from a hit; kNowhere if it is part of it. A word of
// another line, which may be another record, says less than one of the same.
std::uint32_t EvidenceJudge::distance_to(const core::RawMatch& raw, const HyperscanHit& keyword,
                                         std::size_t length) const {
  const std::uint32_t begin =
      keyword.end - std::min(keyword.end, static_cast<std::uint32_t>(length));
  const bool before = keyword.end <= raw.begin;
  if (!before && begin < raw.end) return kNowhere;
  if (is_request(text_, begin)) return kNowhere;
  // What only a label announces may stand behind one in markup, but never lines away from it, and
  // no word behind it is its label.
  const bool announced = patterns_.regexes[raw.regex].finder == Finder::kLabel;
  if (announced && !before) return kNowhere;
  const std::uint32_t first = before ? keyword.end : raw.end;
  const std::string_view gap = text_.substr(first, (before ? raw.begin : begin) - first);
  const auto size = static_cast<std::uint32_t>(gap.size());
  if (gap.find('\n') == std::string_view::npos) return size;
  return announced ? kNowhere : size * kOtherLine;
}

// "SSN 536-90-4399  Acct 8812907": whether the keyword that ends at `end` has a number of its own
// right behind it, and words that name another stand between that and the one at `number`.
bool EvidenceJudge::is_of_another_value(std::size_t end, std::size_t number) const {
  constexpr std::size_t kLeastDigits = 4;
  const std::string_view gap = text_.substr(end, number - end);
  const std::size_t own = gap.find_first_not_of(" :#=.");
  if (own == gap.npos || own > 3 || !is_digit(gap[own])) return false;
  const std::size_t behind = gap.find_first_not_of("0123456789- ./", own);
  if (behind == gap.npos) return false;
  const auto digits = std::ranges::count_if(gap.substr(own, behind - own), is_digit);
  const std::size_t word = gap.find_first_not_of(" ,;|\t", behind);
  if (static_cast<std::size_t>(digits) < kLeastDigits || word == gap.npos) return false;
  const std::size_t word_end = std::min(gap.find_first_of(" :#=/.", word), gap.size());
  const std::string_view name = gap.substr(word, word_end - word);
  constexpr std::array<std::string_view, 8> kJoining = {"and", "or", "und", "y",
                                                        "et",  "e",  "i",   "&"};
  return is_letter(name.front()) && !base::is_one_of_caseless(name, kJoining);
}

// True if there is a keyword.
bool EvidenceJudge::weigh_keyword(const Hit& hit, core::Judgement& what, double& log_odds) {
  const pattern::Pattern& pattern = patterns_.set.patterns[what.pattern];
  if (pattern.context.keywords.empty()) return false;
  const std::uint32_t window = pattern.context.window;
  const std::uint32_t first = hit.raw.begin - std::min(hit.raw.begin, window);
  // From as far back as any pattern may look, since the next hit may look farther than this one.
  const std::size_t farthest = core::kMaxContext;
  find_keywords(hit.raw.begin - std::min<std::size_t>(hit.raw.begin, farthest),
                hit.raw.end + window + kLongestKeyword);
  const auto& hits = keyword_hits_;
  auto at =
      std::lower_bound(hits.begin(), hits.end(), first,
                       [](const HyperscanHit& h, std::uint32_t begin) { return h.end < begin; });
  std::uint32_t nearest = window + 1;
  std::string_view phrase;
  for (; at != hits.end() && at->end <= hit.raw.end + window + kLongestKeyword; ++at) {
    const Keyword& keyword = patterns_.keywords[at->id];
    const std::uint32_t distance = distance_to(hit.raw, *at, keyword.phrase.size());
    if (distance > nearest || distance > window) continue;
    if (at->end < hit.raw.begin && is_of_another_value(at->end, hit.raw.begin)) continue;
    // Hyperscan gives what ends at one place in any order: of these the longest phrase counts.
    const bool longer =
        std::pair(keyword.phrase.size(), keyword.phrase) > std::pair(phrase.size(), phrase);
    if (distance == nearest && !longer) continue;
    if (!std::binary_search(keyword.patterns.begin(), keyword.patterns.end(), what.pattern)) {
      continue;
    }
    nearest = distance;
    phrase = keyword.phrase;
  }
  if (phrase.empty()) return false;
  const double share = static_cast<double>(nearest) / std::max(window, 1U);
  log_odds +=
      pattern.weights.keyword + share * (pattern.weights.keyword_far - pattern.weights.keyword);
  what.why.add("keyword", phrase);
  return true;
}

// Remembers where a person was told, for what stands behind.
void EvidenceJudge::note_person(const Hit& hit, const core::Judgement& what) {
  if (persons_[what.pattern] && what.confidence >= core::kMediumConfidence) {
    person_end_ = hit.raw.end;
  }
}

// "tenant Ann Lee 256 338 0098", "Ann Lee (mother), 0176 8257 4417": a number behind a name on its
// line is that person's.
void EvidenceJudge::weigh_person_before(const Hit& hit, core::Judgement& what, double& log_odds) {
  constexpr std::size_t kFarthest = 24;
  constexpr double kMost = 1.3;  // Log-odds of about 0.8: nothing has named the number.
  const double weight = patterns_.set.patterns[what.pattern].weights.beside;
  if (weight <= 0.0 || person_end_ == 0 || hit.raw.begin < person_end_) return;
  const std::string_view gap = text_.substr(person_end_, hit.raw.begin - person_end_);
  if (gap.size() > kFarthest || gap.find_first_of("0123456789\n") != gap.npos) return;
  if (log_odds >= kMost) return;
  log_odds = std::min(log_odds + weight, kMost);
  what.why.add("beside_person");
}

// Keywords are looked for only around the hits that need them, a page at a time. A keyword belongs
// to the page in which it ends; the bytes around a page let it begin, and let \b see what comes
// next.
void EvidenceJudge::find_keywords(std::size_t begin, std::size_t end) {
  const std::size_t limit = std::min(text_.size(), end);
  std::size_t page = std::max(keywords_until_, begin / kKeywordPage * kKeywordPage);
  while (page < limit) {
    const std::size_t from = page - std::min(page, kLongestKeyword);
    const std::size_t to = page + kKeywordPage;
    page_hits_.clear();
    scan(patterns_.keyword_text, scratch_, text_.substr(from, to + 1 - from),
         static_cast<std::uint32_t>(from), page_hits_);
    for (const HyperscanHit& hit : page_hits_) {
      if (hit.end > page && hit.end <= to) keyword_hits_.push_back(hit);
    }
    page = keywords_until_ = to;
  }
}

}  // namespace leaksift::detect
