#include "classify/classifier.h"

#include "classify/mask.h"
#include "classify/position.h"
#include "pattern/tellable.h"

#include <utility>

namespace leaksift::classify {
namespace {

/// A published key: these hashes tell things apart, they keep nothing secret.
constexpr base::Key128 kIdKey = {'l', 'e', 'a', 'k', 's', 'i', 'f', 't',
                                 '-', 'i', 'd', '-', 'v', '1', 0,   0};

base::Digest128 hash_of_place(const core::Provenance& provenance) {
  std::string message;
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
  for (std::uint32_t i = 0; i < patterns_.patterns.size(); ++i) {
    const pattern::Pattern& pattern = patterns_.patterns[i];
    std::string type;
    base::append_framed(type, pattern.id);
    types_.push_back({.normalize = pattern.normalize,
                      .sensitivity = sensitivities_of(i),
                      .identity = base::QuickHash(type),
                      .fingerprint = {options_.fingerprint_key, type},
                      .name = type,
                      .id = {kIdKey, {}}});
  }
}

std::vector<core::Sensitivity> Classifier::sensitivities_of(std::uint32_t type) const {
  const pattern::Pattern& pattern = patterns_.patterns[type];
  const bool ranked = type < options_.sensitivity.size() && options_.sensitivity[type];
  std::vector<core::Sensitivity> sensitivities;
  for (const pattern::Regex& regex : pattern.regexes) {
    sensitivities.push_back(ranked                  ? *options_.sensitivity[type]
                            : regex.has_sensitivity ? regex.sensitivity
                                                    : pattern.sensitivity);
  }
  return sensitivities;
}

void Classifier::start(const core::Provenance& provenance, const core::Block& block) {
  block_ = &block;
  fields_ = {};
  tables_ = {};
  position_ = Position(block.view(), block.line, block.column);
  const base::Digest128 place = hash_of_place(provenance);
  if (place == place_) return;
  place_ = place;
  for (Type& type : types_) type.knows_blob = false;
}

void Classifier::count(std::span<const core::Match> matches, std::span<core::Countable> findings) {
  const std::string_view text = block_->view();
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const core::Judgement& what = *matches[i].what;
    const Type& type = types_[what.pattern];
    const std::string_view value = core::text_of(matches[i], text);
    findings[i] = {type.sensitivity[what.regex],
                   type.identity(normal_form_(value, type.normalize))};
  }
}

base::Digest128 Classifier::id_of(const core::Match& match) {
  Type& type = types_[match.what->pattern];
  if (!type.knows_blob) {
    type.id = {kIdKey, type.name + std::string(view_of(place_))};
    type.knows_blob = true;
  }
  const std::uint64_t begin = block_->begin_in_blob(match.value.begin);
  std::array<char, 2 * sizeof begin> bytes;
  base::write_word(bytes.data(), begin);
  base::write_word(bytes.data() + sizeof begin, block_->end_in_blob(match.value.end) - begin);
  return type.id({bytes.data(), bytes.size()});
}

const core::Finding& Classifier::tell(const core::Match& match) {
  const core::Judgement& what = *match.what;
  const pattern::Pattern& pattern = patterns_.patterns[what.pattern];
  const Type& type = types_[what.pattern];
  const std::string_view value = core::text_of(match, block_->view());
  finding_.pattern = what.pattern;
  finding_.type = pattern.id;
  finding_.category = pattern.category;
  finding_.sensitivity = type.sensitivity[what.regex];
  finding_.confidence = what.confidence;
  finding_.why = what.why;
  finding_.id = id_of(match);
  finding_.fingerprint = type.fingerprint(normal_form_(value, type.normalize));
  finding_.location.offset = block_->begin_in_blob(match.value.begin);
  finding_.location.length = block_->end_in_blob(match.value.end) - finding_.location.offset;
  position_.move_to(match.value.begin);
  finding_.location.line = block_->line_in_blob(position_.line(), match.value.begin);
  finding_.location.column = column_of(match.value.begin);
  finding_.location.field = fields_.judge(what.field);
  finding_.location.table = tables_.judge(what.table);
  finding_.location.record = match.record_number;
  finding_.part = what.part;
  finding_.shown = value;
  if (options_.show_values) return finding_;
  shown_.clear();
  append_masked(shown_, value, pattern.mask);
  finding_.shown = shown_;
  return finding_;
}

// The column in the blob's own bytes of `at`, where position_ stands.
std::uint64_t Classifier::column_of(std::uint64_t at) const {
  if (block_->origins.empty()) return position_.column();
  const std::uint64_t place = block_->begin_in_blob(at);
  if (position_.line() == block_->line) return block_->column + (place - block_->begin_in_blob(0));
  return place - block_->end_in_blob(at + 1 - position_.column()) + 1;
}

std::string_view Classifier::JudgedNames::judge(std::string_view name) {
  const auto place = reinterpret_cast<std::uintptr_t>(name.data());
  Judged& judged = judged_[(place * 0x9e3779b97f4a7c15U) >> (64 - kBits)];
  if (judged.name.data() != name.data() || judged.name.size() != name.size()) {
    judged.name = name;
    judged.shown.clear();
    pattern::append_tellable(name, judged.shown);
  }
  return judged.shown;
}

}  // namespace leaksift::classify
