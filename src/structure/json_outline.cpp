#include "structure/json_outline.h"

#include "structure/bytes.h"
#include "structure/field_judge.h"
#include "structure/json_lexemes.h"
#include "structure/json_path.h"
#include "structure/pair_names.h"
#include "structure/parser.h"
#include "structure/plural.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace leaksift::structure {

namespace {

constexpr std::size_t kMostKeys = 64;
constexpr std::size_t kMostPaths = 1024;

bool looks_like_id(std::string_view key) {
  return std::any_of(key.begin(), key.end(), [](char c) { return is_digit(c) || c == '@'; });
}

/// Whether a text is more than a status, a version or a date, as stand beside what was exported.
bool says_something(std::string_view text) {
  constexpr std::ptrdiff_t kFewDigits = 4;
  constexpr std::size_t kYear = 4;
  const bool date = text.size() > kYear && text[kYear] == '-' &&
                    std::all_of(text.begin(), text.begin() + kYear, is_digit);
  const bool number = std::all_of(text.begin(), text.end(), is_digit);
  if (date || number) return false;
  return text.find_first_of(" @") != std::string_view::npos ||
         std::count_if(text.begin(), text.end(), is_digit) > kFewDigits;
}

/// Whether two objects share half of the keys of the larger one.
bool are_alike(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  const auto shared = std::count_if(a.begin(), a.end(), [&b](std::uint64_t key) {
    return std::find(b.begin(), b.end(), key) != b.end();
  });
  return static_cast<std::size_t>(shared) * 2 >= std::max(a.size(), b.size());
}

/// Whether a text may name a column.
bool may_name(std::string_view text) {
  if (text.empty() || text.size() > kMaxNameLength || is_digit(text[0])) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == ' ' || c == '-' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool are_names(const JsonOutline::Columns& texts) {
  const std::set<std::string_view> distinct(texts.begin(), texts.end());
  return !texts.empty() && distinct.size() == texts.size() &&
         std::all_of(texts.begin(), texts.end(), may_name);
}

}  // namespace

bool JsonOutlineBuilder::Objects::are_maps(bool plural) const {
  if (!others && plural && members > 1 && alike == members && first.size() > 1) return true;
  return !others && members >= kLeastMembers && alike * 5 >= members * 4 &&
         (ids * 2 >= members || members >= kManyMembers);
}

bool JsonOutlineBuilder::Rows::are_table(bool named) const {
  return !others && count >= (named ? 2U : kLeastRows) && even * 10 >= count * 9 &&
         width >= (named ? 2U : 3U);
}

void JsonOutlineBuilder::key(std::string_view key, bool escaped) {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  level.value = level.value || (level.keys.empty() && is_json_wrapper(key));
  level.labelled = level.labelled || may_be_labelled(key);
  level.key = key;
  level.escaped = escaped;
  if (level.keys.size() < kMostKeys) level.keys.push_back(std::hash<std::string_view>()(key));
}

void JsonOutlineBuilder::open(bool object) {
  Level level;
  if (!levels_.empty()) {
    const Level& parent = levels_.back();
    JsonPath step;
    if (parent.object) step.add_key(parent.key, parent.escaped);
    level.path = parent.path + (step.size() > 0 ? std::string(step.from(0)) : "/*");
  }
  level.object = object;
  levels_.push_back(std::move(level));
}

void JsonOutlineBuilder::close() {
  if (levels_.empty()) return;
  const Level level = std::move(levels_.back());
  levels_.pop_back();
  if (levels_.empty()) return;
  add_member(levels_.back(), level);
  add_element(levels_.back(), level);
  const bool named = levels_.back().object && level.texts.size() == level.elements;
  if (named && are_names(level.texts) && headers_.size() < kMostPaths) {
    headers_[levels_.back().path].push_back(level.texts);
  }
}

void JsonOutlineBuilder::scalar() {
  if (levels_.empty()) return;
  add_member(levels_.back(), Level{});
  ++levels_.back().elements;
}

void JsonOutlineBuilder::value(std::int64_t begin, std::int64_t end, std::string_view,
                               core::Encoding) {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  const std::string_view text =
      text_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
  if (level.object && level.key == "name") level.name = text;
  if (level.object && level.label.empty() && may_be_label(level.key)) level.label = text;
  if (level.object && says_something(text)) records_.insert(level.path);
  if (!level.object && level.texts.size() < kMostKeys) level.texts.emplace_back(text);
}

void JsonOutlineBuilder::add_element(Level& array, const Level& element) {
  if (array.object) return;
  ++array.elements;
  array.nested = true;
  if (!element.name.empty() && array.texts.size() < kMostKeys) array.texts.push_back(element.name);
  add_row(array, element);
  if (judge_ != nullptr) add_pair(array, element);
}

void JsonOutlineBuilder::add_pair(const Level& array, const Level& pair) {
  constexpr std::size_t kMostMembers = 6;
  if (pairs_.size() == kMostPaths && !pairs_.contains(array.path)) return;
  Pairs& pairs = pairs_[array.path];
  ++pairs.count;
  if (pair.label.empty() || !pair.labelled || pair.keys.size() > kMostMembers) return;
  ++pairs.labelled;
  pairs.known = pairs.known || judge_->names_field(pair.label);
}

void JsonOutlineBuilder::add_row(const Level& array, const Level& row) {
  if (rows_.size() == kMostPaths && !rows_.contains(array.path)) return;
  Rows& rows = rows_[array.path];
  rows.others = rows.others || row.object || row.nested || array.elements != rows.count + 1;
  if (rows.count < rows.first.size()) rows.first[rows.count] = row.texts;
  if (rows.count++ == 0) rows.width = row.elements;
  rows.even += row.elements == rows.width ? 1 : 0;
}

/// The first row names the columns where half of the second one could not.
JsonOutline::Columns JsonOutlineBuilder::names_of(const std::string& path, const Rows& rows) const {
  const std::size_t slash = path.rfind('/');
  const auto beside =
      slash == std::string::npos ? headers_.end() : headers_.find(path.substr(0, slash));
  if (beside != headers_.end()) {
    for (const JsonOutline::Columns& names : beside->second) {
      if (names.size() == rows.width) return names;
    }
  }
  const auto& [first, second] = rows.first;
  const auto names = std::count_if(second.begin(), second.end(), may_name);
  const bool heads = first.size() == rows.width && are_names(first) &&
                     static_cast<std::size_t>(names) * 2 <= second.size();
  return heads ? first : JsonOutline::Columns();
}

void JsonOutlineBuilder::add_member(const Level& object, const Level& member) {
  if (!object.object || object.value) return;
  if (objects_.size() == kMostPaths && !objects_.contains(object.path)) return;
  Objects& all = objects_[object.path];
  all.others = all.others || !member.object || member.value;
  if (all.others) return;
  if (all.members++ == 0) all.first = member.keys;
  all.alike += are_alike(member.keys, all.first) ? 1 : 0;
  all.ids += looks_like_id(object.key) ? 1 : 0;
}

bool JsonOutlineBuilder::is_within_record(std::string_view path) const {
  if (path.find('*') != std::string_view::npos) return true;
  while (!path.empty()) {
    path = path.substr(0, path.rfind('/'));
    if (records_.contains(path)) return true;
  }
  return false;
}

JsonOutline JsonOutlineBuilder::outline() const {
  JsonOutline outline;
  for (const auto& [path, objects] : objects_) {
    if (objects.are_maps(is_plural(path)) && !is_within_record(path)) outline.maps_.insert(path);
  }
  for (const auto& [path, rows] : rows_) {
    if (is_within_record(path)) continue;
    JsonOutline::Columns names = names_of(path, rows);
    if (rows.are_table(!names.empty())) outline.tables_.emplace(path, std::move(names));
  }
  for (const auto& [path, pairs] : pairs_) {
    if (pairs.are_pairs()) outline.pairs_.insert(with_ids_hidden(path, outline));
  }
  return outline;
}

/// A path as it is known to who follows the outline: '*' stands for the ids of maps.
std::string JsonOutlineBuilder::with_ids_hidden(std::string path, const JsonOutline& outline) {
  for (std::size_t step = path.find('/'); step != std::string::npos;) {
    const std::size_t next = path.find('/', step + 1);
    const std::size_t length = std::min(next, path.size()) - step - 1;
    const bool id = outline.is_map(std::string_view(path).substr(0, step));
    if (id) path.replace(step + 1, length, "*");
    step = path.find('/', step + 1);
  }
  return path;
}

}  // namespace leaksift::structure
