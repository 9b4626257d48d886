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
  if (provenance.repeat != 0) base::append_framed(message, provenance.repeat);
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

void Classifier::start(const core::Provenance& provenance, const core::Block& block) {
  block_ = &block;
  field_ = {};
  table_ = {};
  place_ = hash_of_place(provenance, message_);
  position_ = Position(block.view(), block.line, block.column);
}

core::Finding& Classifier::count(const core::Match& match) {
  value_ = core::text_of(match, block_->view());
  identified_ = normal_form(match, value_);
  finding_.pattern = match.pattern;
  finding_.sensitivity = sensitivity_of(match);
  finding_.confidence = match.confidence;
  finding_.identity = values_[match.pattern].identity(identified_);
  finding_.location.offset = block_->begin_in_blob(match.value.begin);
  finding_.location.length = block_->end_in_blob(match.value.end) - finding_.location.offset;
  finding_.record = match.record;
  finding_.column = match.column;
  return finding_;
}

base::Digest128 Classifier::id_of(std::uint32_t type, std::uint64_t offset, std::uint64_t length) {
  const IdentifiedValue& value = values_[type];
  message_.assign(value.message, 0, value.framed);
  message_.append(view_of(place_));
  base::append_framed(message_, offset);
  base::append_framed(message_, length);
  return base::siphash128(message_, kIdKey);
}

void Classifier::complete(const core::Match& match) {
  const pattern::Pattern& pattern = patterns_.patterns[match.pattern];
  finding_.type = pattern.id;
  finding_.category = pattern.category;
  finding_.why = match.why;
  finding_.id = id_of(match.pattern, finding_.location.offset, finding_.location.length);
  finding_.fingerprint = base::siphash128(identified_, options_.fingerprint_key);
  position_.move_to(match.value.begin);
  finding_.location.line = position_.line();
  finding_.location.column = column_of(match.value.begin);
  finding_.location.field = field_.judge(match.field);
  finding_.location.table = table_.judge(match.table);
  finding_.location.record = match.record_number;
  finding_.shown = value_;
  if (options_.show_values) return;
  shown_.clear();
  append_masked(shown_, value_, pattern.mask);
  finding_.shown = shown_;
}

// The column in the blob's own bytes of `at`, where position_ stands.
std::uint64_t Classifier::column_of(std::uint64_t at) const {
  if (block_->origins.empty()) return position_.column();
  const std::uint64_t place = block_->begin_in_blob(at);
  if (position_.line() == block_->line) return block_->column + (place - block_->begin_in_blob(0));
  return place - block_->end_in_blob(at + 1 - position_.column()) + 1;
}

core::Sensitivity Classifier::sensitivity_of(const core::Match& match) const {
  if (match.pattern < options_.sensitivity.size() && options_.sensitivity[match.pattern]) {
    return *options_.sensitivity[match.pattern];
  }
  const pattern::Pattern& pattern = patterns_.patterns[match.pattern];
  const pattern::Regex& regex = pattern.regexes[match.regex];
  return regex.has_sensitivity ? regex.sensitivity : pattern.sensitivity;
}

// The view stays valid until the next value of the type.
std::string_view Classifier::normal_form(const core::Match& match, std::string_view value) {
  std::string& message = values_[match.pattern].message;
  const std::size_t framed = values_[match.pattern].framed;
  if (message.size() < framed + value.size()) message.resize(framed + value.size());
  const pattern::Normalize form = patterns_.patterns[match.pattern].normalize;
  const std::size_t length = write_normalized(message.data() + framed, value, form);
  return std::string_view(message).substr(0, framed + length);
}

std::string_view Classifier::JudgedName::judge(std::string_view candidate) {
  if (candidate.data() != name.data() || candidate.size() != name.size()) {
    name = candidate;
    shown = core::tellable(candidate);
  }
  return shown;
}

}  // namespace leaksift::classify
