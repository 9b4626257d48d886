// LineMachine: the machine of formats whose unit is a short line, or a segment that a sign ends.
#pragma once

#include "structure/cell_writer.h"
#include "structure/parser.h"
#include "structure/sign_places.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

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
///   template <class Out> void line(std::string_view line, Out& out);
/// and may offer
///   char terminator() const;                       the sign that ends a line, else '\n'
///   template <class Out> void select(Out&) const;  the table or heading of the open record, else
///                                                  none
/// A terminator '\n' stands for LF, CR and CRLF alike; in a format with a constant kNewlineAlone,
/// for LF. A format with a constant kSigns, two of them, has
///   template <class Out> void line(std::string_view line, Out& out, LineSigns signs);
/// instead, which is told where in the line they stand, unless Out::kSilent. line() gets each line
/// without its terminator and cut at kMaxLine; where a window ends, what it has of the last line.
/// Therefore the cells of a line's first bytes must be the clipped cells of the line: whether a
/// byte is in a cell, of which name, and in which record may depend on the bytes before it alone.
/// (Whether a value's last quote, minus, underscore or backslash belongs to it may depend on the
/// next byte; see Cursor::index.)
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
    if constexpr (requires { format_.select(out); }) {
      format_.select(out);
    } else {
      out.select_table({});
    }
    const std::size_t skipped = std::min(skip_, bytes.size());
    skip_ -= skipped;
    const std::string_view text = bytes.substr(skipped);
    std::vector<std::uint32_t> places;
    find_places(text, signs<Sink>(), places);
    std::size_t begin = 0;
    const std::uint32_t* in_line = places.data();
    for (const std::uint32_t& place : places) {
      if (!ends_line<Sink>(text[place])) continue;
      hand_line(text.substr(begin, place - begin), text[place], LineSigns(in_line, begin), out);
      begin = place + std::size_t{1};
      in_line = &place + 1;
      line_begin_ = position_ + skipped + begin;
    }
    keep(text.substr(begin));
    if (flush && !line_.empty()) read_kept(out);
    out.show_record();
    position_ += bytes.size();
  }

 private:
  template <class Sink>
  static constexpr bool kWantsSigns = !LineOutput<Sink>::kSilent && requires {
    Format::kSigns;
  };

  char terminator() const {
    if constexpr (requires { format_.terminator(); }) {
      return format_.terminator();
    } else {
      return '\n';
    }
  }

  /// The signs that end lines.
  std::array<char, 2> ends() const {
    const char sign = terminator();
    constexpr bool kAlone = requires {
      Format::kNewlineAlone;
    };
    return {sign, sign == '\n' && !kAlone ? '\r' : sign};
  }

  template <class Sink>
  std::array<char, 4> signs() const {
    const auto [end, other_end] = ends();
    if constexpr (kWantsSigns<Sink>) {
      return {end, other_end, Format::kSigns[0], Format::kSigns[1]};
    } else {
      return {end, other_end, end, other_end};
    }
  }

  /// Whether one of the signs() ends a line.
  template <class Sink>
  bool ends_line(char sign) const {
    return !kWantsSigns<Sink> || sign == ends()[0] || sign == ends()[1];
  }

  template <class Sink>
  void hand_line(std::string_view line, char end, LineSigns signs, LineOutput<Sink>& out) {
    const bool second_half = after_carriage_ && line.empty() && end == '\n' && line_.empty();
    after_carriage_ = end == '\r';
    if (second_half) return;
    if (line_.empty()) {
      if (line.size() > kMaxLine) note_overlong();
      read_line(line.substr(0, kMaxLine), signs, out);
    } else {
      keep(line);
      read_kept(out);
      line_.clear();
    }
  }

  /// Reads the line whose bytes were kept, as far as they are known.
  template <class Sink>
  void read_kept(LineOutput<Sink>& out) {
    std::vector<std::uint32_t> places;
    if constexpr (kWantsSigns<Sink>) find_places(line_, signs<Sink>(), places);
    places.push_back(static_cast<std::uint32_t>(line_.size()));
    read_line(line_, LineSigns(places.data(), 0), out);
  }

  template <class Out>
  void read_line(std::string_view line, LineSigns signs, Out& out) {
    out.move_to(line_begin_);
    if constexpr (requires { Format::kSigns; }) {
      format_.line(line, out, signs);
    } else {
      format_.line(line, out);
    }
  }

  void keep(std::string_view bytes) {
    const std::size_t left = kMaxLine - line_.size();
    if (bytes.size() > left) note_overlong();
    line_.append(bytes.substr(0, left));
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
  bool after_carriage_ = false;  ///< The line before ended with a carriage return.
};

}  // namespace leaksift::structure
