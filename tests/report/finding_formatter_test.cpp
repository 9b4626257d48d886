#include "report/finding_formatter.h"

#include "core/sensitivity.h"
#include "report/sample_scan.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace leaksift::report {
namespace {

std::string format(const core::Finding& finding,
                   const std::shared_ptr<const core::Provenance>& provenance) {
  FindingFormatter formatter;
  base::TextBuffer out;
  formatter.append(out, provenance, finding);
  return std::string(out.view());
}

TEST(FindingFormatter, WritesAllParts) {
  EXPECT_EQ(format(sample_finding(), sample_provenance("/data/a.zip", {"b.csv", "\xff"})),
            R"({"kind":"finding","id":"000102030405060708090a0b0c0d0e0f","type":"us_ssn",)"
            R"("category":"government","sensitivity":"restricted","confidence":0.97,)"
            R"("level":"high","why":["area_group_serial_valid","field_name:ssn"],)"
            R"("value":"***-**-6789","fingerprint":"abababababababababababababababab",)"
            R"("location":{"path":"/data/a.zip","within":["b.csv",{"bytes":"/w=="}],)"
            R"("offset":1234,"length":11,"line":12,"column":3,"field":"member_ssn",)"
            R"("table":"members","record":7}})"
            "\n");
}

TEST(FindingFormatter, LeavesOutWhatThereIsNot) {
  const std::string line = format(bare_finding(), sample_provenance("x"));
  EXPECT_NE(line.find(R"("confidence":0.49,"level":"low","why":[],"value":{"bytes":)"), line.npos);
  EXPECT_NE(line.find(R"("location":{"path":"x","within":[],"offset":0,"length":5,"line":1,)"
                      R"("column":1}})"),
            line.npos);
}

TEST(FindingFormatter, HoldsTheLongestOfEverything) {
  core::Finding finding = sample_finding();
  const std::string controls(4096, '\x01');
  finding.shown = controls;
  finding.location = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
                      controls,   controls,   UINT64_MAX};
  finding.why = {};
  for (int i = 0; i < 4; ++i) finding.why.add(controls, controls);
  const std::string line = format(finding, sample_provenance(controls, {controls}));
  EXPECT_GT(line.size(), 6 * 4096 * 13U);
  EXPECT_EQ(line.substr(line.size() - 33), R"(,"record":18446744073709551615}})"
                                           "\n");
}

TEST(FindingFormatter, FollowsFromBlobToBlob) {
  FindingFormatter formatter;
  base::TextBuffer out;
  for (const char* path : {"a", "b", "a"}) {
    formatter.append(out, sample_provenance(path), sample_finding());
  }
  std::string apart;
  for (const char* path : {"a", "b", "a"})
    apart += format(sample_finding(), sample_provenance(path));
  EXPECT_EQ(out.view(), apart);
}

// What lines have in common is kept from one to the next; each change must show.
TEST(FindingFormatter, FollowsFromFindingToFinding) {
  const auto provenance = sample_provenance("a");
  std::vector<core::Finding> findings(9, sample_finding());
  findings[1].sensitivity = core::Sensitivity::kInternal;
  findings[2].confidence = 0.51;
  findings[3].why.add("keyword", "social security");
  findings[4].location.field = "other";
  findings[5].location.table = {};
  findings[6].type = "de_tax_id";
  findings[7].category = "health";
  findings[8].pattern = 30;
  for (const std::size_t step : {1U, 2U, 4U, 5U}) {  // In several orders.
    FindingFormatter formatter;
    base::TextBuffer out;
    std::string apart;
    for (std::size_t i = 0; i < 3 * findings.size(); ++i) {
      const core::Finding& finding = findings[i * step % findings.size()];
      formatter.append(out, provenance, finding);
      apart += format(finding, provenance);
    }
    EXPECT_EQ(out.view(), apart) << step;
  }
}

TEST(FindingFormatter, RoundsConfidenceDownWithinItsLevel) {
  EXPECT_EQ(hundredths_of(0.0), 0);
  EXPECT_EQ(hundredths_of(0.29), 29);
  EXPECT_EQ(hundredths_of(0.5), 50);
  EXPECT_EQ(hundredths_of(0.8), 80);
  EXPECT_EQ(hundredths_of(0.7999999999999999), 79);
  EXPECT_EQ(hundredths_of(0.49999999999999994), 49);
  EXPECT_EQ(hundredths_of(0.999), 99);
  EXPECT_EQ(hundredths_of(1.0), 100);
  for (int i = 0; i <= 100'000; ++i) {
    const double confidence = i / 100'000.0;
    const double told = hundredths_of(confidence) / 100.0;
    EXPECT_LE(told, confidence + 1e-9);
    EXPECT_GT(told, confidence - 0.0100001);
    EXPECT_EQ(core::level_of(told), core::level_of(confidence));
  }
}

}  // namespace
}  // namespace leaksift::report
