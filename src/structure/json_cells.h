// JsonCells: the records and cells that the values of JSON are.
#pragma once

#include "structure/bytes.h"
#include "structure/cell_writer.h"
#include "structure/json_key.h"
#include "structure/json_lexemes.h"
#include "structure/json_stack.h"
#include "structure/window.h"

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leaksift::structure {

/// Hears from JsonMachine what begins and ends, and tells a sink. JsonStack says what a record is
/// and what a value is called. Offsets are those in the blob.
///
/// A sink that tells records from other objects (JsonOutlineBuilder) hears of keys, brackets and
/// scalars too.
class JsonCells {
 public:
  using Kind = JsonStack::Kind;

  /// `lines`: each value of the top level stands on a line, so that none is all of the blob.
  JsonCells(JsonStack stack, bool lines) : lines_(lines), stack_(std::move(stack)) {}

  /// Whether a sink wants to know of keys and brackets.
  template <class Sink>
  static constexpr bool kOutlines = requires {
    Sink::kOutlines;
  };

  const JsonStack& stack() const { return stack_; }
  bool in_object() const { return stack_.top().kind == Kind::kObject; }

  /// A window begins; `in_key` whether within a key.
  template <class Sink>
  void resume(const Window& window, bool in_key, Sink& sink) {
    if (in_key) key_.resume(window.first);
    if (in_label_) label_.resume(window.first);
    selected_ = JsonStack::kUnknown;
    for (const JsonStack::Frame& frame : stack_.frames()) {
      if (frame.record) open_record(frame, window, sink);
    }
  }

  /// Where a window ends: within a key, behind one whose value has not ended, or elsewhere.
  enum class End : std::uint8_t { kInKey, kBehindKey, kElsewhere };

  /// The bytes of a window are gone when it ends. What is needed of a key is kept while it is open,
  /// and moves into the path while its value is to come.
  void keep(const Window& window, End end);

  /// A key begins whose first byte is at `text`, and which its quote at `begin` belongs to.
  void begin_key(std::uint64_t begin, const char* text) {
    key_begin_ = begin;
    key_.begin(text);
  }
  void set_key_escaped() { key_.set_escaped(); }
  /// It ends before `end`.
  template <class Sink>
  void end_key(const char* end, const Window& window, Sink& sink) {
    key_.end(end);
    if constexpr (kOutlines<Sink>) sink.key(key_.text(), key_.escaped());
    stack_.forget_name();
    if (!stack_.top().keyed) decide(window, sink);
    if (stack_.top().pair) end_key_of_pair();
  }

  /// A string or number begins at `p`.
  template <class Sink>
  void begin_scalar(const char* p, const Window& window, Sink& sink) {
    begin_ = window.offset(p) + (is_json_quote(*p) ? 1 : 0);
    encoding_ = core::Encoding::kPlain;
    if (labels_) begin_label(p);
    if (!stack_.has_record()) {
      open_record(stack_.open_for_scalar(window.offset(p)), window, sink);
    }
  }
  void set_escaped() { encoding_ = core::Encoding::kJson; }
  /// The open string or number is a cell up to `end`, unless it is empty.
  template <class Sink>
  void end_scalar(std::uint64_t end, const Window& window, Sink& sink) {
    if (in_label_) return end_label(end, window);
    if (begin_ >= end || std::is_same_v<Sink, NoCells>) return;
    if constexpr (std::is_same_v<Sink, CellWriter>) {
      if (stack_.names_by_key()) {
        const auto name = [this] { return MemberName{stack_.object_name(), key_.text()}; };
        return sink.member(window.place(begin_), window.place(end), encoding_, name,
                           [this] { return name_of_value(); });
      }
    }
    sink.value(window.place(begin_), window.place(end), name_of_value(), encoding_);
  }
  /// The blob ends within it.
  template <class Sink>
  void hand_out_open_scalar(const Window& window, Sink& sink) {
    if (!in_label_) end_scalar(window.offset(window.end), window, sink);
  }
  /// A value of the top level that is no object or array ends at `end`.
  template <class Sink>
  void end_top_scalar(const char* end, const Window& window, Sink& sink) {
    if (stack_.end_top_record()) sink.close_record(window.place(window.offset(end)));
  }
  void next_element() { stack_.next_index(); }

  /// An object or array begins at its bracket `p`.
  template <class Sink>
  void open(const char* p, const Window& window, Sink& sink) {
    name_value();
    if constexpr (kOutlines<Sink>) sink.open(*p == '{');
    // The id of a member of a map belongs to it.
    const std::uint64_t begin = stack_.top().map ? key_begin_ : window.offset(p);
    stack_.push(*p == '{' ? Kind::kObject : Kind::kArray, begin);
    if (stack_.begin_row()) open_record(stack_.top(), window, sink);
  }
  /// The innermost one ends at `end`.
  template <class Sink>
  void close(const char* end, const Window& window, Sink& sink) {
    if (in_object() && !stack_.top().keyed && stack_.decide(false)) {
      open_record(stack_.top(), window, sink);
    }
    if (stack_.pop()) sink.close_record(window.place(window.offset(end)));
    if constexpr (kOutlines<Sink>) sink.close();
  }
  /// All that is open ends at `p`, where the bytes make no sense.
  template <class Sink>
  void drop(const char* p, const Window& window, Sink& sink) {
    for (const JsonStack::Frame& frame : stack_.frames()) {
      if (frame.record) sink.close_record(window.place(window.offset(p)));
    }
    stack_.reset();
    if constexpr (kOutlines<Sink>) sink.reset();
  }

 private:
  /// The object on top has its first key.
  template <class Sink>
  void decide(const Window& window, Sink& sink) {
    const bool type = is_dynamo_type(key_.text()) && stack_.may_be_typed(key_.text() == "M");
    const bool wrapper = type || (!key_.escaped() && is_json_wrapper(key_.text()));
    if (stack_.decide(wrapper)) {
      open_record(stack_.top(), window, sink);
    } else if (type) {
      stack_.set_type_key();
    } else if (wrapper) {
      stack_.set_wrapper_key();
    }
  }

  template <class Sink>
  void open_record(const JsonStack::Frame& frame, const Window& window, Sink& sink) {
    if (frame.table != selected_) sink.select_table(stack_.table_name(frame.table));
    selected_ = frame.table;
    sink.open_record(window.place(frame.begin), frame.number);
    if (stack_.is_whole_value(frame)) {
      if (!lines_) sink.set_sole();
    } else if (const std::string_view list = stack_.list_of(frame); !list.empty()) {
      sink.call_record(list);
    }
  }

  /// Makes the path lead to the current value.
  void name_value() {
    if (stack_.named()) return;
    if (in_object()) {
      stack_.set_key(key_.text(), key_.escaped());
    } else {
      stack_.set_index();
    }
  }
  std::string_view name_of_value() {
    name_value();
    return stack_.pointer();
  }

  void end_key_of_pair();
  void begin_label(const char* p);
  void end_label(std::uint64_t end, const Window& window);

  TableRegister::Number selected_ = JsonStack::kUnknown;  ///< The sink's table.
  std::uint64_t begin_ = 0;                               ///< Of the open string or number.
  std::uint64_t key_begin_ = 0;                           ///< Of the quote before the latest key.
  core::Encoding encoding_ = core::Encoding::kPlain;      ///< Of the open string.
  bool labels_ = false;    ///< The latest key of a pair may be a label,
  bool in_label_ = false;  ///< and its text is open.
  bool lines_;
  JsonKey key_;
  JsonKey label_;
  JsonStack stack_;
};

}  // namespace leaksift::structure
