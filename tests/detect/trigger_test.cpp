#include "detect/trigger.h"

#include "detect/byte_row.h"
#include "detect/regex_syntax.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

Trigger trigger_in(std::string_view expression) {
  const auto tree = parse_regex(expression, false);
  EXPECT_TRUE(tree.ok()) << expression;
  return trigger_of(tree->root, false);
}

/// Whether some match of the trigger within `match` ends no farther from its beginning than `lead`,
/// with a byte of `behind` behind it, or nothing.
bool leads_to(const Trigger& trigger, std::string_view match) {
  const re2::RE2 part("(?s).*?(" + trigger.expression + ")", re2::RE2::Latin1);
  for (std::size_t end = 1; end <= match.size() && end <= trigger.lead; ++end) {
    const bool fits = end == match.size() || trigger.behind[static_cast<unsigned char>(match[end])];
    const re2::StringPiece front(match.data(), end);
    if (fits && re2::RE2::FullMatch(front, part)) return true;
  }
  return false;
}

TEST(Trigger, EndsNearTheFrontOfEveryMatchBeforeBytesThatItKnows) {
  struct Case {
    std::string_view expression;
    std::vector<std::string> matches;
  };
  const std::vector<Case> cases = {
      {"(?:account|acct)\\.?(?: no)?[:#]? ?[0-9]{4}",
       {"account1234", "acct. no: 1234", "acct#1234", "account no 1234"}},
      {"[0-9]{1,3} (?:[A-Z][a-z]{1,9} ){1,3}(?:Street|St)\\.?(?:, [0-9]{2})?",
       {"1 Al Street", "123 High Long Old St.", "9 Main St, 44"}},
      {"key-[0-9a-f]{8,20}", {"key-01234567", "key-0123456789abcdef"}},
      {"(?:sk|pk)_live_[a-z]{3,9}|ghp_[a-z]{4}", {"sk_live_abc", "pk_live_abcdefghi", "ghp_abcd"}},
      {"[a-z]{0,30}://[a-z]{1,9}", {"://a", "postgresql://host"}},
  };
  for (const auto& [expression, matches] : cases) {
    const Trigger trigger = trigger_in(expression);
    for (const std::string& match : matches) {
      ASSERT_TRUE(re2::RE2::FullMatch(match, re2::RE2(std::string(expression)))) << match;
      EXPECT_TRUE(leads_to(trigger, match))
          << expression << " by " << trigger.expression << " in " << match;
    }
  }
}

TEST(Trigger, IsARowWhereOneCertainByteBeginsIt) {
  const Trigger line = trigger_in("[A-Z][a-z]{2,9} [0-9]{1,4},?\r?\n[0-9]{5} {1,2}[A-Z]");
  ASSERT_EQ(line.row.size(), 7U);  // Up to the first blank, behind which there may be another.
  ByteRows rows;
  ASSERT_TRUE(rows.add(0, line.row));
  ByteRows::Ends ends;
  rows.find("Zeile 99\r\n91054  E", ends);
  ASSERT_EQ(ends[0], std::vector<std::uint32_t>{16});
  EXPECT_LE(ends[0][0], line.lead);
  EXPECT_TRUE(line.behind.all());
  const Trigger hash = trigger_in("\\*[0-9A-F]{40}");
  EXPECT_EQ(hash.row.size(), 12U);
  EXPECT_EQ(hash.behind, hash.row[1]);
  EXPECT_TRUE(trigger_in("\\*\\*[0-9A-F]{40}").row.empty());  // Two bytes are certain.
  EXPECT_TRUE(trigger_in("a[0-9]{40}").row.empty());          // Letters are everywhere.
  EXPECT_EQ(trigger_in("\\+[0-9]{3,6} [0-9]{2}").row.size(), 4U);
  EXPECT_TRUE(trigger_in("\\+[0-9]{2,6} [0-9]{2}").row.empty());  // Too short.
}

TEST(Trigger, SaysHowFarBackAMatchMayBegin) {
  // Of the digits those count that it looks for.
  EXPECT_EQ(trigger_in("(?:accountant|bookkeeper)[0-9]{0,17}").lead, 10U);
  EXPECT_EQ(trigger_in("[a-z]{1,9}://x{0,99}").lead, 9U + 3U);
  EXPECT_EQ(trigger_in("a{0,5}secret_word[0-9]{0,4}x?").lead, 5U + 11U);
}

TEST(Trigger, SaysWhatMayStandBehindIt) {
  const Trigger account = trigger_in("(?:accountant|bookkeeper)\\.? ?(?:[0-9]{8,17})");
  EXPECT_TRUE(account.behind['.'] && account.behind[' '] && account.behind['7']);
  EXPECT_FALSE(account.behind['_'] || account.behind['"'] || account.behind['s']);
  // It may be all of a match: anything.
  EXPECT_TRUE(trigger_in("accountants?").behind.all());
  // More digits than it looks for, or what follows these.
  const Trigger digits = trigger_in("accountant[0-9]{4,12}x");
  EXPECT_TRUE(digits.behind['0']);
  EXPECT_FALSE(digits.behind['y']);
}

std::optional<RunEnd> run_end_in(std::string_view expression) {
  const auto tree = parse_regex(expression, false);
  EXPECT_TRUE(tree.ok()) << expression;
  return run_end_of(tree->root);
}

TEST(RunEnd, IsTheByteBehindALongRunOfDigits) {
  const auto track = run_end_in("%[Bb]\\d{12,19}\\^[A-Z/]{2,26}\\^\\d{7}");
  ASSERT_TRUE(track);
  EXPECT_EQ(track->lead, 2U + 19U);
  EXPECT_EQ(track->behind, ByteSet().set('^'));
  const auto optional = run_end_in("\\d{4}\\d{14}x?[=D]\\d{7}");
  ASSERT_TRUE(optional);
  EXPECT_EQ(optional->lead, 18U);
  EXPECT_EQ(optional->behind, ByteSet().set('x').set('=').set('D'));
  // Of two runs the first one that ends for certain.
  const auto second = run_end_in("\\d{12,14}\\d?[ab]\\d{13}c");
  ASSERT_TRUE(second);
  EXPECT_EQ(second->lead, 15U + 1U + 13U);
}

TEST(RunEnd, IsOnlyThereIfEveryMatchHasOne) {
  EXPECT_FALSE(run_end_in(";\\d{11,19}="));  // Too short.
  EXPECT_FALSE(run_end_in(";\\d{12,19}"));   // The match may end with it...
  EXPECT_FALSE(run_end_in(";\\d{12,19}=?"));
  EXPECT_FALSE(run_end_in(";\\d{12,19}[0-9=]"));  // ...or go on with a digit.
  EXPECT_FALSE(run_end_in("(?:;\\d{12,19}=|x){1,2}y"));
  EXPECT_FALSE(run_end_in("[0-9a]{12,19}="));
}

}  // namespace
}  // namespace leaksift::detect
