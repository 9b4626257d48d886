// Parser: what every table format offers to Cursor.
#pragma once

#include "core/record.h"

#include <memory>
#include <string>
#include <string_view>

namespace leaksift::structure {

/// A resumable state machine over the bytes of one blob. To add a format: implement this interface
/// with one machine, templated on its sink, that serves both advance() and index(); then name its
/// sniff function in cursor.cpp. Malformed bytes never throw; memory is bounded by the limits
/// below. Owned by one thread at a time; clones share immutable tables only.
class Parser {
 public:
  virtual ~Parser() = default;

  /// An independent copy that stands at the same offset.
  virtual std::unique_ptr<Parser> clone() const = 0;
  /// See Cursor::advance, Cursor::index and Cursor::format.
  virtual void advance(std::string_view bytes) = 0;
  virtual void index(std::string_view window, core::RecordIndex& out) const = 0;
  virtual std::string_view format() const = 0;
  /// What was wrong with the structure so far, for people: "quote not closed at byte 812"; empty if
  /// nothing was. Never holds scanned text.
  virtual std::string damage() const { return {}; }
};

/// Names of columns and tables are cut at this many bytes.
inline constexpr std::size_t kMaxNameLength = 256;
/// Cells beyond this many columns of a table have an unnamed column.
inline constexpr std::size_t kMaxColumns = 4096;
/// A quoted value longer than this is suspected of having lost its closing quote; each format says
/// what ends it then.
inline constexpr std::size_t kMaxQuotedLength = 64 * 1024;

}  // namespace leaksift::structure
