// XmlReader: the elements and texts of an XML part of a document, one after the other.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::content {

/// What stands next. Views are valid until the next event. Names come without their prefix.
struct XmlEvent {
  enum class Kind : std::uint8_t { kStart, kEnd, kText, kRaw };
  Kind kind = Kind::kText;
  std::string_view name;        ///< Of an element that starts or ends.
  std::string_view attributes;  ///< Of one that starts: as they are written.
  std::string_view text;        ///< A piece, entities undone.
};

/// Bytes of markup that are read in one go without any text.
inline constexpr std::uint64_t kMostMarkup = 1 << 20;

/// Reads XML 1.0 in UTF-8 leniently: nesting is not checked. Only the five predefined entities and
/// character references are undone; what a DOCTYPE declares is never expanded. A part in UTF-16
/// comes as it is, in events of kRaw. Holds at most a few pieces of 64 KiB: the attributes of a
/// longer tag are cut. Used by one thread at a time.
class XmlReader {
 public:
  using Source = std::function<base::Result<std::size_t>(char*, std::size_t)>;
  explicit XmlReader(Source source) : source_(std::move(source)) {}

  /// False at the end or after an error of the source.
  bool next(XmlEvent& event);
  const std::optional<base::Error>& error() const { return error_; }
  /// Bytes of XML taken so far.
  std::uint64_t bytes_taken() const { return bytes_taken_; }

 private:
  bool fill(std::size_t count);
  std::string_view rest() const { return std::string_view(buffer_).substr(next_); }
  void skip_past(std::string_view mark);
  void skip_declaration();
  bool take_tag(XmlEvent& event);
  bool take_text(XmlEvent& event);
  bool take_cdata(XmlEvent& event);

  Source source_;
  std::string buffer_;
  std::size_t next_ = 0;
  std::string text_;
  std::string tag_;
  std::string name_;
  bool ended_ = false;
  bool begun_ = false;
  bool raw_ = false;
  bool in_cdata_ = false;
  bool closes_itself_ = false;
  std::optional<base::Error> error_;
  std::uint64_t bytes_taken_ = 0;
};

/// The value of the attribute with this name, whatever its prefix, entities undone; empty if there
/// is none.
std::string attribute(std::string_view attributes, std::string_view name);

}  // namespace leaksift::content
