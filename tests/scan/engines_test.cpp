// All engines give the same matches: the fast paths change the time of a scan and nothing else.

#include "scan/text_scan.h"
#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/read_file.h"
#include "support/show_matches.h"
#include "support/shrink.h"
#include "support/source_dir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace leaksift::scan {
namespace {

using support::Dice;

std::vector<std::string> difference(const std::vector<std::string>& from,
                                    const std::vector<std::string>& without) {
  std::vector<std::string> left;
  for (const std::string& item : from) {
    if (std::find(without.begin(), without.end(), item) == without.end()) left.push_back(item);
  }
  return left;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "    " + line + "\n";
  return text;
}

/// The three engines side by side.
class Engines {
 public:
  /// Fails the test with the smallest text on which the engines still differ.
  void expect_same(const std::string& text, const std::string& what) {
    if (same(text)) return;
    const std::string small = support::shrink(text, [this](const auto& t) { return !same(t); });
    const auto fast = shown(fast_, small);
    const auto reference = shown(reference_, small);
    const auto re2 = shown(re2_, small);
    ADD_FAILURE() << what << ": the engines differ on:\n"
                  << testing::PrintToString(small) << "\n  only fast, not reference:\n"
                  << joined(difference(fast, reference)) << "  only reference, not fast:\n"
                  << joined(difference(reference, fast)) << "  only reference, not re2:\n"
                  << joined(difference(reference, re2)) << "  only re2, not reference:\n"
                  << joined(difference(re2, reference));
  }

  std::size_t matches() const { return matches_; }

 private:
  static std::vector<std::string> shown(TextScan& scan, const std::string& text) {
    return support::show(support::project_patterns(), scan.scan(text, 0.0));
  }

  bool same(const std::string& text) {
    const auto fast = shown(fast_, text);
    matches_ += fast.size();
    return fast == shown(reference_, text) && fast == shown(re2_, text);
  }

  TextScan fast_{support::project_database(detect::Engine::kFast)};
  TextScan reference_{support::project_database(detect::Engine::kReference)};
  TextScan re2_{support::project_database(detect::Engine::kRe2)};
  std::size_t matches_ = 0;
};

TEST(Engines, AgreeOnEachExample) {
  Engines engines;
  for (const std::string& text : support::example_texts(support::project_patterns())) {
    engines.expect_same(text, "an example");
  }
  EXPECT_GT(engines.matches(), 500U);
}

// Runs of the byte with which a letter beyond ASCII begins, right before it.
TEST(Engines, AgreeBehindRunsOfALeadByte) {
  Engines engines;
  constexpr std::size_t kRun = 9;
  for (const std::string& text : support::example_texts(support::project_patterns())) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto beyond = [&text](std::size_t i) {
        return static_cast<unsigned char>(text[i]) >= 0x80;
      };
      if (!beyond(at) || (at > 0 && beyond(at - 1))) continue;
      std::string spoilt = text;
      spoilt.insert(at, kRun, text[at]);
      engines.expect_same(spoilt, "behind a run");
      if (testing::Test::HasFailure()) return;
    }
  }
}

TEST(Engines, AgreeOnExamplesGluedTogether) {
  Engines engines;
  const auto texts = support::example_texts(support::project_patterns());
  for (std::uint64_t seed = 1; seed <= 40 && !testing::Test::HasFailure(); ++seed) {
    Dice dice(seed);
    engines.expect_same(support::glued_text(texts, 16 * 1024, dice),
                        "seed " + std::to_string(seed));
  }
  EXPECT_GT(engines.matches(), 5000U);
}

// What a column is named for decides most cells before anything is looked for in them: there too
// the engines agree, however the cells are spoilt.
TEST(Engines, AgreeOnTables) {
  Engines engines;
  const auto values = support::example_values(support::project_patterns());
  for (std::uint64_t seed = 1; seed <= 120 && !testing::Test::HasFailure(); ++seed) {
    Dice dice(seed);
    const std::string text = support::table_text(support::project_patterns(), values, 40, dice);
    engines.expect_same(text, "table " + std::to_string(seed));
    engines.expect_same(support::mutated(text, 30, dice), "damaged table " + std::to_string(seed));
  }
  EXPECT_GT(engines.matches(), 5000U);
}

TEST(Engines, AgreeOnDigitSoup) {
  Engines engines;
  for (std::uint64_t seed = 1; seed <= 40 && !testing::Test::HasFailure(); ++seed) {
    Dice dice(seed);
    engines.expect_same(support::soup(16 * 1024, dice), "seed " + std::to_string(seed));
  }
  EXPECT_GT(engines.matches(), 1000U);
}

TEST(Engines, AgreeOnDamagedFiles) {
  Engines engines;
  Dice dice(7);
  const auto files = support::files_below(support::source_dir() + "/tests/corpus/seized");
  ASSERT_GT(files.size(), 20U);
  for (const auto& file : files) {
    if (testing::Test::HasFailure()) break;
    const std::string text = support::read_file(file).substr(0, 32 * 1024);
    engines.expect_same(text, file.filename().string());
    engines.expect_same(support::mutated(text, 40, dice), file.filename().string() + ", damaged");
  }
}

}  // namespace
}  // namespace leaksift::scan
