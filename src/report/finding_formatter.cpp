#include "report/finding_formatter.h"

#include "base/hash.h"
#include "base/json_text.h"
#include "core/sensitivity.h"
#include "report/json_objects.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace leaksift::report {
namespace {

/// More than all fixed text and numbers of a line.
constexpr std::size_t kFixedBound = 1024;

/// The end of a line that is being written into a buffer with room enough.
class Pen {
 public:
  explicit Pen(char* at) : at_(at) {}

  template <std::size_t size>
  Pen& operator<<(const char (&literal)[size]) {
    std::memcpy(at_, literal, size - 1);
    at_ += size - 1;
    return *this;
  }
  Pen& operator<<(std::uint64_t number) {
    at_ = std::to_chars(at_, at_ + 20, number).ptr;
    return *this;
  }
  Pen& operator<<(const core::Digest128& digest) {
    at_ = base::write_hex(at_, digest);
    return *this;
  }
  /// Text that is JSON already.
  Pen& raw(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
    return *this;
  }
  Pen& json(std::string_view text) {
    at_ = base::write_json(at_, text);
    return *this;
  }
  char* end() const { return at_; }

 private:
  char* at_;
};

std::size_t bound_of(const core::Finding& finding, std::string_view place) {
  std::size_t bound = kFixedBound + place.size();
  for (const std::string_view text : {finding.type, finding.category, finding.shown,
                                      finding.location.field, finding.location.table}) {
    bound += base::json_bound(text.size());
  }
  for (const core::Reason& reason : finding.why) {
    bound += base::json_bound(reason.name.size() + 1 + reason.detail.size());
  }
  return bound;
}

void write_confidence(Pen& pen, double confidence) {
  const int hundredths = hundredths_of(confidence);
  const char digits[] = {static_cast<char>('0' + hundredths / 100), '.',
                         static_cast<char>('0' + hundredths / 10 % 10),
                         static_cast<char>('0' + hundredths % 10)};
  pen.raw({digits, sizeof digits});
}

void write_why(Pen& pen, const core::Reasons& why, std::string& joined) {
  bool first = true;
  for (const core::Reason& reason : why) {
    if (!first) pen << ",";
    first = false;
    if (reason.detail.empty()) {
      pen.json(reason.name);
    } else {
      joined.assign(reason.name).append(":").append(reason.detail);
      pen.json(joined);
    }
  }
}

void write_location(Pen& pen, std::string_view place, const core::Location& location) {
  pen.raw(place) << ",\"offset\":" << location.offset << ",\"length\":" << location.length
                 << ",\"line\":" << location.line << ",\"column\":" << location.column;
  if (!location.field.empty()) (pen << ",\"field\":").json(location.field);
  if (!location.table.empty()) (pen << ",\"table\":").json(location.table);
  if (location.record != 0) pen << ",\"record\":" << location.record;
}

}  // namespace

int hundredths_of(double confidence) {
  // 0.29 * 100 is a little less than 29.
  constexpr double kSlack = 1e-9;
  const int hundredths = static_cast<int>(std::floor(confidence * 100 + kSlack));
  const bool crosses = core::level_of(hundredths / 100.0) != core::level_of(confidence);
  return crosses ? hundredths - 1 : hundredths;
}

void FindingFormatter::remember(const std::shared_ptr<const core::Provenance>& provenance) {
  place_.clear();
  append_place(place_, *provenance, Within::kAlways);
  provenance_ = provenance;
}

void FindingFormatter::append(std::string& out,
                              const std::shared_ptr<const core::Provenance>& provenance,
                              const core::Finding& finding) {
  if (provenance != provenance_) remember(provenance);
  const std::size_t bound = bound_of(finding, place_);
  if (line_.size() < bound) line_.resize(bound);

  Pen pen(line_.data());
  pen << "{\"kind\":\"finding\",\"id\":\"" << finding.id << "\",\"type\":";
  pen.json(finding.type) << ",\"category\":";
  pen.json(finding.category) << ",\"sensitivity\":\"";
  pen.raw(core::name_of(finding.sensitivity)) << "\",\"confidence\":";
  write_confidence(pen, finding.confidence);
  pen << ",\"level\":\"";
  pen.raw(core::name_of(core::level_of(finding.confidence))) << "\",\"why\":[";
  write_why(pen, finding.why, reason_);
  pen << "],\"value\":";
  pen.json(finding.shown) << ",\"fingerprint\":\"" << finding.fingerprint << "\",\"location\":{";
  write_location(pen, place_, finding.location);
  pen << "}}\n";
  out.append(line_.data(), static_cast<std::size_t>(pen.end() - line_.data()));
}

}  // namespace leaksift::report
