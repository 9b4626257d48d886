#include "structure/xml_outline.h"

#include <algorithm>

namespace leaksift::structure {

XmlOutline::Node XmlOutline::child(Node parent, std::string_view name) const {
  if (parent == kUnknown) return kUnknown;
  for (const Node child : nodes_[parent].children) {
    if (nodes_[child].name == name) return child;
  }
  return kUnknown;
}

XmlOutlineBuilder::XmlOutlineBuilder() : nodes_(1), open_(1) {}

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
  open_.push_back({node, {}});
}

void XmlOutlineBuilder::add_attribute() {
  nodes_[open_.back().node].complex = true;
}

void XmlOutlineBuilder::exclude() {
  nodes_[open_.back().node].excluded = true;
}

void XmlOutlineBuilder::end_element() {
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
    record[i] = node.repeated && node.complex && !node.excluded;
    if (record[i] || needed[i]) needed[i] = needed[node.parent] = true;
    if (record[i] && node.parent != 0) tables[nodes_[node.parent].parent] = true;
  }
  XmlOutline outline;
  std::vector<XmlOutline::Node> copies(nodes_.size());
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (!needed[i] && !(tables[nodes_[i].parent] && nodes_[i].parent != 0)) continue;
    copies[i] = static_cast<XmlOutline::Node>(outline.nodes_.size());
    outline.nodes_[copies[nodes_[i].parent]].children.push_back(copies[i]);
    outline.nodes_.push_back({nodes_[i].name, {}, record[i], tables[i]});
  }
  return outline;
}

}  // namespace leaksift::structure
