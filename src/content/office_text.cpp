#include "content/office_text.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace leaksift::content {
namespace {

constexpr std::size_t kLongestAside = 64 << 10;
constexpr std::size_t kLongestFieldName = 256;
constexpr std::size_t kLongestFieldValue = 64 << 10;
constexpr int kMostSpaces = 256;

bool is_cell(std::string_view name) {
  return name == "tc" || name == "table-cell";
}

bool is_row(std::string_view name) {
  return name == "tr" || name == "table-row";
}

bool is_aside(std::string_view name) {
  return name == "annotation" || name == "note";
}

}  // namespace

void OfficePart::take(const XmlEvent& event, std::string& out) {
  switch (event.kind) {
    case XmlEvent::Kind::kRaw:
      out += event.text;
      return;
    case XmlEvent::Kind::kText:
      return text(event.text, out);
    case XmlEvent::Kind::kStart:
      return start(event, out);
    case XmlEvent::Kind::kEnd:
      return end(event.name, out);
  }
}

bool OfficeText::bears_text(std::string_view name) const {
  constexpr std::array<std::string_view, 4> kRuns = {"t", "delText", "instrText", "text"};
  constexpr std::array<std::string_view, 3> kParagraphs = {"p", "h", "creator"};
  return is_open_document_ ? base::is_one_of(name, kParagraphs) : base::is_one_of(name, kRuns);
}

void OfficeText::text(std::string_view text, std::string& out) {
  if (text_depth_ > 0) (aside_depth_ > 0 ? aside_ : out) += text;
  if (aside_.size() > kLongestAside) end_line(out);
}

void OfficeText::start(const XmlEvent& event, std::string& line) {
  const std::string_view name = event.name;
  if (is_open_document_ && is_aside(name)) ++aside_depth_;
  std::string& out = aside_depth_ > 0 ? aside_ : line;
  if (bears_text(name)) ++text_depth_;
  if (name == "tabs") ++tabs_depth_;
  if (name == "tab" && tabs_depth_ == 0) out += '\t';
  if (name == "br" || name == "cr" || name == "line-break") out += cell_depth_ > 0 ? ' ' : '\n';
  if (name == "noBreakHyphen") out += '-';
  // What was typed in place of a text that changes are tracked of is another text.
  if (name == "ins" && after_deletion_) out += ' ';
  if (name == "t") after_deletion_ = false;
  if (name == "comment") {
    const std::string author = attribute(event.attributes, "author");
    if (!author.empty()) out += "Author: " + author + "\n";
  }
  if (is_open_document_ && name == "s") {
    const std::string given = attribute(event.attributes, "c");
    int count = 1;
    std::from_chars(given.data(), given.data() + given.size(), count);
    out.append(static_cast<std::size_t>(std::clamp(count, 0, kMostSpaces)), ' ');
  }
  if (is_cell(name) && cell_depth_++ == 0) {
    if (cell_begun_) out += '\t';
    cell_begun_ = true;
  }
}

void OfficeText::end(std::string_view name, std::string& out) {
  if (bears_text(name) && text_depth_ > 0) --text_depth_;
  if (name == "delText" || name == "p") after_deletion_ = name == "delText";
  if (name == "tabs" && tabs_depth_ > 0) --tabs_depth_;
  if (is_open_document_ && is_aside(name) && aside_depth_ > 0) --aside_depth_;
  if (is_cell(name) && cell_depth_ > 0) --cell_depth_;
  if (is_row(name) && cell_depth_ == 0) {
    cell_begun_ = false;
    end_line(out);
  }
  if (name != "p" && name != "h" && name != "comment" && name != "creator") return;
  if (aside_depth_ > 0) {
    aside_ += '\n';
  } else if (cell_depth_ > 0) {
    out += ' ';
  } else {
    end_line(out);
  }
}

void OfficeText::end_line(std::string& out) {
  if (!out.empty() && out.back() == ' ') out.pop_back();
  out += '\n';
  out += aside_;
  aside_.clear();
}

void OfficeText::finish(std::string& out) {
  if (!aside_.empty()) end_line(out);
}

void OfficeProperties::text(std::string_view text, std::string& out) {
  value_ += text;
  if (value_.size() >= kLongestFieldValue) write(out);
}

void OfficeProperties::start(const XmlEvent& event, std::string&) {
  const std::string given = attribute(event.attributes, "name");
  if (!given.empty() || event.name == "property") given_name_ = given.substr(0, kLongestFieldName);
  name_ = given_name_.empty() ? std::string(event.name.substr(0, kLongestFieldName)) : given_name_;
  value_.clear();
}

void OfficeProperties::end(std::string_view, std::string& out) {
  write(out);
  given_name_.clear();
}

void OfficeProperties::write(std::string& out) {
  if (value_.find_first_not_of(" \t\r\n") != std::string::npos) out += name_ + ": " + value_ + "\n";
  value_.clear();
}

}  // namespace leaksift::content
