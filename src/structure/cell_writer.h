// CellWriter: the sink that turns what a format's machine finds into a RecordIndex.
#pragma once

#include "base/text_hash.h"
#include "core/record.h"
#include "structure/attribute_columns.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::structure {

/// The column names of a table. Constant once shared.
struct Heading {
  std::string table;
  std::vector<std::string> names;
  /// Set by SqlCatalog alone, where the rows may be attributes.
  std::optional<AttributeColumns> attributes{};
  friend bool operator==(const Heading&, const Heading&) = default;
};

using SharedHeading = std::shared_ptr<const Heading>;

/// column_1 and so on, as columns are called that have no names.
SharedHeading numbered_heading(std::size_t width);

/// The sink of advance(): nothing is written down.
struct NoCells {
  void select(const SharedHeading&) {}
  void select_table(std::string_view) {}
  void open_record(std::int64_t, std::uint64_t) {}
  void call_record(std::string_view) {}
  void set_sole() {}
  void close_record(std::int64_t) {}
  void loosen(std::int64_t) {}
  void cell(std::int64_t, std::int64_t, std::uint32_t, core::Encoding = core::Encoding::kPlain) {}
  void value(std::int64_t, std::int64_t, std::string_view,
             core::Encoding = core::Encoding::kPlain) {}
};

/// What a value of JSON is called as its blob has it: the pointer from its record to the object
/// that it is a member of, and its key there between the quotes.
struct MemberName {
  std::string_view object;
  std::string_view key;
};

/// The sink of index(). Offsets are relative to the window; those of a record may lie before it.
///
/// Formats with a header row choose a heading by select() and give cells by column number; each
/// heading's columns are written once per window, however many rows use it, and cells beyond the
/// named columns share one unnamed column per heading. Formats whose values carry their own names
/// choose a table by select_table() and give values by name.
class CellWriter {
 public:
  /// Clears `out`, which must outlive the writer. `size`: bytes of the window.
  CellWriter(core::RecordIndex& out, std::size_t size)
      : out_(out), size_(static_cast<std::int64_t>(size)) {
    out_.clear();
  }

  /// The heading of the records that follow; never null.
  void select(const SharedHeading& heading) {
    if (heading == heading_) return;
    heading_ = heading;
    columns_ = &columns_of(heading);
    table_ = columns_->table;
  }
  /// The table of the records that follow, for formats without headings.
  void select_table(std::string_view table);

  /// Begins a record of the selected table within the one that is open, if any is. A machine whose
  /// window begins within records opens these again, outermost first.
  void open_record(std::int64_t begin, std::uint64_t number) {
    open_.push_back(static_cast<std::uint32_t>(out_.records.size()));
    out_.records.push_back({begin, size_, number, table_});
  }
  /// Says what the record that was opened last, and its like, are called in the one around it.
  void call_record(std::string_view name);
  /// Says that it is all of a document.
  void set_sole() { out_.records[open_.back()].sole = true; }
  /// Ends the record that was opened last; nothing if none is open.
  void close_record(std::int64_t end) {
    if (open_.empty()) return;
    core::Record& record = out_.records[open_.back()];
    record.end = end;
    record.closed = true;
    open_.pop_back();
  }

  /// A value at bytes [begin, end) of the open record, in the `column`th column of the heading.
  /// Clipped to the window; nothing if no byte is left or no record is open.
  void cell(std::int64_t begin, std::int64_t end, std::uint32_t column,
            core::Encoding encoding = core::Encoding::kPlain) {
    put(begin, end, column < columns_->named ? columns_->first + column : unnamed(), encoding);
  }
  /// Makes the cells of the open record that begin at or behind `from` loose.
  void loosen(std::int64_t from) {
    if (open_.empty()) return;
    for (auto cell = out_.cells.rbegin(); cell != out_.cells.rend(); ++cell) {
      if (cell->record != open_.back() || static_cast<std::int64_t>(cell->begin) < from) return;
      cell->loose = true;
    }
  }
  /// The same of a value called `name` in the open record's table.
  void value(std::int64_t begin, std::int64_t end, std::string_view name,
             core::Encoding encoding = core::Encoding::kPlain) {
    if (open_.empty()) return;
    const std::uint32_t table = out_.records[open_.back()].table;
    Recent& recent = recent_[slot_of(name)];
    if (recent.table != table || recent.name != name) recent = column_called(name, table);
    put(begin, end, recent.column, encoding);
  }
  /// The same of a member of an object, of which `name` gives the MemberName, called what `pointer`
  /// gives, which is asked only if it is not known: equal names have equal pointers.
  template <class Name, class Pointer>
  void member(std::int64_t begin, std::int64_t end, core::Encoding encoding, Name name,
              Pointer pointer) {
    if (open_.empty()) return;
    const std::uint32_t table = out_.records[open_.back()].table;
    const MemberName member = name();
    Recent& recent = recent_[slot_of(member.key)];
    if (recent.table != table || !recent.is(member)) {
      recent = column_called(pointer(), table);
      recent.set_key(name());  // To write the pointer may have moved what the member is named by.
    }
    put(begin, end, recent.column, encoding);
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  /// Where a heading's columns stand in RecordIndex::columns.
  struct Columns {
    std::uint32_t first = 0;
    std::uint32_t named = 0;
    std::uint32_t unnamed = kNone;
    std::uint32_t table = 0;
  };
  /// A column that was given lately; the name is that of the map, which keeps its place.
  struct Recent {
    std::string_view name;
    std::uint32_t table = kNone;
    std::uint32_t column = 0;
    /// Where in the name the key of a member begins, if it and the object's pointer are written in
    /// the name as they are; else 0.
    std::uint32_t key = 0;

    bool is(const MemberName& member) const {
      return key == member.object.size() + 1 && name.size() == key + member.key.size() &&
             std::memcmp(name.data() + key, member.key.data(), member.key.size()) == 0 &&
             name.starts_with(member.object);
    }
    /// The column is called after `member`.
    void set_key(const MemberName& member) {
      key = static_cast<std::uint32_t>(member.object.size() + 1);
      if (!is(member)) key = 0;
    }
  };
  static constexpr std::size_t kRecent = 64;
  using Numbers = std::unordered_map<std::string, std::uint32_t, base::TextHash, std::equal_to<>>;

  void put(std::int64_t begin, std::int64_t end, std::uint32_t column, core::Encoding encoding) {
    if (open_.empty()) return;
    // Nearly all are within the window, which these two comparisons tell.
    const auto last = static_cast<std::uint64_t>(end);
    if (static_cast<std::uint64_t>(begin) >= last || last > static_cast<std::uint64_t>(size_)) {
      begin = std::max<std::int64_t>(begin, 0);
      end = std::min(end, size_);
      if (begin >= end) return;
    }
    out_.cells.push_back({.begin = static_cast<std::uint32_t>(begin),
                          .end = static_cast<std::uint32_t>(end),
                          .column = column,
                          .record = open_.back(),
                          .encoding = encoding});
  }
  static std::size_t slot_of(std::string_view name) {
    if (name.empty()) return 0;
    const auto front = static_cast<unsigned char>(name.front());
    const auto back = static_cast<unsigned char>(name.back());
    return (name.size() * 7 + front * 5U + back) % kRecent;
  }
  Recent column_called(std::string_view name, std::uint32_t table);
  Columns& columns_of(const SharedHeading& heading);
  std::uint32_t unnamed();
  std::uint32_t number_of_table(std::string_view table);

  core::RecordIndex& out_;
  std::int64_t size_;
  std::uint32_t table_ = 0;
  std::vector<std::uint32_t> open_;  ///< Indices of the open records, innermost last.
  SharedHeading heading_;
  Columns* columns_ = nullptr;
  /// Holds the headings themselves, so that no address is used again within the window.
  std::unordered_map<SharedHeading, Columns> known_;
  Numbers tables_;
  Numbers lists_;
  std::vector<Numbers> names_;  ///< By table: columns by name.
  std::array<Recent, kRecent> recent_{};
};

}  // namespace leaksift::structure
