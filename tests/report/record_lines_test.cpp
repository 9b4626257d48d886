#include "report/record_lines.h"

#include "report/sample_scan.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace leaksift::report {
namespace {

core::RecordLine sample_record() {
  core::RecordLine record;
  record.table = "members";
  record.number = 7;
  record.offset = 1200;
  record.length = 90;
  record.line = 12;
  record.types = {{0, 1}, {2, 2}};
  record.sensitivity = core::Sensitivity::kRestricted;
  record.finding_count = 3;
  record.findings.assign(3, core::Digest128{0xab});
  return record;
}

std::string line_of(const core::RecordLine& record) {
  const std::vector<core::TypeInfo> types = sample_header().types;
  RecordFormatter formatter(types);
  base::TextBuffer line;
  formatter.append(line, sample_provenance("/data/members.csv"), record);
  return std::string(line.view());
}

const std::string kId = "\"ab000000000000000000000000000000\"";
const std::string kFront =
    R"({"kind":"record","location":{"path":"/data/members.csv","within":[],"table":"members",)"
    R"("record":7,"line":12,"offset":1200,"length":90},"types":{"email_address":1,"us_ssn":2},)"
    R"("sensitivity":"restricted",)";

TEST(RecordLines, SayWhatARecordHolds) {
  EXPECT_EQ(line_of(sample_record()),
            kFront + R"("notifiable":false,"findings":[)" + kId + "," + kId + "," + kId + "]}\n");
}

TEST(RecordLines, SayWhatObligesToNotifyAndWhereThePersonLives) {
  core::RecordLine record = sample_record();
  record.combinations = {"name+us_ssn", "us_ssn+email_address"};
  record.region = "US-CA";
  record.region_by = core::RegionBasis::kPostalCode;
  record.findings.clear();
  EXPECT_EQ(line_of(record), kFront + R"("notifiable":true,"combination":"name+us_ssn",)"
                                      R"("combinations":["name+us_ssn","us_ssn+email_address"],)"
                                      R"("region":"US-CA","region_by":"postal_code","findings":[],)"
                                      R"("findings_left_out":3})"
                                      "\n");
}

TEST(RecordLines, FollowFromRecordToRecord) {
  const std::vector<core::TypeInfo> types = sample_header().types;
  std::vector<core::RecordLine> records(6, sample_record());
  records[1].types = {{0, 1}, {2, 3}};
  records[2].sensitivity = core::Sensitivity::kInternal;
  records[3].combinations = {"name+us_ssn"};
  records[4].combinations = {"name+us_ssn", "us_ssn+email_address"};
  records[5].types.pop_back();
  for (const std::size_t step : {1U, 2U, 5U}) {
    RecordFormatter formatter(types);
    base::TextBuffer lines;
    std::string apart;
    for (std::size_t i = 0; i < 3 * records.size(); ++i) {
      const core::RecordLine& record = records[i * step % records.size()];
      formatter.append(lines, sample_provenance("/data/members.csv"), record);
      apart += line_of(record);
    }
    EXPECT_EQ(lines.view(), apart) << step;
  }
}

TEST(RecordLines, SayWhatAColumnHolds) {
  const std::vector<core::TypeInfo> types = sample_header().types;
  RecordFormatter formatter(types);
  core::ColumnLine column;
  column.field = "member_ssn";
  column.rows = 100;
  column.filled = 16;
  column.type = 2;
  column.occurrences = 12;
  column.distinct = 11;
  column.confidence = 0.985;
  column.sensitivity = core::Sensitivity::kRestricted;
  std::string line;
  formatter.append(line, sample_provenance("/data/members.csv"), column);
  EXPECT_EQ(line, R"({"kind":"column","path":"/data/members.csv","within":[],"table":"",)"
                  R"("field":"member_ssn","rows":100,"filled":16,"type":"us_ssn",)"
                  R"("sensitivity":"restricted","occurrences":12,"share":0.7500,"distinct":11,)"
                  R"("distinct_exact":true,"confidence":0.98})"
                  "\n");
}

}  // namespace
}  // namespace leaksift::report
