#include "report/writer.h"

#include "report/finding_formatter.h"
#include "report/sample_scan.h"
#include "support/source_dir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace leaksift::report {
namespace {

void tell_findings(Writer& writer, std::string_view lines) {
  if (!writer.wants_entries()) return;
  EXPECT_TRUE(writer.entries(lines).ok());
}

std::string write_sample(Format format, WriterOptions options = {}) {
  StringSink sink;
  const auto writer = make_writer(format, sink, options);
  EXPECT_TRUE(writer->header(sample_header()).ok());
  const auto files = sample_files();
  FindingFormatter formatter;
  base::TextBuffer lines;
  formatter.append(lines, files[0].provenance, sample_finding());
  formatter.append(lines, files[0].provenance, bare_finding());
  tell_findings(*writer, lines.view());
  for (std::size_t i = 0; i < files.size(); ++i) {
    lines.clear();
    if (i == 1) formatter.append(lines, files[1].provenance, sample_finding());
    tell_findings(*writer, lines.view());
    EXPECT_TRUE(writer->file(files[i]).ok());
  }
  EXPECT_TRUE(writer->summary(sample_summary()).ok());
  return sink.text;
}

/// Compares with tests/report/golden; LEAKSIFT_UPDATE_GOLDEN=1 writes the files instead.
/// schema_test.py holds the JSON ones against the schema.
void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = support::source_dir() + "/tests/report/golden/" + name;
  if (std::getenv("LEAKSIFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string golden{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(text, golden) << path;
}

TEST(Writer, NdjsonIsAsItWas) {
  expect_golden("sample.ndjson", write_sample(Format::kNdjson));
}

TEST(Writer, JsonIsAsItWas) {
  expect_golden("sample.json", write_sample(Format::kJson));
}

TEST(Writer, TextIsAsItWas) {
  expect_golden("sample.txt", write_sample(Format::kText));
}

TEST(Writer, JsonWithoutEntriesIsADocument) {
  StringSink sink;
  const auto writer = make_writer(Format::kJson, sink, {});
  ASSERT_TRUE(writer->header(sample_header()).ok());
  ASSERT_TRUE(writer->summary(core::Summary{}).ok());
  expect_golden("empty.json", sink.text);
}

/// Columns, for text in which the only wide characters are the two of Tokyo.
std::size_t columns_of(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) columns += (static_cast<unsigned char>(c) & 0xc0U) != 0x80 ? 1 : 0;
  for (const std::string_view wide : {"東", "京"}) {
    for (std::size_t at = 0; (at = line.find(wide, at)) != line.npos; ++at) ++columns;
  }
  return columns;
}

TEST(Writer, TextFitsAnyWidth) {
  for (const std::size_t width : {60U, 61U, 80U, 100U, 200U}) {
    const std::string text = write_sample(Format::kText, {.width = width});
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      EXPECT_LE(columns_of(std::string_view(text).substr(at, end - at)), width)
          << text.substr(at, end - at);
      at = end + 1;
    }
  }
  EXPECT_EQ(write_sample(Format::kText, {.width = 10}), write_sample(Format::kText, {.width = 60}));
}

TEST(Writer, TextHoldsNoControlsOfOthers) {
  const std::string text = write_sample(Format::kText, {.width = 500});
  for (const char c : text) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
  }
  EXPECT_EQ(text.find("\u202e"), text.npos);
  EXPECT_EQ(text.find('\xff'), text.npos);
  EXPECT_NE(text.find("\\x1b]0;owned\\x07/\\u{202e}txt.exe\\x0a/caf\\xe9/東京/"), text.npos);
}

TEST(Writer, ColourOnlyAddsColour) {
  const std::string plain = write_sample(Format::kText);
  std::string colored = write_sample(Format::kText, {.color = true});
  EXPECT_NE(colored, plain);
  for (std::size_t at = 0; (at = colored.find("\x1b[", at)) != colored.npos;) {
    colored.erase(at, colored.find('m', at) - at + 1);
  }
  EXPECT_EQ(colored, plain);
}

TEST(Writer, TextSaysWhenThereIsNothing) {
  StringSink sink;
  const auto writer = make_writer(Format::kText, sink, {});
  ASSERT_TRUE(writer->header(sample_header()).ok());
  core::Summary summary;
  summary.types.resize(4);
  ASSERT_TRUE(writer->summary(summary).ok());
  EXPECT_EQ(sink.text.find("No findings.\n"), 0U);
  EXPECT_NE(sink.text.find("\nCOMPLETE: all was scanned.\n"), sink.text.npos);
}

/// Takes nothing.
class FullSink final : public Sink {
 public:
  base::Status write(std::string_view) override { return base::Error{"disk full"}; }
};

TEST(Writer, HandsOnTheFailureOfItsSink) {
  FullSink sink;
  for (const Format format : {Format::kNdjson, Format::kJson}) {
    const auto writer = make_writer(format, sink, {});
    EXPECT_FALSE(writer->header(sample_header()).ok());
    EXPECT_FALSE(writer->entries("{}\n").ok());
    EXPECT_FALSE(writer->file(sample_files()[0]).ok());
    EXPECT_FALSE(writer->summary(sample_summary()).ok());
  }
  const auto text = make_writer(Format::kText, sink, {});
  EXPECT_EQ(text->summary(core::Summary{}).error().message, "disk full");
}

}  // namespace
}  // namespace leaksift::report
