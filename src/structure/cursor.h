// Cursor: follows the table structure of a blob from its first byte to its last.
#pragma once

#include "core/mail_text.h"
#include "core/record.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace leaksift::structure {

class FieldJudge;
class Sample;
class Parser;  // One per format; see parser.h, delimited.h and sql.h.

/// The state of a format's parser at one offset of a blob. Cheap to copy: the reader of a blob
/// moves one Cursor along in sequence, and hands a copy with each block to the worker that scans
/// it. A copy may be used by another thread than the original.
class Cursor {
 public:
  /// Plain text: no cells at all.
  Cursor();
  /// Decides the format from the first bytes of a blob (up to kSniffLength; `complete` when they
  /// are all there is), by content alone. Falls back to plain text unless the evidence is good, and
  /// says of such text whether it is binary data (is_binary), which changes nothing but format().
  /// `judge` tells names of fields from values where structure alone does not; it may be null, and
  /// must outlive the cursor and its copies.
  static Cursor sniff(std::string_view prefix, bool complete, const FieldJudge* judge = nullptr);
  /// The same of a value that belongs to a record: what would be records in it is left open.
  static Cursor sniff_value(std::string_view value);
  /// Of a text that is known to be mail.
  static Cursor mail(const core::MailText& form);

  Cursor(const Cursor&);
  Cursor& operator=(const Cursor&);
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) noexcept;
  ~Cursor();

  /// Moves past the next bytes of the blob. advance(a) then advance(b) equals advance(a+b).
  void advance(std::string_view bytes);

  /// The cells of `window`, which begins where this cursor stands. Does not move it. `out` is
  /// cleared first. The cells of an offset do not depend on where windows begin or end, other than
  /// by clipping; only a last byte that needs its successor to be understood (a quote that may be
  /// doubled, a minus that may begin a comment, a backslash that may begin \N, a bracket that may
  /// end CDATA, a '?' or '&' that may begin a query, an underscore that may end what fills a blank)
  /// counts as outside, and so does the front of a row of attributes that ends before it shows
  /// which record has the row (sql_attributes.h, delimited_attributes.h). Empty values give no
  /// cell.
  void index(std::string_view window, core::RecordIndex& out) const;

  /// Whether it is more than plain text, which may have records, but no cells.
  bool structured() const;
  /// "text", "binary", "csv", "tsv", "delimited", "sql", ...
  std::string_view format() const;
  /// See Parser::damage.
  std::string damage() const;

 private:
  static Cursor sniff(const Sample& sample);

  std::unique_ptr<Parser> parser_;
  std::string_view fault_;  ///< Static; not empty if the parser was given up.
  bool is_mail_ = false;
  bool is_binary_ = false;
};

inline constexpr std::size_t kSniffLength = 64 * 1024;

}  // namespace leaksift::structure
