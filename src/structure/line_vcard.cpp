#include "structure/line_vcard.h"

#include "base/ascii.h"
#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>
#include <vector>

namespace leaksift::structure {

namespace {

constexpr std::string_view kNameParts[] = {"N.family", "N.given", "N.additional", "N.prefix",
                                           "N.suffix"};
constexpr std::string_view kAddressParts[] = {
    "ADR.box", "ADR.extended", "ADR.street", "ADR.city", "ADR.region", "ADR.code", "ADR.country"};

/// A content line up to its value.
struct Property {
  std::string_view name;  ///< Empty if the line is none.
  std::size_t value = 0;
  bool encoded = false;  ///< In base64 or quoted-printable.
};

/// Where the value begins: behind the colon that no quoted parameter holds.
std::size_t find_colon(std::string_view line) {
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"') quoted = !quoted;
    if (line[at] == ':' && !quoted) return at;
  }
  return std::string_view::npos;
}

bool says_encoded(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::size_t end = std::min(parameters.find(';', 1), parameters.size());
    const std::string_view parameter = parameters.substr(1, end - 1);
    const std::string_view value = parameter.substr(parameter.find('=') + 1);
    for (const std::string_view known : {"b", "base64", "quoted-printable"}) {
      if (base::equal_caseless(value, known)) return true;
    }
    parameters.remove_prefix(end);
  }
  return false;
}

/// The name in front of the parameters in `head`; empty if that is none.
std::string_view name_of(std::string_view head) {
  std::string_view name = head.substr(0, head.find(';'));
  const std::size_t group = name.find('.');
  if (group != std::string_view::npos) name.remove_prefix(group + 1);
  const bool proper = std::all_of(name.begin(), name.end(),
                                  [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
  return proper ? name.substr(0, kMaxNameLength) : std::string_view();
}

Property read_property(std::string_view line) {
  const std::size_t colon = find_colon(line);
  if (colon == std::string_view::npos) return {};
  const std::string_view head = line.substr(0, colon);
  const std::string_view name = name_of(head);
  if (name.empty()) return {};
  return {name, colon + 1, says_encoded(head.substr(std::min(head.find(';'), colon)))};
}

/// Whether BEGIN or END of this begins or ends a record: a card, or a component of a calendar that
/// has attendees (RFC 5545, 3.6).
bool is_record(std::string_view value) {
  while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
  static constexpr std::string_view kRecords[] = {"vcard", "vevent", "vtodo", "vjournal",
                                                  "vfreebusy"};
  return std::any_of(std::begin(kRecords), std::end(kRecords), [value](std::string_view known) {
    return base::equal_caseless(value, known);
  });
}

class VCard {
 public:
  explicit VCard(bool calendar) : calendar_(calendar) {}

  std::string_view format() const { return calendar_ ? "icalendar" : "vcard"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty()) return;
    if (line[0] == ' ' || line[0] == '\t') {
      if (folds_) give(line, 1, out);
      return;
    }
    const Property property = read_property(line);
    folds_ = false;
    if (calendar_ && out.record_open()) give_common_name(line, out);
    if (property.name.empty()) return;
    const std::string_view value = line.substr(property.value);
    if (base::equal_caseless(property.name, "begin")) {
      if (is_record(value)) out.begin_record();
    } else if (base::equal_caseless(property.name, "end")) {
      if (is_record(value)) out.end_record(line.size());
    } else if (!property.encoded && out.record_open()) {
      begin(property.name);
      give(line, property.value, out);
    }
  }

 private:
  void begin(std::string_view name) {
    name_ = name;
    part_ = 0;
    folds_ = true;
    parts_ = {};
    if (base::equal_caseless(name, "n")) parts_ = kNameParts;
    if (base::equal_caseless(name, "adr")) parts_ = kAddressParts;
  }

  /// The parameter CN of an attendee or organizer, whose value is an address (RFC 5545, 3.2.2).
  template <class Out>
  void give_common_name(std::string_view line, Out& out) {
    constexpr std::string_view kParameter = ";CN=";
    const std::string_view head = line.substr(0, find_colon(line));
    const std::size_t at = head.find(kParameter);
    if (at == std::string_view::npos || name_of(head).empty()) return;
    std::size_t begin = at + kParameter.size();
    const bool quoted = begin < head.size() && head[begin] == '"';
    if (quoted) ++begin;
    const std::size_t end = head.find(quoted ? '"' : ';', begin);
    out.value(begin, std::min(end, head.size()), std::string(name_of(head)) + ".cn");
  }

  std::string_view part_name() const {
    return part_ < parts_.size() ? parts_[part_] : std::string_view(name_);
  }

  /// The value, or one line of it, from this offset to the line's end.
  template <class Out>
  void give(std::string_view line, std::size_t from, Out& out) {
    bool escaped = false;
    std::size_t begin = from;
    for (std::size_t at = from; at <= line.size(); ++at) {
      const bool ends = at == line.size() || (line[at] == ';' && !parts_.empty());
      if (ends) {
        out.value(begin, at, part_name(),
                  escaped ? core::Encoding::kBackslash : core::Encoding::kPlain);
        if (at != line.size()) ++part_;
        begin = at + 1;
        escaped = false;
      } else if (line[at] == '\\' && at + 1 < line.size()) {
        escaped = true;
        ++at;
      }
    }
  }

  bool calendar_;
  std::string name_;                         ///< Of the latest property.
  std::span<const std::string_view> parts_;  ///< Names of its components.
  std::size_t part_ = 0;                     ///< The component that has begun.
  bool folds_ = false;                       ///< A line that begins with a space goes on with it.
};

}  // namespace

std::unique_ptr<Parser> sniff_vcard(const Sample& sample) {
  constexpr std::string_view kCard = "begin:vcard";
  constexpr std::string_view kCalendar = "begin:vcalendar";
  const std::string_view first = sample.first_line();
  const bool calendar = base::equal_caseless(first.substr(0, kCalendar.size()), kCalendar);
  if (!calendar && !base::equal_caseless(first.substr(0, kCard.size()), kCard)) return nullptr;
  if (sample.lines().size() < 2) return nullptr;
  return line_parser(VCard(calendar), sample);
}

}  // namespace leaksift::structure
