// The state machine of XML: which record and field each value of a document belongs to.
#pragma once

#include "structure/markup_lexer.h"
#include "structure/table_register.h"
#include "structure/xml_names.h"
#include "structure/xml_outline.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::structure {

/// Follows elements by XML 1.0 without validating them. Each element at the top level is a record,
/// and so is, within it, each that the outline says to be one. Beside the tables that the outline
/// knows there may be later ones: the elements in them are records if they have parts.
///
/// A field's name is the path of local names from its record, that included, to the value:
/// /customer/ssn, /customer/@id. An attribute called "value" (HL7 FHIR) is its element's own value.
/// Where XmlNaming knows that an attribute names its element, that is the step; and a field named
/// so right within its record has no path: <row><field name="ssn">, "ssn". So it is where another
/// element names it: the label of a pair its value, the <key> of a property list what follows. A
/// record's table is the path of its parent, or the name that a table's element gives.
///
/// With `sgml`, as in OFX before version 2, an element that has text ends at the next tag, and its
/// end tag may be missing. Else an end tag closes what was left open within its element, and one
/// without a start tag is ignored.
///
/// Deeper than kMaxDepth, or where the path exceeds kMaxPath, elements are only counted.
class XmlMachine : public MarkupLexer<XmlMachine> {
 public:
  static constexpr std::size_t kMaxDepth = 256;
  static constexpr std::size_t kMaxPath = 4096;

  /// `skip`: bytes at the front to pass over, as a byte order mark.
  XmlMachine(std::shared_ptr<const XmlOutline> outline, bool sgml, std::size_t skip)
      : MarkupLexer(skip), outline_(std::move(outline)), sgml_(sgml) {}

  std::string_view format() const { return sgml_ ? "ofx" : "xml"; }
  std::string damage() const;

  /// Moves over `bytes`. With `flush`, the value still open at their end is handed out too.
  template <class Sink>
  void run(std::string_view bytes, Sink& sink, bool flush) {
    for (const Record& record : records_) reopen(record, sink);
    follow(bytes, sink, flush);
  }

  /// What speaks against XML: tags that are none or do not nest, texts outside of all elements,
  /// attributes without a value or its quotes; with an XmlOutlineBuilder, names of elements too.
  std::uint64_t faults() const { return faults_; }

 private:
  friend class MarkupLexer<XmlMachine>;

  enum class Role : std::uint8_t {
    kIgnored,
    kCell,    ///< A value of its record.
    kNaming,  ///< Names its element.
  };
  /// An element that is open.
  struct Level {
    std::uint64_t begin = 0;  ///< Offset of its tag in the blob.
    std::uint32_t key = 0;    ///< name_key() of its tag, if it is named otherwise.
    XmlOutline::Node node = XmlOutline::kUnknown;
    std::uint16_t path = 0;  ///< Length of the path that leads to it.
    XmlNaming naming = XmlNaming::kNone;
    bool record = false;
    bool table = false;      ///< Unknown to the outline, beside tables that it knows.
    bool candidate = false;  ///< Stands in such a table: a record once it has parts.
    bool pair = false;       ///< Has a label and a value.
    bool labels = false;     ///< Names the element behind it.
    bool named = false;      ///< By an attribute, or a label.
    bool text = false;       ///< Has text.
  };
  struct Record {
    std::uint64_t begin = 0;
    std::uint64_t number = 0;
    TableRegister::Number table = TableRegister::kTop;
    std::uint16_t path = 0;  ///< Length of the path that leads to it.
  };

  /// Equal for equal local names, and hardly for others.
  static std::uint32_t name_key(std::string_view name);

  template <class Sink>
  void start(std::uint64_t begin, std::string_view name, Sink& sink) {
    if (sgml_ && skipped_ == 0 && !levels_.empty() && levels_.back().text) pop(begin, sink);
    promote(sink);
    if (!push(begin, name)) return;
    if constexpr (requires { sink.begin_element(name); }) {
      if (!is_xml_name(name)) ++faults_;
      sink.begin_element(name);
      if (levels_.back().naming == XmlNaming::kTableData) sink.exclude();
    }
  }

  template <class Sink>
  void attribute(std::string_view name, Sink& sink) {
    role_ = skipped_ == 0 ? begin_attribute(name) : Role::kIgnored;
    directive_ = false;
    if (role_ == Role::kCell && path_.size() > attribute_path_) promote(sink);
    if constexpr (requires { sink.add_attribute(); }) {
      if (role_ == Role::kCell && path_.size() > attribute_path_) sink.add_attribute();
    }
  }

  bool wants_text() const {
    return role_ == Role::kNaming || (skipped_ == 0 && !levels_.empty() && levels_.back().labels);
  }

  template <class Sink>
  void value(std::uint64_t begin, std::uint64_t end, core::Encoding encoding, std::string_view text,
             Sink& sink) {
    if (role_ == Role::kNaming) {
      role_ = Role::kIgnored;
      rename(text);
      if constexpr (requires { sink.name_element(text); }) sink.name_element(text);
    }
    if (role_ != Role::kCell) return;
    open_value(begin, end, encoding, sink);
    path_.resize(attribute_path_);
    role_ = Role::kIgnored;
  }

  template <class Sink>
  void open_value(std::uint64_t begin, std::uint64_t end, core::Encoding encoding, Sink& sink) {
    if (role_ != Role::kCell) return;
    open_pending(sink);
    sink.value(window().place(begin), window().place(end), field(), encoding);
  }

  template <class Sink>
  void finish_start(std::uint64_t end, bool empty, Sink& sink) {
    if (skipped_ > 0) {
      if (empty) --skipped_;
      return;
    }
    if (levels_.empty()) return;
    if (role_ != Role::kIgnored) drop_attribute();
    open_pending(sink);
    if (empty) pop(end, sink);
  }

  static constexpr bool begins_raw_text() { return false; }
  static constexpr bool ends_raw_text(std::uint32_t) { return true; }

  template <class Sink>
  void text(std::uint64_t begin, std::uint64_t end, core::Encoding encoding, std::string_view text,
            Sink& sink) {
    if (skipped_ > 0) return;
    if (levels_.empty()) {
      ++faults_;
      return;
    }
    levels_.back().text = true;
    if constexpr (requires { sink.text(text); }) sink.text(text);
    if (levels_.back().labels) {
      if (!text.empty()) label_ = text;
      return;
    }
    sink.value(window().place(begin), window().place(end), field(), encoding);
  }

  /// The tag of the innermost element, if there is one whose end tag needs no more than to be equal
  /// to it.
  std::optional<std::string_view> innermost_tag() const {
    if (skipped_ > 0 || levels_.empty() || levels_.back().named) return std::nullopt;
    return std::string_view(path_).substr(levels_.back().path + 1U);
  }

  template <class Sink>
  void end(std::uint64_t end, Sink& sink) {
    pop(end, sink);
  }

  template <class Sink>
  void end(std::uint32_t key, std::uint64_t begin, std::uint64_t end, Sink& sink) {
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    if (!levels_.empty() && key_of(levels_.size() - 1) == key) return pop(end, sink);
    std::size_t open = count_open_down_to(key, begin);
    for (; open > 1; --open) pop(begin, sink);
    if (open == 1) pop(end, sink);
  }

  template <class Sink>
  void pop(std::uint64_t end, Sink& sink) {
    const Level level = levels_.back();
    path_.resize(level.path);
    levels_.pop_back();
    if (level.pair) label_.clear();
    if (level.record) {
      sink.close_record(window().place(end));
      records_.pop_back();
    }
    if (level.record || level.named) field_ = find_field_begin();
    if constexpr (requires { sink.end_element(); }) sink.end_element();
  }

  /// Opens the record that the latest start tag begins, now that its name is known.
  template <class Sink>
  void open_pending(Sink& sink) {
    if (!pending_) return;
    pending_ = false;
    reopen(begin_record(), sink);
  }

  /// Makes the innermost element a record if it is a candidate.
  template <class Sink>
  void promote(Sink& sink) {
    if (skipped_ > 0 || levels_.empty() || !levels_.back().candidate) return;
    Level& level = levels_.back();
    level.candidate = false;
    level.record = pending_ = true;
    field_ = level.path;
    open_pending(sink);
  }

  template <class Sink>
  void reopen(const Record& record, Sink& sink) {
    sink.select_table(tables_.name(record.table));
    sink.open_record(window().place(record.begin), record.number);
    if (&record == records_.data()) {
      sink.set_sole();
    } else {
      sink.call_record(name_at(record.path));
    }
  }

  void prefix(std::string_view name) { directive_ = is_xml_directive(name); }
  bool push(std::uint64_t begin, std::string_view name);
  void take_label(std::string_view name);
  Role begin_attribute(std::string_view name);
  void drop_attribute();
  void rename(std::string_view value);
  const Record& begin_record();
  /// The step of the path that begins at `path`.
  std::string_view name_at(std::size_t path) const;
  /// How many levels an end tag closes; 0 if none of them has its name.
  std::size_t count_open_down_to(std::uint32_t key, std::uint64_t begin);
  std::uint32_t key_of(std::size_t level) const;
  std::size_t find_field_begin() const;
  std::string_view field() const;
  void broken(std::uint64_t begin);
  void lax() { ++faults_; }

  std::shared_ptr<const XmlOutline> outline_;
  std::vector<Level> levels_;
  std::vector<Record> records_;  ///< Those of the levels, outermost first.
  TableRegister tables_;
  std::string path_;                ///< "/customers/customer/@id", from the document down.
  std::size_t attribute_path_ = 0;  ///< Its length without the open attribute.
  std::size_t field_ = 0;           ///< Where in the path a field's name begins.
  std::string label_;               ///< What the next value of the open pair or list is called.
  std::uint64_t skipped_ = 0;       ///< Elements open beyond the limits.
  std::uint64_t faults_ = 0;
  std::uint64_t damaged_at_ = 0;
  Role role_ = Role::kIgnored;  ///< Of the open attribute.
  XmlVocabulary vocabulary_ = XmlVocabulary::kAny;
  bool directive_ = false;   ///< The open attribute's prefix says that it is no data.
  bool pending_ = false;     ///< The innermost level is a record that has yet to be opened.
  bool tag_broken_ = false;  ///< What was wrong at damaged_at_, if anything:
  bool unclosed_ = false;    ///< a tag, or an element without its end.
  bool sgml_;
};

}  // namespace leaksift::structure
