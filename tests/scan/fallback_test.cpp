// Structure only adds: what a scan of plain text finds is found in a table too, however broken the
// table is.
#include "scan/text_scan.h"
#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/rounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::scan {
namespace {

/// Values that prove themselves, or have their label beside them, in fields that say nothing.
std::string value(support::Dice& dice) {
  const std::string serial = std::to_string(1000 + dice.below(8999));
  switch (dice.below(5)) {
    case 0:
      return "536-90-" + serial;
    case 1:
      return "SSN: 53690" + serial;
    case 2:
      return "ann" + serial + "@juniper-ridge-mail.com";
    case 3:
      return "4111 1111 1111 1111";
    default:
      return "call +1 202-456-" + serial;
  }
}

using Maker = std::string (*)(support::Dice& dice, std::size_t rows);

std::string csv(support::Dice& dice, std::size_t rows) {
  std::string text = "alpha,beta,gamma\n";
  for (std::size_t i = 0; i < rows; ++i) {
    text +=
        value(dice) + ",\"" + value(dice) + "\n\"\"" + value(dice) + "\"\"\"," + value(dice) + "\n";
  }
  return text;
}

std::string sql(support::Dice& dice, std::size_t rows) {
  std::string text = "CREATE TABLE t (alpha text, beta text);\nINSERT INTO t VALUES\n";
  for (std::size_t i = 0; i < rows; ++i) {
    text += "('" + value(dice) + "','it\\'s " + value(dice) + "'),\n";
  }
  return text + "('x','y');\nCOPY u (gamma, delta) FROM stdin;\n" + value(dice) + "\t\\N\n\\.\n";
}

std::string json(support::Dice& dice, std::size_t rows) {
  std::string text = "{\"alpha\":[";
  for (std::size_t i = 0; i < rows; ++i) {
    text += "{\"beta\":\"" + value(dice) + "\",\"gamma\":{\"delta\":[\"" + value(dice) +
            "\",\"\\u0041 " + value(dice) + "\"]}},\n";
  }
  return text + "{}]}\n";
}

std::string ndjson(support::Dice& dice, std::size_t rows) {
  std::string text;
  for (std::size_t i = 0; i < rows; ++i) {
    text += "{\"beta\":\"" + value(dice) + "\",\"gamma\":\"{\\\"x\\\":\\\"" + value(dice) +
            "\\\"}\"}\n";
  }
  return text;
}

std::string xml(support::Dice& dice, std::size_t rows) {
  std::string text = "<?xml version=\"1.0\"?>\n<alpha>\n";
  for (std::size_t i = 0; i < rows; ++i) {
    text += "<beta gamma=\"" + value(dice) + "\"><delta>" + value(dice) +
            "</delta><eps>&lt;<![CDATA[" + value(dice) + "]]></eps></beta>\n";
  }
  return text + "</alpha>\n";
}

std::string log(support::Dice& dice, std::size_t rows) {
  std::string text;
  for (std::size_t i = 0; i < rows; ++i) {
    text += "2026-01-02T03:04:05Z INFO alpha=\"" + value(dice) + "\" beta=x " + value(dice) + "\n";
  }
  return text;
}

std::string json_in_log(support::Dice& dice, std::size_t rows) {
  std::string text;
  for (std::size_t i = 0; i < rows; ++i) {
    text += "2026-01-02T03:04:05Z INFO alpha={\"beta\":{\"gamma\":\"" + value(dice) +
            "\",\"delta\":[\"" + value(dice) + "\"]}} cb({\"eps\": \"\\u0041 " + value(dice) +
            "\"}) " + value(dice) + "\n";
  }
  return text;
}

std::string access_log(support::Dice& dice, std::size_t rows) {
  std::string text;
  for (std::size_t i = 0; i < rows; ++i) {
    text += "192.0.2.7 - - [02/Jan/2026:03:04:05 +0000] \"GET /a?alpha=" + value(dice) +
            " HTTP/1.1\" 200 12 \"-\" \"" + value(dice) + "\"\n";
  }
  return text;
}

std::string w3c_log(support::Dice& dice, std::size_t rows) {
  std::string text = "#Version: 1.0\n#Fields: date cs-uri-query cs(User-Agent) cs(Cookie)\n";
  for (std::size_t i = 0; i < rows; ++i) {
    text += "2026-01-02\talpha=" + value(dice) + "\t" + value(dice) + "\tbeta=" + value(dice) +
            ";+gamma=" + value(dice) + "\n";
  }
  return text;
}

std::string elb_log(support::Dice& dice, std::size_t rows) {
  std::string text;
  for (std::size_t i = 0; i < rows; ++i) {
    text +=
        "http 2026-01-02T03:04:05.1Z app/lb/1 192.0.2.7:80 - 0 0 0 200 200 0 57 \"GET /a?alpha=" +
        value(dice) + " HTTP/1.1\" \"" + value(dice) + "\" - - - \"" + value(dice) + "\"\n";
  }
  return text;
}

/// A few bytes fall out, come in or change places; sometimes the end is missing.
std::string broken(std::string text, support::Dice& dice) {
  static constexpr std::string_view kSigns = "\"'\\,;\n\t{}[]()<>&%=\0x";
  for (std::size_t i = 0; i < 1 + dice.below(4); ++i) {
    const std::size_t at = dice.below(text.size());
    switch (dice.below(3)) {
      case 0:
        text.erase(at, 1 + dice.below(3));
        break;
      case 1:
        text.insert(at, 1, kSigns[dice.below(kSigns.size())]);
        break;
      default:
        text[at] = kSigns[dice.below(kSigns.size())];
    }
  }
  if (dice.below(4) == 0) text.resize(text.size() - dice.below(text.size() / 2));
  return text;
}

/// Of `matcher`, until it matches again.
std::span<const core::Match> plain_matches(detect::Matcher& matcher, std::string_view text) {
  core::Block block;
  block.bytes.assign(text.begin(), text.end());
  block.own_end = text.size();
  block.last = true;
  return matcher.match(block, {}, core::kMediumConfidence);
}

/// A field whose name says that it is something else lowers the confidence; nothing else may.
bool is_told(const core::Match& match) {
  return match.what->confidence >= core::kMediumConfidence ||
         std::any_of(match.what->why.begin(), match.what->why.end(),
                     [](const core::Reason& reason) { return reason.name == "other_field"; });
}

/// "login password" is a line of text. Where lines have fields, these say what follows a login.
bool is_told_by_its_line(const core::Match& match) {
  return support::project_patterns().patterns[match.what->pattern].id == "password";
}

void expect_nothing_lost(const std::string& text) {
  TextScan scan(support::project_database());
  const auto found = scan.scan(text, 0.0);
  detect::Matcher matcher(support::project_database());
  for (const core::Match& match : plain_matches(matcher, text)) {
    if (is_told_by_its_line(match)) continue;
    const bool kept = std::any_of(found.begin(), found.end(), [&match](const core::Match& other) {
      return other.value.overlaps(match.value) && is_told(other);
    });
    EXPECT_TRUE(kept) << support::project_patterns().patterns[match.what->pattern].id << " at "
                      << match.value.begin << ": "
                      << text.substr(match.value.begin, match.value.length());
  }
}

TEST(Fallback, NoStructureHidesWhatPlainTextShows) {
  support::Dice dice(3);
  for (const Maker make :
       {&csv, &sql, &json, &ndjson, &xml, &log, &json_in_log, &access_log, &w3c_log, &elb_log}) {
    expect_nothing_lost(make(dice, 40));
    for (int i = 0; i < support::rounds(400) && !testing::Test::HasFailure(); ++i) {
      const std::string text = broken(make(dice, 12), dice);
      SCOPED_TRACE(text);
      expect_nothing_lost(text);
    }
  }
}

}  // namespace
}  // namespace leaksift::scan
