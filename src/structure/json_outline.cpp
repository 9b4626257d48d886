#include "structure/json_outline.h"

#include "structure/bytes.h"
#include "structure/json_lexemes.h"
#include "structure/json_path.h"

#include <algorithm>
#include <functional>

namespace leaksift::structure {

namespace {

constexpr std::size_t kMostKeys = 64;
constexpr std::size_t kMostPaths = 1024;

bool looks_like_id(std::string_view key) {
  return std::any_of(key.begin(), key.end(), [](char c) { return is_digit(c) || c == '@'; });
}

/// Whether two objects share half of the keys of the larger one.
bool are_alike(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  const auto shared = std::count_if(a.begin(), a.end(), [&b](std::uint64_t key) {
    return std::find(b.begin(), b.end(), key) != b.end();
  });
  return static_cast<std::size_t>(shared) * 2 >= std::max(a.size(), b.size());
}

}  // namespace

bool JsonOutlineBuilder::Objects::are_maps() const {
  return !others && members >= kLeastMembers && alike * 5 >= members * 4 &&
         distinct.size() * 10 >= members * 9 && (ids * 2 >= members || members >= kManyMembers);
}

void JsonOutlineBuilder::key(std::string_view key, bool escaped) {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  level.value = level.value || (level.keys.empty() && is_json_wrapper(key));
  level.key = key;
  level.escaped = escaped;
  if (level.keys.size() < kMostKeys) level.keys.push_back(std::hash<std::string_view>()(key));
}

void JsonOutlineBuilder::open(bool object) {
  Level level;
  if (!levels_.empty()) {
    const Level& parent = levels_.back();
    JsonPath step;
    if (parent.object && !parent.map) step.add_key(parent.key, parent.escaped);
    level.path = parent.path + (step.size() > 0 ? std::string(step.from(0)) : "/*");
  }
  level.object = object;
  level.map = object && known_.is_map(level.path);
  levels_.push_back(std::move(level));
}

void JsonOutlineBuilder::close() {
  if (levels_.empty()) return;
  const Level level = std::move(levels_.back());
  levels_.pop_back();
  if (!levels_.empty()) add_member(levels_.back(), level);
}

void JsonOutlineBuilder::scalar() {
  if (!levels_.empty()) add_member(levels_.back(), Level{});
}

void JsonOutlineBuilder::add_member(const Level& object, const Level& member) {
  if (!object.object || object.map || object.value) return;
  if (objects_.size() == kMostPaths && !objects_.contains(object.path)) return;
  Objects& all = objects_[object.path];
  all.others = all.others || !member.object || member.value;
  if (all.others) return;
  if (all.members++ == 0) all.first = member.keys;
  all.alike += are_alike(member.keys, all.first) ? 1 : 0;
  all.ids += looks_like_id(object.key) ? 1 : 0;
  all.distinct.insert(std::hash<std::string_view>()(object.key));
}

JsonOutline JsonOutlineBuilder::outline() const {
  JsonOutline outline = known_;
  for (const auto& [path, objects] : objects_) {
    if (objects.are_maps()) outline.maps_.insert(path);
  }
  return outline;
}

}  // namespace leaksift::structure
