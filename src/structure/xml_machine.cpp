#include "structure/xml_machine.h"

#include "structure/pair_names.h"

namespace leaksift::structure {

std::string XmlMachine::damage() const {
  const auto at = [](std::uint64_t offset) { return " at byte " + std::to_string(offset); };
  if (tag_broken_) return "tag broken" + at(damaged_at_);
  if (unclosed_) return "element not closed" + at(damaged_at_);
  if (!levels_.empty()) return "element not closed" + at(levels_.back().begin);
  return {};
}

std::uint32_t XmlMachine::name_key(std::string_view name) {
  std::uint64_t hash = name.size() * 0x9e3779b97f4a7c15U;
  while (!name.empty()) {
    const std::size_t length = std::min<std::size_t>(name.size(), 8);
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < length; ++i) {
      word = word << 8 | static_cast<unsigned char>(name[i]);
    }
    hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
    hash ^= hash >> 32;
    name.remove_prefix(length);
  }
  return static_cast<std::uint32_t>(hash);
}

bool XmlMachine::push(std::uint64_t begin, std::string_view name) {
  if (skipped_ > 0 || levels_.size() == kMaxDepth || path_.size() + name.size() + 1 > kMaxPath) {
    ++skipped_;
    return false;
  }
  Level level;
  level.begin = begin;
  level.path = static_cast<std::uint16_t>(path_.size());
  level.naming = xml_naming(name);
  const bool top = levels_.empty();
  if (top) vocabulary_ = xml_vocabulary(name);
  level.node = outline_->child(top ? XmlOutline::kDocument : levels_.back().node, name);
  level.pair = outline_->is_pair(level.node);
  level.record =
      top || outline_->is_record(level.node) ||
      (levels_.back().naming == XmlNaming::kTableData && levels_.back().named && name == "row");
  if (!top && level.node == XmlOutline::kUnknown) {
    level.table = outline_->has_tables(levels_.back().node);
    level.candidate = levels_.back().table && !level.record;
  }
  path_ += '/';
  path_ += name;
  pending_ = level.record;
  if (level.record) field_ = level.path;
  levels_.push_back(level);
  if (!top) take_label(name);
  return true;
}

/// The element on top, called `name`, is a label, or what the label before it names.
void XmlMachine::take_label(std::string_view name) {
  Level& level = levels_.back();
  const bool list = vocabulary_ == XmlVocabulary::kPlist;
  const bool pair = levels_[levels_.size() - 2].pair;
  level.labels = list ? name == "key" : pair && may_be_label(name);
  if (level.labels) {
    label_.clear();
  } else if (!label_.empty() && (list || (pair && may_be_labelled(name)))) {
    level.naming = XmlNaming::kField;
    rename(label_);
    if (list) label_.clear();
  }
}

XmlMachine::Role XmlMachine::begin_attribute(std::string_view name) {
  drop_attribute();
  attribute_path_ = path_.size();
  if (directive_ || name == "xmlns") return Role::kIgnored;
  const Level& level = levels_.back();
  const bool nameable = !level.named && vocabulary_ != XmlVocabulary::kResources;
  if (nameable && is_naming_attribute(level.naming, name)) return Role::kNaming;
  if (name == "value" || (level.naming == XmlNaming::kId && name == "extension")) {
    return Role::kCell;
  }
  if (path_.size() + name.size() + 2 > kMaxPath) return Role::kIgnored;
  path_ += "/@";
  path_ += name;
  return Role::kCell;
}

void XmlMachine::drop_attribute() {
  // Left there by an attribute that had no value.
  if (role_ == Role::kCell) path_.resize(attribute_path_);
  role_ = Role::kIgnored;
}

void XmlMachine::rename(std::string_view value) {
  Level& level = levels_.back();
  const std::string_view step = xml_step(level.naming, value);
  if (step.empty() || level.path + 1 + step.size() > kMaxPath) return;
  level.key = key_of(levels_.size() - 1);
  level.named = true;
  path_.resize(level.path + 1U);
  path_ += step;
  field_ = find_field_begin();
}

const XmlMachine::Record& XmlMachine::begin_record() {
  const Level& level = levels_.back();
  const auto name_of = [this](const Level& table) { return std::string(name_at(table.path)); };
  std::string table;
  if (level.naming == XmlNaming::kTable && level.named) {
    table = name_of(level);
  } else if (levels_.size() > 1) {
    const Level& parent = levels_[levels_.size() - 2];
    const bool named = parent.named && parent.naming != XmlNaming::kField;
    table = named ? name_of(parent) : path_.substr(0, level.path);
  }
  if (table.size() > kMaxNameLength) table.resize(kMaxNameLength);
  const TableRegister::Number number = tables_.number_of(table);
  records_.push_back({level.begin, tables_.next_record(number), number, level.path});
  return records_.back();
}

std::string_view XmlMachine::name_at(std::size_t path) const {
  const std::string_view name = std::string_view(path_).substr(path + 1);
  return name.substr(0, name.find('/'));
}

std::size_t XmlMachine::count_open_down_to(std::uint32_t key, std::uint64_t begin) {
  std::size_t count = 0;
  for (std::size_t i = levels_.size(); i > 0 && count == 0; --i) {
    if (key_of(i - 1) == key) count = levels_.size() - i + 1;
  }
  if (sgml_) return count;
  ++faults_;
  if (!tag_broken_ && !unclosed_) {
    unclosed_ = true;
    damaged_at_ = count > 1 ? levels_.back().begin : begin;
  }
  return count;
}

std::uint32_t XmlMachine::key_of(std::size_t level) const {
  if (levels_[level].named) return levels_[level].key;
  const std::size_t begin = levels_[level].path + 1U;
  const std::size_t end = level + 1 < levels_.size() ? levels_[level + 1].path : path_.size();
  return name_key(std::string_view(path_).substr(begin, end - begin));
}

std::size_t XmlMachine::find_field_begin() const {
  if (records_.empty()) return 0;
  const std::size_t record = records_.back().path;
  // A field that an attribute names, right within the record.
  for (std::size_t i = levels_.size(); i-- > 1 && levels_[i].path > record;) {
    const bool in_pair = i > 1 && levels_[i - 1].pair;
    const bool within = levels_[in_pair ? i - 2 : i - 1].record;
    if (within && levels_[i].named && levels_[i].naming == XmlNaming::kField) {
      return levels_[i].path + 1U;
    }
    if (levels_[i - 1].record) break;
  }
  return record;
}

std::string_view XmlMachine::field() const {
  const std::string_view name = std::string_view(path_).substr(field_);
  if (name.size() <= kMaxNameLength) return name;
  // The last steps say most.
  const std::size_t step = name.find('/', name.size() - kMaxNameLength);
  return name.substr(step == name.npos ? name.size() - kMaxNameLength : step);
}

void XmlMachine::broken(std::uint64_t begin) {
  ++faults_;
  if (tag_broken_ || unclosed_) return;
  tag_broken_ = true;
  damaged_at_ = begin;
}

}  // namespace leaksift::structure
