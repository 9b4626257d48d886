#include "report/finding_formatter.h"

#include "base/json_text.h"
#include "core/sensitivity.h"
#include "report/json_objects.h"
#include "report/pen.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace leaksift::report {
namespace {

void append_confidence(std::string& out, double confidence) {
  const int hundredths = hundredths_of(confidence);
  out.push_back(static_cast<char>('0' + hundredths / 100));
  out.push_back('.');
  out.push_back(static_cast<char>('0' + hundredths / 10 % 10));
  out.push_back(static_cast<char>('0' + hundredths % 10));
}

void append_why(std::string& out, const core::Reasons& why) {
  std::string joined;
  for (const core::Reason& reason : why) {
    if (out.back() != '[') out.push_back(',');
    joined.assign(reason.name);
    if (!reason.detail.empty()) joined.append(":").append(reason.detail);
    base::append_json(out, joined);
  }
}

bool same_reasons(const core::Reasons& a, const core::Reasons& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return same_place(x.name, y.name) && same_place(x.detail, y.detail);
  });
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

bool FindingFormatter::Verdict::is_of(const core::Finding& finding) const {
  return confidence == finding.confidence && sensitivity == finding.sensitivity &&
         same_place(type, finding.type) && same_place(category, finding.category) &&
         same_reasons(why, finding.why);
}

void FindingFormatter::Verdict::write(const core::Finding& finding) {
  type = finding.type;
  category = finding.category;
  sensitivity = finding.sensitivity;
  confidence = finding.confidence;
  why = finding.why;
  text = "\",\"type\":";
  base::append_json(text, type);
  text.append(",\"category\":");
  base::append_json(text, category);
  text.append(",\"sensitivity\":\"").append(core::name_of(sensitivity));
  text.append("\",\"confidence\":");
  append_confidence(text, confidence);
  text.append(",\"level\":\"").append(core::name_of(core::level_of(confidence)));
  text.append("\",\"why\":[");
  append_why(text, why);
  text.append("],\"value\":");
}

void FindingFormatter::Names::write(const core::Location& location) {
  field = location.field;
  table = location.table;
  text.clear();
  if (!field.empty()) base::append_json(text.append(",\"field\":"), field);
  if (!table.empty()) base::append_json(text.append(",\"table\":"), table);
}

const FindingFormatter::Last& FindingFormatter::last_of(const core::Finding& finding) {
  if (last_.size() <= finding.pattern) last_.resize(finding.pattern + 1);
  Last& last = last_[finding.pattern];
  if (!last.verdict.is_of(finding)) last.verdict.write(finding);
  if (!last.names.is_of(finding.location)) last.names.write(finding.location);
  return last;
}

void FindingFormatter::append(base::TextBuffer& out,
                              const std::shared_ptr<const core::Provenance>& provenance,
                              const core::Finding& finding) {
  if (provenance != provenance_) remember(provenance);
  const auto& [verdict, names] = last_of(finding);
  const core::Location& location = finding.location;
  Pen pen(out.room(kFixedBound + verdict.text.size() + base::json_bound(finding.shown.size()) +
                   place_.size() + names.text.size()));
  pen << "{\"kind\":\"finding\",\"id\":\"" << finding.id;
  pen.raw(verdict.text).json(finding.shown);
  pen << ",\"fingerprint\":\"" << finding.fingerprint << "\"";
  if (finding.part != core::NamePart::kWhole) {
    pen << ",\"part\":\"";
    pen.raw(core::kNamePartNames[static_cast<std::size_t>(finding.part)]) << "\"";
  }
  pen << ",\"location\":{";
  pen.raw(place_) << ",\"offset\":" << location.offset << ",\"length\":" << location.length
                  << ",\"line\":" << location.line << ",\"column\":" << location.column;
  pen.raw(names.text);
  if (location.record != 0) pen << ",\"record\":" << location.record;
  pen << "}}\n";
  out.written_to(pen.end());
}

}  // namespace leaksift::report
