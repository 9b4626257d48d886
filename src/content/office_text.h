// OfficeText: what a person reads in the XML parts of documents.
#pragma once

#include "content/office_xml.h"

#include <string>
#include <string_view>

namespace leaksift::content {

/// Turns the events of one part into text, appended to what take() is given. Used by one thread.
class OfficePart {
 public:
  virtual ~OfficePart() = default;
  void take(const XmlEvent& event, std::string& out);
  /// At the end of the part.
  virtual void finish(std::string& out) = 0;

 private:
  virtual void start(const XmlEvent& event, std::string& out) = 0;
  virtual void text(std::string_view text, std::string& out) = 0;
  virtual void end(std::string_view name, std::string& out) = 0;
};

/// Running text of WordprocessingML, DrawingML and comments (ECMA-376), or of OpenDocument: the
/// runs of a paragraph are joined, a paragraph is a line, the row of a table is a line with tabs.
class OfficeText final : public OfficePart {
 public:
  explicit OfficeText(bool is_open_document) : is_open_document_(is_open_document) {}
  void finish(std::string& out) override;

 private:
  void start(const XmlEvent& event, std::string& line) override;
  void text(std::string_view text, std::string& out) override;
  void end(std::string_view name, std::string& out) override;
  bool bears_text(std::string_view name) const;
  void end_line(std::string& out);

  bool is_open_document_;
  int text_depth_ = 0;   ///< Elements around whose characters are text.
  int tabs_depth_ = 0;   ///< Within definitions of tab stops.
  int cell_depth_ = 0;   ///< Tables within tables make one row.
  int aside_depth_ = 0;  ///< Annotations and notes, which stand in the middle of a paragraph.
  bool cell_begun_ = false;
  bool after_deletion_ = false;  ///< Right behind text that a tracked change deletes.
  std::string aside_;            ///< Their text, until the paragraph ends or it grows too long.
};

/// Properties: a line "name: value" for each.
class OfficeProperties final : public OfficePart {
 public:
  void finish(std::string&) override {}

 private:
  void start(const XmlEvent& event, std::string& out) override;
  void text(std::string_view text, std::string& out) override;
  void end(std::string_view name, std::string& out) override;
  void write(std::string& out);

  std::string name_;
  std::string given_name_;  ///< Of a property that the user made up.
  std::string value_;
};

}  // namespace leaksift::content
