// XmlOutline: which elements of a document are its records, as its first bytes show.
#pragma once

#include "structure/cell_writer.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

class FieldJudge;

/// A tree of element names, from the document down to the elements that are records and no further.
/// An element with records two steps below it holds tables, and of it all children are known; so
/// one that is not is a table that begins behind what the outline was made of. Elements that are
/// pairs of a name and a value (pair_names.h) are told of too. Constant once built; shared by the
/// copies of a machine.
class XmlOutline {
 public:
  using Node = std::uint32_t;
  static constexpr Node kDocument = 0;
  static constexpr Node kUnknown = ~Node{0};

  XmlOutline() : nodes_(1) {}

  /// The element called `name` within an element; kUnknown where no record and no pair lies that
  /// way.
  Node child(Node parent, std::string_view name) const;
  bool is_record(Node node) const { return node != kUnknown && nodes_[node].record; }
  bool is_pair(Node node) const { return node != kUnknown && nodes_[node].pair; }
  bool has_tables(Node node) const { return node != kUnknown && nodes_[node].tables; }

 private:
  friend class XmlOutlineBuilder;
  struct Element {
    std::string name;
    std::vector<Node> children;
    bool record = false;
    bool pair = false;
    bool tables = false;
  };
  std::vector<Element> nodes_;
};

/// A sink of XmlMachine that finds the records: elements that have a sibling of the same name, and
/// elements within them or attributes of their own; and the pairs: elements of which nine in ten
/// have a label and a value, and the judge knows one of the labels.
class XmlOutlineBuilder : public NoCells {
 public:
  /// Without a `judge` there are no pairs.
  explicit XmlOutlineBuilder(const FieldJudge* judge);

  void begin_element(std::string_view name);
  /// The open element has an attribute that is data.
  void add_attribute();
  /// The open element is never a record.
  void exclude();
  /// An attribute names it so.
  void name_element(std::string_view label);
  /// A text in it.
  void text(std::string_view text);
  void end_element();

  /// How many elements were begun, and how many were closed that stood within others.
  std::size_t begun() const { return begun_; }
  std::size_t nested() const { return nested_; }
  XmlOutline outline() const;

 private:
  /// Bounds what a document of ever new names can make it remember.
  static constexpr std::size_t kMaxNodes = 4096;

  struct Node {
    std::string name;
    std::uint32_t parent = 0;
    std::vector<std::uint32_t> children;
    bool repeated = false;
    bool complex = false;  ///< Has elements or attributes.
    bool excluded = false;
    std::size_t count = 0;  ///< Of its elements that have elements in them,
    std::size_t pairs = 0;  ///< of these those that are a pair,
    bool known = false;     ///< one of which has a label that is known.

    bool is_pair() const { return known && pairs * 10 >= count * 9; }
  };
  struct Open {
    std::uint32_t node = 0;
    std::vector<std::uint32_t> seen{};  ///< Children of this very element, each once.
    bool labelled = false;              ///< It has a label,
    bool known = false;                 ///< one that is known,
    bool valued = false;                ///< and behind it a value.
  };
  std::uint32_t child(std::uint32_t parent, std::string_view name);

  void add_label(Open& element, std::string_view label) const;

  const FieldJudge* judge_;
  std::vector<Node> nodes_;
  std::vector<Open> open_;
  std::size_t begun_ = 0;
  std::size_t nested_ = 0;
};

}  // namespace leaksift::structure
