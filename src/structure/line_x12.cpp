#include "structure/line_x12.h"

#include "structure/bytes.h"
#include "structure/line_machine.h"
#include "structure/machine_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace leaksift::structure {

namespace {

struct X12Signs {
  char element = '*';
  char component = ':';
  char segment = '~';
};

/// What an element means.
struct Meaning {
  unsigned number = 0;         ///< Of the element; 0: any of the segment.
  std::string_view qualifier;  ///< The element before it, if that must say so.
  std::string_view words;      ///< Empty: a code, which is no value.
};

// X12's data elements 1065 (NM102), 66 (NM108), 128 (REF01), 365 (PER03) and 1250 (DMG01), in the
// use of the guides named in line_x12.h.
constexpr Meaning kNameMeanings[] = {
    {1, "", ""},
    {2, "", ""},
    {8, "", ""},
    {3, "2", "organization name"},  // NM102: no person; see kCompanyMeanings for the rest.
    {3, "", "last name"},
    {4, "", "first name"},
    {5, "", "middle name"},
    {9, "34", "ssn"},
    {9, "MI", "member id"},
    {9, "II", "member id"},
    {9, "HN", "member id"},
    {9, "MR", "member id"},
    {9, "XX", "npi"},
    {9, "24", "ein"},
    {9, "FI", "tax id"},
};
constexpr Meaning kCompanyMeanings[] = {
    {8, "", ""},
    {9, "XX", "npi"},
    {9, "24", "ein"},
    {9, "FI", "ein"},
};
constexpr Meaning kReferenceMeanings[] = {
    {1, "", ""},
    {2, "SY", "ssn"},
    {2, "0F", "member id"},
    {2, "1L", "insurance policy number"},
    {2, "1W", "member id"},
    {2, "EA", "medical record number"},
    {2, "EJ", "patient account number"},
    {2, "F6", "medicare number"},
    {2, "EI", "ein"},
    {2, "TJ", "tax id"},
    {2, "D9", "claim number"},
    {2, "G1", "authorization number"},
};
constexpr Meaning kPartyMeanings[] = {
    {1, "", ""}, {3, "", ""}, {4, "XX", "npi"}, {4, "FI", "ein"}, {4, "24", "ein"},
};
constexpr Meaning kPaymentMeanings[] = {
    {7, "01", "routing number"},
    {9, "DA", "bank account number"},
    {13, "01", "routing number"},
    {15, "DA", "bank account number"},
};
constexpr Meaning kContactMeanings[] = {
    {1, "", ""},
    {3, "", ""},
    {5, "", ""},
    {7, "", ""},
    {2, "", "contact name"},
    {0, "TE", "phone"},
    {0, "FX", "fax"},
    {0, "HP", "phone"},
    {0, "WP", "phone"},
    {0, "CP", "phone"},
    {0, "EM", "email"},
};
constexpr Meaning kStreetMeanings[] = {{1, "", "address"}, {2, "", "address"}};
constexpr Meaning kCityMeanings[] = {{1, "", "city"}, {2, "", "state"}, {3, "", "postal code"}};
constexpr Meaning kPersonMeanings[] = {{1, "", ""}, {2, "D8", "date of birth"}};
constexpr Meaning kClaimMeanings[] = {{1, "", "patient account number"}};
constexpr Meaning kSubscriberMeanings[] = {{3, "", "insurance policy number"}};

std::span<const Meaning> meanings_of(std::string_view segment) {
  if (segment == "NM1") return kNameMeanings;
  if (segment == "REF") return kReferenceMeanings;
  if (segment == "N1") return kPartyMeanings;
  if (segment == "BPR") return kPaymentMeanings;
  if (segment == "PER") return kContactMeanings;
  if (segment == "N3") return kStreetMeanings;
  if (segment == "N4") return kCityMeanings;
  if (segment == "DMG") return kPersonMeanings;
  if (segment == "CLM" || segment == "CLP") return kClaimMeanings;
  if (segment == "SBR") return kSubscriberMeanings;
  return {};
}

constexpr std::size_t kInterchangeLength = 106;
constexpr std::size_t kMaxSegmentName = 3;

bool is_envelope(std::string_view name) {
  static constexpr std::string_view kEnvelopes[] = {"ISA", "IEA", "GS", "GE", "ST", "SE", "TA1"};
  return std::find(std::begin(kEnvelopes), std::end(kEnvelopes), name) != std::end(kEnvelopes);
}

/// Gives the elements of one segment from left to right.
template <class Out>
class ElementReader {
 public:
  ElementReader(std::string_view segment, const X12Signs& signs, Out& out)
      : segment_(segment), signs_(signs), out_(out) {}

  void read(std::size_t begin, std::string_view name) {
    name_.assign(name);
    std::span<const Meaning> meanings = meanings_of(name);
    std::size_t element = begin + name.size() + 1;
    std::string_view before;
    for (unsigned number = 1; element <= segment_.size(); ++number) {
      const std::size_t end = std::min(segment_.find(signs_.element, element), segment_.size());
      name_.resize(name.size());
      if (tell(number, before, meanings)) give(element, end);
      if (number == 3 && name == "NM1" && before == "2") meanings = kCompanyMeanings;
      before = segment_.substr(element, end - element);
      element = end + 1;
    }
  }

 private:
  /// Makes the name of an element: "NM109 ssn". Returns whether it is a value.
  bool tell(unsigned number, std::string_view qualifier, std::span<const Meaning> meanings) {
    if (number < 10) name_ += '0';
    name_ += std::to_string(number);
    for (const Meaning& meaning : meanings) {
      if (meaning.number != 0 && meaning.number != number) continue;
      if (!meaning.qualifier.empty() && meaning.qualifier != qualifier) continue;
      name_ += ' ';
      name_ += meaning.words;
      return !meaning.words.empty();
    }
    return true;
  }

  void give(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::size_t stop = std::min(segment_.substr(0, end).find(signs_.component, begin), end);
      out_.value(begin, stop, name_);
      begin = stop + 1;
    }
  }

  std::string_view segment_;
  const X12Signs& signs_;
  Out& out_;
  std::string name_;
};

class X12 {
 public:
  explicit X12(X12Signs signs) : signs_(signs) {}

  static std::string_view format() { return "x12"; }
  char terminator() const { return signs_.segment; }

  template <class Out>
  void line(std::string_view segment, Out& out) {
    std::size_t begin = 0;
    while (begin < segment.size() && is_space(segment[begin])) ++begin;
    const std::size_t end = segment.find(signs_.element, begin);
    if (end == std::string_view::npos || end - begin > kMaxSegmentName) return;
    const std::string_view name = segment.substr(begin, end - begin);
    follow(name, begin, out);
    if constexpr (!Out::kSilent) {
      if (out.record_open() && !is_envelope(name)) {
        ElementReader<Out>(segment, signs_, out).read(begin, name);
      }
    }
  }

 private:
  template <class Out>
  void follow(std::string_view name, std::size_t begin, Out& out) {
    static constexpr std::array<std::string_view, 5> kBegins = {"ST", "HL", "INS", "CLP", "ENT"};
    if (std::find(kBegins.begin(), kBegins.end(), name) != kBegins.end()) {
      out.begin_record(begin);
    } else if (is_envelope(name) || name == "PLB") {
      out.end_record(begin);
    }
  }

  X12Signs signs_;
};

}  // namespace

std::unique_ptr<Parser> sniff_x12(const Sample& sample) {
  const std::string_view prefix = sample.bytes();
  const std::size_t begin = bom_length(prefix);
  const std::string_view text = prefix.substr(begin);
  if (!text.starts_with("ISA") || text.size() <= kInterchangeLength) return nullptr;
  const X12Signs signs{text[3], text[kInterchangeLength - 2], text[kInterchangeLength - 1]};
  for (const char sign : {signs.element, signs.component, signs.segment}) {
    if (is_letter(sign) || is_digit(sign) || sign == ' ') return nullptr;
  }
  if (signs.element == signs.component || signs.element == signs.segment) return nullptr;
  constexpr std::ptrdiff_t kElements = 16;
  const std::string_view interchange = text.substr(0, kInterchangeLength - 1);
  if (std::count(interchange.begin(), interchange.end(), signs.element) != kElements) {
    return nullptr;
  }
  std::string_view rest = text.substr(kInterchangeLength);
  while (!rest.empty() && is_space(rest[0])) rest.remove_prefix(1);
  const std::string group{'G', 'S', signs.element};
  const std::string acknowledgement{'T', 'A', '1', signs.element};
  if (!rest.starts_with(group) && !rest.starts_with(acknowledgement)) return nullptr;
  using Machine = LineMachine<X12>;
  return std::make_unique<MachineParser<Machine>>(Machine(X12(signs), begin));
}

}  // namespace leaksift::structure
