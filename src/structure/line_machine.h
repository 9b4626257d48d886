// LineMachine: the machine of formats whose unit is a short line, or a segment that a sign ends.
#pragma once

#include "structure/bytes.h"
#include "structure/cell_writer.h"
#include "structure/parser.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leaksift::structure {

/// What stands in a line behind so many bytes is in no cell.
inline constexpr std::size_t kMaxLine = 4096;

/// The record that a line format has open, as a machine keeps it from window to window.
struct LineRecord {
  std::uint64_t begin = 0;  ///< Offset in the blob.
  std::uint64_t number = 0;
  bool open = false;
};

/// Where a format puts what it finds in a line. Offsets are relative to the line.
template <class Sink>
class LineOutput {
 public:
  /// Whether values are dropped, so that it is in vain to look for them.
  static constexpr bool kSilent = std::is_same_v<Sink, NoCells>;

  LineOutput(Sink& sink, LineRecord& record, std::uint64_t window)
      : sink_(sink), record_(record), window_(window) {}

  /// The table or heading of the records that follow; none is open.
  void select_table(std::string_view table) { sink_.select_table(table); }
  void select(const SharedHeading& heading) { sink_.select(heading); }

  bool record_open() const { return record_.open; }
  /// Ends the open record, if there is one, and begins the next with the next number.
  void begin_record(std::size_t at = 0) { begin_record(at, record_.number + 1); }
  void begin_record(std::size_t at, std::uint64_t number) {
    end_record(at);
    record_ = {line_ + at, number, true};
    show_record();
  }
  void end_record(std::size_t at) {
    if (!record_.open) return;
    // A record that ended before the window is none of its records.
    if (line_ + at > window_) show_record();
    if (shown_) sink_.close_record(in_window(at));
    record_.open = shown_ = false;
  }

  /// Values are given in the order in which they stand; empty ones are dropped.
  void value(std::size_t begin, std::size_t end, std::string_view name,
             core::Encoding encoding = core::Encoding::kPlain) {
    if (begin >= end) return;
    show_record();
    sink_.value(in_window(begin), in_window(end), name.substr(0, kMaxNameLength), encoding);
  }
  void cell(std::size_t begin, std::size_t end, std::uint32_t column,
            core::Encoding encoding = core::Encoding::kPlain) {
    if (begin >= end) return;
    show_record();
    sink_.cell(in_window(begin), in_window(end), column, encoding);
  }

  /// For the machine: the next line begins at this offset of the blob.
  void move_to(std::uint64_t line) { line_ = line; }
  /// For the machine: tells the sink of the record that has been open since before the window.
  void show_record() {
    if (!record_.open || shown_) return;
    sink_.open_record(static_cast<std::int64_t>(record_.begin - window_), record_.number);
    shown_ = true;
  }

 private:
  std::int64_t in_window(std::size_t at) const {
    return static_cast<std::int64_t>(line_ + at - window_);
  }

  Sink& sink_;
  LineRecord& record_;
  std::uint64_t window_;    ///< Offset of the window in the blob.
  std::uint64_t line_ = 0;  ///< Offset of the line in the blob.
  bool shown_ = false;      ///< The sink knows the open record.
};

/// Cuts a blob into lines and hands them to `Format`, which offers
///   std::string_view format() const;
///   char terminator() const;                       the sign that ends a line; see below
///   template <class Out> void select(Out&) const;  the table or heading of the open record
///   template <class Out> void line(std::string_view line, Out& out);
/// A terminator '\n' stands for LF, CR and CRLF alike; in a format with a constant kNewlineAlone,
/// for LF. A format with a constant kRareSign has
///   template <class Out> void line(std::string_view line, Out& out, bool may_hold_sign);
/// instead, which is told of most lines without that sign that they have none. line() gets each
/// line without its terminator and cut at kMaxLine; where a window ends, what it has of the last
/// line. Therefore the cells of a line's first bytes must be the clipped cells of the line: whether
/// a byte is in a cell, of which name, and in which record may depend on the bytes before it alone.
/// (Whether a value's last quote, minus or backslash belongs to it may depend on the next byte; see
/// Cursor::index.)
///
/// The bytes of a line that has begun are kept, at most kMaxLine of them: a window that begins
/// within a line gets the cells of the whole line, clipped.
template <class Format>
class LineMachine {
 public:
  /// `skip`: bytes at the front of the blob to pass over, as a byte order mark.
  LineMachine(Format format, std::size_t skip)
      : format_(std::move(format)), line_begin_(skip), skip_(skip) {}

  std::string_view format() const { return format_.format(); }

  std::string damage() const {
    if (overlong_ == 0) return {};
    return "line longer than " + std::to_string(kMaxLine) + " bytes at byte " +
           std::to_string(overlong_) + ", its rest read as text";
  }

  template <class Sink>
  void run(std::string_view bytes, Sink& sink, bool flush) {
    LineOutput<Sink> out(sink, record_, position_);
    format_.select(out);
    const char* const first = bytes.data();
    const char* const end = first + bytes.size();
    const std::size_t skipped = std::min(skip_, bytes.size());
    skip_ -= skipped;
    const char* p = first + skipped;
    carriage_ = rare_ = nullptr;
    while (p != end) {
      const char* const stop = line_end(p, end);
      if (stop == end) {
        keep(p, end);
        break;
      }
      hand_line(p, stop, end, out);
      p = stop + 1;
      line_begin_ = position_ + static_cast<std::uint64_t>(p - first);
    }
    if (flush && !line_.empty()) {
      out.move_to(line_begin_);
      read_line(line_, true, out);
    }
    out.show_record();
    position_ += bytes.size();
  }

 private:
  /// Finds the terminator. Carriage returns are looked for ahead, so that a blob that has none pays
  /// nothing for them.
  const char* line_end(const char* p, const char* end) {
    const char* stop = find(p, end, format_.terminator());
    if (format_.terminator() != '\n') return stop;
    if constexpr (requires { Format::kNewlineAlone; }) return stop;
    if (carriage_ == nullptr || carriage_ < p) carriage_ = find(p, end, '\r');
    return std::min(stop, carriage_);
  }

  static const char* find(const char* p, const char* end, char sign) {
    const void* const found = std::memchr(p, sign, static_cast<std::size_t>(end - p));
    return found == nullptr ? end : static_cast<const char*>(found);
  }

  template <class Out>
  void hand_line(const char* p, const char* stop, const char* end, Out& out) {
    const bool second_half = after_carriage_ && p == stop && *stop == '\n' && line_.empty();
    after_carriage_ = *stop == '\r';
    if (second_half) return;
    out.move_to(line_begin_);
    if (line_.empty()) {
      const auto length = static_cast<std::size_t>(stop - p);
      if (length > kMaxLine) note_overlong();
      read_line({p, std::min(length, kMaxLine)}, may_hold_sign<Out>(p, stop, end), out);
    } else {
      keep(p, stop);
      read_line(line_, true, out);
      line_.clear();
    }
  }

  template <class Out>
  void read_line(std::string_view line, bool may_hold_sign, Out& out) {
    if constexpr (requires { Format::kRareSign; }) {
      format_.line(line, out, may_hold_sign);
    } else {
      format_.line(line, out);
    }
  }

  /// Like carriage returns, the sign is looked for ahead.
  template <class Out>
  bool may_hold_sign(const char* p, const char* stop, const char* end) {
    if constexpr (!Out::kSilent && requires { Format::kRareSign; }) {
      if (rare_ == nullptr || rare_ < p) rare_ = find(p, end, Format::kRareSign);
      return rare_ < stop;
    }
    return true;
  }

  void keep(const char* p, const char* stop) {
    const auto length = static_cast<std::size_t>(stop - p);
    const std::size_t left = kMaxLine - line_.size();
    if (length > left) note_overlong();
    line_.append(p, std::min(length, left));
  }

  void note_overlong() {
    if (overlong_ == 0) overlong_ = line_begin_ + kMaxLine;
  }

  Format format_;
  std::string line_;  ///< The first bytes of the line that has begun.
  LineRecord record_;
  std::uint64_t position_ = 0;  ///< Offset of the window in the blob.
  std::uint64_t line_begin_;    ///< Offset in the blob of the line that has begun.
  std::uint64_t overlong_ = 0;  ///< Where the first overlong line was cut; 0 if none was.
  std::size_t skip_;
  const char* carriage_ = nullptr;  ///< The next carriage return; valid within run() only.
  const char* rare_ = nullptr;      ///< The next Format::kRareSign; likewise.
  bool after_carriage_ = false;     ///< The line before ended with one.
};

}  // namespace leaksift::structure
