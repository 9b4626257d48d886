// JsonStack: the arrays and objects that are open at a place of a JSON blob, which of them are
// records, and what the value at this place is called.
#pragma once

#include "structure/json_outline.h"
#include "structure/json_path.h"
#include "structure/table_register.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::structure {

/// A record is an object that is an element of an array, or a top-level object. A scalar outside
/// all objects belongs to the innermost array around it, which is a record from there on; at the
/// top level it is a record itself. An object whose first key is a wrapper of MongoDB's extended
/// JSON ({"$oid": …}) is a value and no record, and that key no step of a pointer. Nor is a type of
/// DynamoDB's that is the first key of an object within a record ({"S": …}).
///
/// What GraphQL calls a connection (GraphQL Cursor Connections Specification) has an array "edges",
/// each of which holds the record proper as its "node": that is no step of a pointer either.
///
/// The members of a map, with their ids, and the rows of an array of rows (json_outline.h) are
/// records too. The elements of an array of pairs are none: their values belong to the record
/// around the array, each called after its label.
///
/// A record's table is the pointer of its array or map, with '*' for indices and ids; see
/// TableRegister.
class JsonStack {
 public:
  enum class Kind : std::uint8_t { kTop, kArray, kObject };
  static constexpr TableRegister::Number kUnknown = ~TableRegister::Number{0};

  /// What is open: the top level, an array or an object. Offsets are in the blob.
  struct Frame {
    std::uint64_t begin = 0;   ///< Of the container, or of the record that it has become.
    std::uint64_t number = 0;  ///< Of the record in its table.
    std::uint32_t index = 0;   ///< Of the current element of an array.
    /// Of the record; of an array or map, that of its elements, once known.
    TableRegister::Number table = TableRegister::kTop;
    TableRegister::Number elements = kUnknown;
    std::uint16_t path = 0;  ///< Length of the path that leads here.
    Kind kind = Kind::kTop;
    bool record : 1 = false;
    bool keyed : 1 = false;  ///< The object has had a key.
    bool map : 1 = false;    ///< The object is a map.
    bool typed : 1 = false;  ///< The object is a value with its type.
    bool pairs : 1 = false;  ///< The array is one of pairs...
    bool pair : 1 = false;   ///< ...and the object such a pair.
    /// What the members of the object are called follows from their keys alone: they are in no
    /// columns, and there is room for each key.
    bool by_key : 1 = false;
    /// Of an array of rows; null for all others. Lives as long as the outline.
    const JsonOutline::Columns* columns = nullptr;
  };

  /// `outline` says what is a map; null: nothing.
  explicit JsonStack(std::shared_ptr<const JsonOutline> outline = nullptr)
      : frames_(1), outline_(std::move(outline)) {}

  const Frame& top() const { return frames_.back(); }
  const std::vector<Frame>& frames() const { return frames_; }
  /// How many arrays and objects are open.
  std::size_t depth() const { return frames_.size() - 1; }
  bool has_record() const { return record_ != kNone; }
  std::string_view table_name(TableRegister::Number table) const { return tables_.name(table); }

  /// Whether a record is a value of the top level.
  bool is_whole_value(const Frame& record) const { return &record <= frames_.data() + 1; }
  /// The last step of the array or map that a record within another is an element of; empty for
  /// other records, and where that is an element itself.
  std::string_view list_of(const Frame& record) const;

  /// Opens a container at the current value.
  void push(Kind kind, std::uint64_t begin) {
    Frame& frame = frames_.emplace_back();
    frame.begin = begin;
    frame.path = static_cast<std::uint16_t>(path_.size());
    frame.kind = kind;
    frame.by_key = kind == Kind::kObject && frame.path <= JsonPath::kRoomyLength &&
                   frames_[frames_.size() - 2].columns == nullptr;
    if (outline_ != nullptr) look_up(frame);
    if (is_node()) frames_[record_].path = frame.path;
    named_ = false;
  }
  /// Makes the array on top a record if it is a row; true if so.
  bool begin_row();
  /// Closes the innermost container; true if it was a record.
  bool pop();
  /// Makes the object on top a record if its first key leaves it one; true if so.
  bool decide(bool wrapper);
  /// Makes the frame that holds a scalar a record that begins there, since none is open.
  const Frame& open_for_scalar(std::uint64_t begin);
  /// Ends the record that a top-level scalar is; true if one was open.
  bool end_top_record();
  /// Drops whatever is open and counts on.
  void reset();

  /// The next value is that of this key; of the next index of an array.
  void set_key(std::string_view key, bool escaped);
  void set_wrapper_key();
  /// What the value of the pair on top is called, as it stands between its quotes; the first label
  /// counts.
  void set_label(std::string_view label, bool escaped);
  /// The same of a type of DynamoDB's, whose exports have each record in an object "Item".
  void set_type_key();
  /// Whether the object on top may be a value with such a type: a member of an object, or an
  /// element of a list that has its own type. An element that is a `map` itself is a record all the
  /// same.
  bool may_be_typed(bool map) const;
  void next_index() {
    ++frames_.back().index;
    named_ = false;
  }
  /// A key has been read whose text set_key() will be told only if needed.
  void forget_name() { named_ = false; }
  bool named() const { return named_; }
  /// Completes the path by the index of the current element.
  void set_index();

  /// The name of the current value: that of its column in a row, or the pointer to it from its
  /// record. set_key() or set_index() come first.
  std::string_view pointer() const;

  /// Whether what pointer() will be follows from object_name() and the key, as it stands in the
  /// blob.
  bool names_by_key() const { return !named_ && top().by_key; }
  /// The pointer from the record to the object on top.
  std::string_view object_name() const {
    if (top().record) return {};
    return path_.between(frames_[record_].path, top().path);
  }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  const Frame& make_record(std::size_t at, TableRegister::Number table, std::uint64_t begin);
  TableRegister::Number table_of_elements(std::size_t at);
  std::string path_of(std::size_t at) const;
  void look_up(Frame& frame) const;
  /// Whether the container on top is the "node" of a record in an array "edges".
  bool is_node() const {
    constexpr std::size_t kNode = 5;
    const Frame& parent = frames_[frames_.size() - 2];
    return parent.record && path_.size() - parent.path == kNode && is_node_of_edge();
  }
  bool is_node_of_edge() const;

  /// Whether what a frame holds are elements: of an array, or of a map.
  static bool splits(const Frame& frame) { return frame.kind == Kind::kArray || frame.map; }

  std::vector<Frame> frames_;
  std::size_t record_ = kNone;  ///< The frame of the innermost record.
  bool named_ = false;          ///< The path ends in the current key or index.
  bool label_escaped_ = false;
  std::string label_;  ///< Of the innermost pair; empty if it has none yet.
  JsonPath path_;
  TableRegister tables_;
  std::shared_ptr<const JsonOutline> outline_;
};

}  // namespace leaksift::structure
