#include "structure/line_ldif.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <string>
#include <vector>

namespace leaksift::structure {

namespace {

bool is_attribute_byte(char c) {
  return (is_letter(c) && static_cast<unsigned char>(c) < 0x80) || is_digit(c) || c == '-' ||
         c == '.' || c == ';' || c == '_';
}

/// The length of the attribute and its options before the colon, or 0 if there is none.
std::size_t attribute_length(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && is_attribute_byte(line[length])) ++length;
  const bool colon = length < line.size() && line[length] == ':';
  return colon && length <= kMaxNameLength && line[0] != '-' ? length : 0;
}

bool is_distinguished_name(std::string_view attribute) {
  return attribute.size() == 2 && to_lower(attribute[0]) == 'd' && to_lower(attribute[1]) == 'n';
}

class Ldif {
 public:
  static std::string_view format() { return "ldif"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty()) {
      out.end_record(0);
      folds_ = false;
    } else if (line[0] == ' ') {
      if (folds_) give(line, 1, out);
    } else if (line[0] != '#') {
      attribute(line, out);
    }
  }

 private:
  template <class Out>
  void attribute(std::string_view line, Out& out) {
    const std::size_t length = attribute_length(line);
    folds_ = false;
    if (length == 0) return;
    attribute_ = line.substr(0, std::min(line.find(';'), length));
    if (is_distinguished_name(attribute_)) out.begin_record();
    std::size_t begin = length + 1;
    folds_ = out.record_open() && begin < line.size() && line[begin] != '<';
    if (!folds_) return;
    base64_ = line[begin] == ':';
    digits_ = 0;
    if (base64_) ++begin;
    while (begin < line.size() && line[begin] == ' ') ++begin;
    give(line, begin, out);
  }

  /// A line of the value. Of base64 that is folded within a group of digits, the rest of the group
  /// is in no cell.
  template <class Out>
  void give(std::string_view line, std::size_t begin, Out& out) {
    const std::size_t first = begin + (base64_ ? (4 - digits_ % 4) % 4 : 0);
    out.value(first, line.size(), attribute_,
              base64_ ? core::Encoding::kBase64 : core::Encoding::kPlain);
    digits_ += line.size() - begin;
  }

  std::string attribute_;   ///< Of the latest value.
  std::size_t digits_ = 0;  ///< Of base64, in the lines of the value so far.
  bool base64_ = false;
  bool folds_ = false;  ///< A line that begins with a space goes on with it.
};

}  // namespace

std::unique_ptr<Parser> sniff_ldif(const Sample& sample) {
  const std::string_view first = sample.first_line();
  if (first.empty() || (first[0] != '#' && attribute_length(first) == 0)) return nullptr;
  std::size_t judged = 0;
  std::size_t fitting = 0;
  std::size_t names = 0;
  for (const std::string_view line : sample.lines()) {
    if (line[0] == '#') continue;
    const std::string_view attribute = line.substr(0, attribute_length(line));
    if (judged == 0 && attribute != "version" && !is_distinguished_name(attribute)) return nullptr;
    ++judged;
    if (is_distinguished_name(attribute)) ++names;
    if (!attribute.empty() || line[0] == ' ' || line == "-") ++fitting;
  }
  if (names == 0 || fitting < 3 || !is_share(fitting, judged, 80)) return nullptr;
  return line_parser(Ldif(), sample);
}

}  // namespace leaksift::structure
