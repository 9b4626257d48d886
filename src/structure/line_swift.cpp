#include "structure/line_swift.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace leaksift::structure {

namespace {

/// The tag of a field, as "60F" of ":60F:", or empty if the line is none.
std::string_view tag_of(std::string_view line) {
  constexpr std::size_t kDigits = 2;
  if (line.size() < kDigits + 2 || line[0] != ':') return {};
  if (!is_digit(line[1]) || !is_digit(line[2])) return {};
  const std::size_t end = line.find(':', 1);
  return end == kDigits + 1 || (end == kDigits + 2 && is_letter(line[end - 1]))
             ? line.substr(1, end - 1)
             : std::string_view();
}

/// Whether a field is of the customer who pays, or of the one who is paid.
bool is_party(std::string_view tag) {
  return tag.starts_with("50") || tag.starts_with("59");
}

constexpr std::size_t kSubfieldLength = 2;

/// What a subfield of ":86:" is called, by its two digits.
std::string_view subfield_name(std::string_view digits) {
  if (digits == "30") return "bank_code";
  if (digits == "31") return "account_number";
  if (digits == "32" || digits == "33") return "account_holder";
  if (digits == "38") return "iban";
  return digits[0] == '2' || digits[0] == '6' ? "purpose" : "text";
}

class Swift {
 public:
  static std::string_view format() { return "swift"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty()) return;
    // What ends a statement: "-", or "-}" behind a header.
    if (line[0] == '-' || line[0] == '{') return out.end_record(0);
    if (line[0] != ':') return give(line, 0, out);
    const std::string_view tag = tag_of(line);
    if (tag.empty()) return;
    if (tag == "20" || tag == "61") out.begin_record();
    subfields_ = tag == "86";
    party_ = is_party(tag);
    name_ = subfields_ ? "text" : party_ ? "account_holder" : std::string(tag);
    if (tag.starts_with("25")) name_ = "account";
    give(line, tag.size() + 2, out);
  }

 private:
  template <class Out>
  void give(std::string_view line, std::size_t begin, Out& out) {
    if (!out.record_open()) return;
    if (party_) return give_party(line, begin, out);
    if (!subfields_) return out.value(begin, line.size(), name_);
    while (begin < line.size()) {
      const std::size_t end = std::min(line.find('?', begin), line.size());
      out.value(begin, end, name_);
      begin = end + 1;
      if (begin >= line.size() || !is_digit(line[begin])) continue;
      name_ = subfield_name(line.substr(begin, kSubfieldLength));
      begin += kSubfieldLength;
    }
  }

  /// The account behind a slash, if any, the holder's name, and the lines of the address.
  template <class Out>
  void give_party(std::string_view line, std::size_t begin, Out& out) {
    if (begin < line.size() && line[begin] == '/') {
      return out.value(begin + 1, line.size(), "account_number");
    }
    out.value(begin, line.size(), name_);
    if (begin < line.size()) name_ = "address";
  }

  std::string name_;        ///< Of the latest field or subfield.
  bool subfields_ = false;  ///< It may have subfields.
  bool party_ = false;      ///< It is a customer's.
};

}  // namespace

std::unique_ptr<Parser> sniff_swift(const Sample& sample) {
  const std::string_view first = sample.first_line();
  if (!first.starts_with(":20:") && !first.starts_with("{1:")) return nullptr;
  std::size_t fields = 0;
  std::size_t others = 0;
  bool account = false;
  for (const std::string_view line : sample.lines()) {
    const std::string_view tag = tag_of(line);
    account = account || tag.starts_with("25") || is_party(tag);
    fields += tag.empty() ? 0 : 1;
    // Only the texts of ":86:" go on.
    others += tag.empty() && line.starts_with(':') ? 1 : 0;
  }
  if (!account || fields < 4 || too_many(others, 20, sample)) return nullptr;
  return line_parser(Swift(), sample);
}

}  // namespace leaksift::structure
