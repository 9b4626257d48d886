#include "structure/line_hl7.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

/// What MSH-1 and MSH-2 say. Fixed for a blob by its first header.
struct Hl7Signs {
  char field = '|';
  char component = '^';
  char repetition = '~';
  char escape = '\\';
  char subcomponent = '&';
};

constexpr std::size_t kNameLength = 3;

bool is_header_segment(std::string_view name) {
  return name == "MSH" || name == "FHS" || name == "BHS";
}

/// MLLP puts 0x0B before a message, and 0x1C behind it.
std::size_t frame_length(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && (line[length] == '\x0b' || line[length] == '\x1c')) ++length;
  return length;
}

/// The name of the segment, or a null view.
std::string_view segment_name(std::string_view line, char field) {
  if (line.size() <= kNameLength || line[kNameLength] != field) return {};
  for (std::size_t i = 0; i < kNameLength; ++i) {
    const bool upper = line[i] >= 'A' && line[i] <= 'Z';
    if (!upper && (i == 0 || !is_digit(line[i]))) return {};
  }
  return line.substr(0, kNameLength);
}

/// Whether `line` is a header with proper encoding characters, which are put into `signs`.
bool read_signs(std::string_view line, Hl7Signs& signs) {
  constexpr std::size_t kLength = 8;
  if (line.size() <= kLength || !is_header_segment(line.substr(0, kNameLength))) return false;
  for (std::size_t i = kNameLength; i < kLength; ++i) {
    if (is_letter(line[i]) || is_digit(line[i]) || is_space(line[i])) return false;
  }
  signs = {line[3], line[4], line[5], line[6], line[7]};
  return true;
}

/// Where a header begins behind what a log puts before it, as in "10:02:11 RX MSH|^~\\&|…"; else
/// where the frame of MLLP ends.
std::size_t segment_begin(std::string_view line) {
  Hl7Signs signs;
  const std::size_t begin = frame_length(line);
  for (std::size_t at = line.find("MSH", begin); at != npos; at = line.find("MSH", at + 1)) {
    const bool apart = at == begin || (!is_letter(line[at - 1]) && !is_digit(line[at - 1]));
    if (apart && read_signs(line.substr(at), signs)) return at;
  }
  return begin;
}

/// What an identifier is, by the code in the fifth component behind it (data type CX, table 0203).
struct Identifier {
  std::string_view code;
  std::string_view words;
};
constexpr unsigned kCodeComponent = 5;
constexpr std::array<Identifier, 6> kIdentifiers = {{
    {"SS", "ssn"},
    {"DL", "drivers license number"},
    {"PPN", "passport number"},
    {"TAX", "tax id"},
    {"MC", "medicare number"},
    {"MB", "member id"},
}};

/// Fields that begin with the identifier of a doctor (data type XCN): of attending, referring,
/// consulting, admitting and primary care, who ordered, and who read the result.
struct DoctorField {
  std::string_view segment;
  unsigned field;
};
constexpr std::array<DoctorField, 10> kDoctorFields = {{{"PV1", 7},
                                                        {"PV1", 8},
                                                        {"PV1", 9},
                                                        {"PV1", 17},
                                                        {"PV1", 52},
                                                        {"PD1", 4},
                                                        {"ORC", 12},
                                                        {"OBR", 16},
                                                        {"OBR", 28},
                                                        {"OBR", 32}}};
constexpr std::string_view kDoctorWords = "provider identifier";

/// Gives the components of one segment from left to right.
template <class Out>
class SegmentReader {
 public:
  SegmentReader(std::string_view line, const Hl7Signs& signs, Out& out)
      : line_(line), signs_(signs), out_(out) {}

  /// `begin`: of the segment's name.
  void read(std::size_t begin) {
    segment_ = line_.substr(begin, kNameLength);
    // The encoding characters of a header are its second field, and no value.
    field_ = is_header_segment(segment_) ? 2 : 1;
    std::size_t value = begin + kNameLength + 1;
    if (field_ == 2) value = line_.find(signs_.field, value);
    if (value == std::string_view::npos) return;
    if (field_ == 2) {
      field_ = 3;
      ++value;
    }
    for (std::size_t at = value; at < line_.size(); ++at) {
      if (!separates(line_[at])) continue;
      give(value, at);
      pass(line_[at]);
      value = at + 1;
    }
    give(value, line_.size());
  }

 private:
  bool separates(char c) const {
    return c == signs_.field || c == signs_.component || c == signs_.repetition ||
           c == signs_.subcomponent || c == '\x1c';
  }

  void pass(char c) {
    if (c == signs_.field) {
      ++field_;
      component_ = 1;
    } else if (c == signs_.component) {
      ++component_;
    } else if (c == signs_.repetition) {
      component_ = 1;
    }
  }

  /// What the identifier that ends at `end`, the first component, is said to be; empty if nothing
  /// of its own.
  std::string_view kind_behind(std::size_t end) const {
    std::size_t at = end;
    for (unsigned left = kCodeComponent - 1; left > 0; ++at) {
      if (at == line_.size() || line_[at] == signs_.field || line_[at] == signs_.repetition) {
        return {};
      }
      if (line_[at] == signs_.component) --left;
    }
    for (const auto& [code, words] : kIdentifiers) {
      const std::string_view rest = line_.substr(at);
      const bool ends =
          rest.size() == code.size() || (rest.size() > code.size() && separates(rest[code.size()]));
      if (ends && rest.starts_with(code)) return words;
    }
    return {};
  }

  /// What the first component of a field, which ends at `end`, is called.
  std::string_view words_of(std::size_t end) const {
    const std::string_view kind = kind_behind(end);
    if (!kind.empty()) return kind;
    const bool doctor =
        std::any_of(kDoctorFields.begin(), kDoctorFields.end(), [this](const DoctorField& known) {
          return known.segment == segment_ && known.field == field_;
        });
    return doctor ? kDoctorWords : std::string_view();
  }

  /// Whether the component text[begin, end) is a telephone's area whose local number is the next
  /// one (data type XTN, components 6 and 7): both are one value.
  bool is_area(std::size_t begin, std::size_t end) const {
    constexpr unsigned kAreaComponent = 6;
    if (component_ != kAreaComponent || end >= line_.size() || line_[end] != signs_.component) {
      return false;
    }
    const auto digit_at = [this](std::size_t at) {
      return at < line_.size() && is_digit(line_[at]);
    };
    return digit_at(begin) && digit_at(end - 1) && digit_at(end + 1);
  }

  void give(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    if (is_area(begin, end)) {
      area_begin_ = begin;
      return;
    }
    begin = std::min(begin, std::exchange(area_begin_, kNone));
    name_.assign(segment_);
    if (const std::string_view words = component_ == 1 ? words_of(end) : ""; !words.empty()) {
      name_ += ' ';
      name_ += words;
      return out_.value(begin, end, name_);
    }
    name_ += '-';
    name_ += std::to_string(field_);
    name_ += '.';
    name_ += std::to_string(component_);
    out_.value(begin, end, name_);
  }

  std::string_view line_;
  const Hl7Signs& signs_;
  Out& out_;
  std::string_view segment_;
  std::string name_;
  static constexpr std::size_t kNone = std::string_view::npos;
  std::size_t area_begin_ = kNone;
  unsigned field_ = 1;
  unsigned component_ = 1;
};

class Hl7 {
 public:
  explicit Hl7(Hl7Signs signs) : signs_(signs) {}

  static std::string_view format() { return "hl7"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    const std::size_t begin = segment_begin(line);
    const std::string_view name = segment_name(line.substr(begin), signs_.field);
    if (name.data() == nullptr) return;
    if (name == "MSH") {
      out.begin_record(begin);
    } else if (is_header_segment(name) || name == "BTS" || name == "FTS") {
      out.end_record(0);
    }
    if constexpr (!Out::kSilent) {
      if (out.record_open()) SegmentReader<Out>(line, signs_, out).read(begin);
    }
  }

 private:
  Hl7Signs signs_;
};

}  // namespace

std::unique_ptr<Parser> sniff_hl7(const Sample& sample) {
  constexpr unsigned kLeastShare = 80;
  constexpr unsigned kLeastShareInLog = 50;
  Hl7Signs signs;
  bool known = false;
  bool first = true;
  bool log = false;
  std::size_t segments = 0;
  std::size_t judged = 0;
  for (const std::string_view line : sample.lines()) {
    const std::size_t begin = segment_begin(line);
    const std::string_view text = line.substr(begin);
    if (text.empty()) continue;
    known = known || read_signs(text, signs);
    log = log || (first && (!known || begin > frame_length(line)));
    first = false;
    ++judged;
    if (known && segment_name(text, signs.field).data() != nullptr) ++segments;
  }
  if (segments < 2 || !is_share(segments, judged, log ? kLeastShareInLog : kLeastShare)) {
    return nullptr;
  }
  return line_parser(Hl7(signs), sample);
}

}  // namespace leaksift::structure
