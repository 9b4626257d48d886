#include "structure/line_swift.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <cstdint>
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

/// Whether a field is of a bank, by the code that option A tells: orderer's, correspondents',
/// intermediary and beneficiary's.
bool is_bank(std::string_view tag) {
  return tag.size() == 3 && tag[0] == '5' && tag[1] >= '1' && tag[1] <= '8';
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

/// What stands behind a code word of ":86:", or an empty view if it is none.
std::string_view code_word_name(std::string_view word) {
  struct Named {
    std::string_view word;
    std::string_view name;
  };
  static constexpr std::array<Named, 14> kWords = {{{"IBAN", "iban"},
                                                    {"BIC", "bic"},
                                                    {"NAME", "account_holder"},
                                                    {"ADDR", "address"},
                                                    {"REMI", "purpose"},
                                                    {"EREF", "reference"},
                                                    {"MARF", "reference"},
                                                    {"CSID", "reference"},
                                                    {"TRTP", "text"},
                                                    {"ORDP", "text"},
                                                    {"BENM", "text"},
                                                    {"ULTD", "text"},
                                                    {"ULTC", "text"},
                                                    {"ISDT", "text"}}};
  const auto* const known = std::find_if(kWords.begin(), kWords.end(),
                                         [word](const Named& named) { return named.word == word; });
  return known == kWords.end() ? std::string_view() : known->name;
}

/// Where an account ends that a currency follows: ":25:NL04INGB4205766882EUR".
std::size_t before_currency(std::string_view line) {
  constexpr std::size_t kCurrency = 3;
  if (line.size() <= kCurrency) return line.size();
  const std::size_t end = line.size() - kCurrency;
  const bool letters = std::all_of(line.begin() + static_cast<std::ptrdiff_t>(end), line.end(),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
  return letters && is_digit(line[end - 1]) ? end : line.size();
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
    begin_field(tag);
    if (!tag.starts_with("25")) return give(line, tag.size() + 2, out);
    const std::string_view account = line.substr(0, before_currency(line));
    name_ = account.size() < line.size() ? "iban" : "account";
    give(account, tag.size() + 2, out);
  }

 private:
  enum class Field : std::uint8_t {
    kOther,
    kText,   ///< ":86:", which may have subfields or code words.
    kParty,  ///< A customer.
    kBank,
  };

  void begin_field(std::string_view tag) {
    field_ = Field::kOther;
    name_ = tag;
    if (tag == "86") {
      field_ = Field::kText;
      name_ = "text";
    } else if (is_party(tag)) {
      field_ = Field::kParty;
      name_ = "account_holder";
    } else if (is_bank(tag)) {
      field_ = Field::kBank;
      if (tag.ends_with('A')) name_ = "bic";
    }
  }

  template <class Out>
  void give(std::string_view line, std::size_t begin, Out& out) {
    if (!out.record_open()) return;
    switch (field_) {
      case Field::kText:
        return line.find('?', begin) != line.npos ? give_subfields(line, begin, out)
                                                  : give_code_words(line, begin, out);
      case Field::kParty:
      case Field::kBank:
        return give_party(line, begin, out);
      default:
        return out.value(begin, line.size(), name_);
    }
  }

  template <class Out>
  void give_subfields(std::string_view line, std::size_t begin, Out& out) {
    while (begin < line.size()) {
      const std::size_t end = std::min(line.find('?', begin), line.size());
      out.value(begin, end, name_);
      begin = end + 1;
      if (begin >= line.size() || !is_digit(line[begin])) continue;
      name_ = subfield_name(line.substr(begin, kSubfieldLength));
      begin += kSubfieldLength;
    }
  }

  /// "/IBAN/NL93…/BIC/RABONL2U/NAME/…": what stands up to the next code word is one value.
  template <class Out>
  void give_code_words(std::string_view line, std::size_t begin, Out& out) {
    for (std::size_t at = line.find('/', begin); at < line.size(); at = line.find('/', at + 1)) {
      const std::size_t end = line.find('/', at + 1);
      if (end == std::string_view::npos) break;
      const std::string_view name = code_word_name(line.substr(at + 1, end - at - 1));
      if (name.empty()) continue;
      out.value(begin, at, name_);
      name_ = name;
      begin = end + 1;
      at = end - 1;
    }
    out.value(begin, line.size(), name_);
  }

  /// The account behind a slash, if any, or the code of a clearing behind two; the name of the
  /// holder or bank, and the lines of the address.
  template <class Out>
  void give_party(std::string_view line, std::size_t begin, Out& out) {
    constexpr std::string_view kFedwire = "//FW";
    if (line.substr(begin).starts_with(kFedwire)) {
      return out.value(begin + kFedwire.size(), line.size(), "routing_number");
    }
    if (begin < line.size() && line[begin] == '/') {
      return out.value(begin + 1, line.size(), "account_number");
    }
    out.value(begin, line.size(), name_);
    if (begin < line.size()) name_ = "address";
  }

  std::string name_;  ///< Of the latest field or subfield.
  Field field_ = Field::kOther;
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
