#include "classify/classifier.h"

#include "classify/mask.h"
#include "classify/normalize.h"
#include "classify/position.h"
#include "core/tellable.h"

#include <utility>

namespace leaksift::classify {
namespace {

/// Published keys: these hashes tell things apart, they keep nothing secret.
constexpr base::Key128 kIdKey = {'l', 'e', 'a', 'k', 's', 'i', 'f', 't',
                                 '-', 'i', 'd', '-', 'v', '1', 0,   0};
constexpr base::Key128 kIdentityKey = {'l', 'e', 'a', 'k', 's', 'i', 'f', 't',
                                       '-', 'c', 'o', 'u', 'n', 't', '1', 0};

base::Digest128 hash_of_place(const core::Provenance& provenance, std::string& message) {
  message.clear();
  base::append_framed(message, provenance.below_root);
  for (const std::string& step : provenance.within) base::append_framed(message, step);
  return base::siphash128(message, kIdKey);
}

std::string_view view_of(const base::Digest128& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

Classifier::Classifier(const pattern::PatternSet& patterns, ClassifyOptions options)
    : patterns_(patterns), options_(std::move(options)) {
  for (const pattern::Pattern& pattern : patterns_.patterns) {
    std::string type;
    base::append_framed(type, pattern.id);
    values_.push_back({type, type.size(), {kIdentityKey, type}});
  }
}

const std::vector<core::Finding>& Classifier::classify(const core::Provenance& provenance,
                                                       const core::Block& block,
                                                       const std::vector<core::Match>& matches) {
  findings_.clear();
  shown_.clear();
  shown_ends_.clear();
  field_ = {};
  table_ = {};
  place_ = hash_of_place(provenance, message_);
  Position position(block.view(), block.line, block.column);
  for (const core::Match& match : matches) {
    if (match.value.begin < block.own_begin) continue;
    if (match.value.begin >= block.own_end) break;
    const pattern::Pattern& pattern = patterns_.patterns[match.pattern];
    core::Finding& finding = findings_.emplace_back();
    finding.pattern = match.pattern;
    finding.sensitivity = sensitivity_of(match);
    const auto value = match.text.empty()
                           ? block.view().substr(match.value.begin, match.value.length())
                           : match.text;
    const std::string_view identified = identify(match, value);
    finding.identity = values_[match.pattern].identity(identified);
    finding.confidence = match.confidence;
    finding.location.offset = block.offset + match.value.begin;
    finding.location.length = match.value.length();
    finding.record = match.record;
    finding.column = match.column;
    if (options_.only_counts) continue;
    finding.type = pattern.id;
    finding.category = pattern.category;
    finding.why = match.why;
    position.move_to(match.value.begin);
    finding.location.line = position.line();
    finding.location.column = position.column();
    add_location(match, finding);
    add_hashes(identified, finding);
    add_shown(value, finding);
  }
  point_to_shown();
  return findings_;
}

core::Sensitivity Classifier::sensitivity_of(const core::Match& match) const {
  if (match.pattern < options_.sensitivity.size() && options_.sensitivity[match.pattern]) {
    return *options_.sensitivity[match.pattern];
  }
  const pattern::Pattern& pattern = patterns_.patterns[match.pattern];
  const pattern::Regex& regex = pattern.regexes[match.regex];
  return regex.has_sensitivity ? regex.sensitivity : pattern.sensitivity;
}

void Classifier::add_location(const core::Match& match, core::Finding& finding) {
  finding.location.field = field_.judge(match.field);
  finding.location.table = table_.judge(match.table);
  finding.location.record = match.record_number;
}

// The view stays valid until the next value of the type.
std::string_view Classifier::identify(const core::Match& match, std::string_view value) {
  std::string& message = values_[match.pattern].message;
  const std::size_t framed = values_[match.pattern].framed;
  if (message.size() < framed + value.size()) message.resize(framed + value.size());
  const pattern::Normalize form = patterns_.patterns[match.pattern].normalize;
  const std::size_t length = write_normalized(message.data() + framed, value, form);
  return std::string_view(message).substr(0, framed + length);
}

void Classifier::add_hashes(std::string_view identified, core::Finding& finding) {
  finding.fingerprint = base::siphash128(identified, options_.fingerprint_key);
  const IdentifiedValue& type = values_[finding.pattern];
  message_.assign(type.message, 0, type.framed);
  message_.append(view_of(place_));
  base::append_framed(message_, finding.location.offset);
  base::append_framed(message_, finding.location.length);
  finding.id = base::siphash128(message_, kIdKey);
}

void Classifier::add_shown(std::string_view value, core::Finding& finding) {
  if (options_.show_values) {
    finding.shown = value;
    return;
  }
  append_masked(shown_, value, patterns_.patterns[finding.pattern].mask);
  shown_ends_.push_back(shown_.size());
}

/// `shown_` moves while it grows, so the views into it are set when it is complete.
void Classifier::point_to_shown() {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < shown_ends_.size(); ++i) {
    findings_[i].shown = std::string_view(shown_).substr(begin, shown_ends_[i] - begin);
    begin = shown_ends_[i];
  }
}

std::string_view Classifier::JudgedName::judge(std::string_view candidate) {
  if (candidate.data() != name.data() || candidate.size() != name.size()) {
    name = candidate;
    shown = core::tellable(candidate);
  }
  return shown;
}

}  // namespace leaksift::classify
