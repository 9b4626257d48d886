#include "structure/xml_outline.h"

#include "structure/field_judge.h"
#include "structure/pair_names.h"

#include <algorithm>

namespace leaksift::structure {

XmlOutline::Node XmlOutline::child(Node parent, std::string_view name) const {
  if (parent == kUnknown) return kUnknown;
  for (const Node child : nodes_[parent].children) {
    if (nodes_[child].name == name) return child;
  }
  return kUnknown;
}

XmlOutlineBuilder::XmlOutlineBuilder(const FieldJudge* judge)
    : judge_(judge), nodes_(1), open_(1) {}

std::uint32_t XmlOutlineBuilder::child(std::uint32_t parent, std::string_view name) {
  for (const std::uint32_t child : nodes_[parent].children) {
    if (nodes_[child].name == name) return child;
  }
  // Names beyond the bound are their parents' for all that matters.
  if (nodes_.size() == kMaxNodes) return parent;
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  nodes_[parent].children.push_back(number);
  nodes_.emplace_back();
  nodes_.back().name = name;
  nodes_.back().parent = parent;
  return number;
}

void XmlOutlineBuilder::begin_element(std::string_view name) {
  ++begun_;
  Open& parent = open_.back();
  const std::uint32_t node = child(parent.node, name);
  nodes_[parent.node].complex = true;
  if (node != parent.node) {
    const auto seen = std::find(parent.seen.begin(), parent.seen.end(), node);
    if (seen == parent.seen.end()) {
      parent.seen.push_back(node);
    } else {
      nodes_[node].repeated = true;
    }
  }
  parent.valued = parent.valued || (parent.labelled && may_be_labelled(name));
  open_.push_back({node});
}

void XmlOutlineBuilder::add_attribute() {
  nodes_[open_.back().node].complex = true;
}

void XmlOutlineBuilder::exclude() {
  nodes_[open_.back().node].excluded = true;
}

void XmlOutlineBuilder::add_label(Open& element, std::string_view label) const {
  if (judge_ == nullptr || label.empty()) return;
  element.labelled = true;
  element.known = element.known || judge_->names_field(label);
}

void XmlOutlineBuilder::name_element(std::string_view label) {
  add_label(open_.back(), label);
}

void XmlOutlineBuilder::text(std::string_view text) {
  const bool label = open_.size() > 2 && may_be_label(nodes_[open_.back().node].name);
  if (label) add_label(open_[open_.size() - 2], text);
}

void XmlOutlineBuilder::end_element() {
  constexpr std::size_t kMostParts = 5;
  const Open& element = open_.back();
  if (open_.size() > 1 && !element.seen.empty()) {
    Node& node = nodes_[element.node];
    ++node.count;
    const bool pair = element.labelled && element.valued && element.seen.size() <= kMostParts;
    node.pairs += pair ? 1 : 0;
    node.known = node.known || (pair && element.known);
  }
  if (open_.size() > 1) open_.pop_back();
  if (open_.size() > 1) ++nested_;
}

XmlOutline XmlOutlineBuilder::outline() const {
  // Children stand behind their parents, so the way down from the document is known in one pass
  // from the back, and copied in one from the front.
  std::vector<bool> needed(nodes_.size());
  std::vector<bool> record(nodes_.size());
  std::vector<bool> tables(nodes_.size());
  for (std::size_t i = nodes_.size(); --i > 0;) {
    const Node& node = nodes_[i];
    record[i] = node.repeated && node.complex && !node.excluded && !node.is_pair();
    if (record[i] || node.is_pair() || needed[i]) needed[i] = needed[node.parent] = true;
    if (record[i] && node.parent != 0) tables[nodes_[node.parent].parent] = true;
  }
  XmlOutline outline;
  std::vector<XmlOutline::Node> copies(nodes_.size());
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (!needed[i] && !(tables[nodes_[i].parent] && nodes_[i].parent != 0)) continue;
    copies[i] = static_cast<XmlOutline::Node>(outline.nodes_.size());
    outline.nodes_[copies[nodes_[i].parent]].children.push_back(copies[i]);
    outline.nodes_.push_back({nodes_[i].name, {}, record[i], nodes_[i].is_pair(), tables[i]});
  }
  return outline;
}

}  // namespace leaksift::structure
