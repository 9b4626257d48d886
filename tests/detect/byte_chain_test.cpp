#include "detect/byte_chain.h"

#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

std::optional<ByteChain> chain_in(std::string_view expression) {
  const auto tree = parse_regex(expression, false);
  EXPECT_TRUE(tree.ok()) << expression;
  return chain_of(tree->root);
}

TEST(ByteChain, is_what_every_match_holds_again_and_again) {
  struct Case {
    std::string_view expression;
    ByteChain chain;
  };
  const std::vector<Case> cases = {
      {"[0-9a-f]{4}(?::[0-9a-f]{1,4}){7}", {':', 7, 5}},
      {"a:b:c:d:e", {':', 4, 2}},
      {"::::", {':', 4, 1}},
      {"(?:[a-z]{2}-){5}x", {'-', 5, 3}},
      {"(?:a:b:){2,3}", {':', 4, 2}},
      {"(?:x:y|:)(?:.{0,3};)?:::", {':', 4, 6}},  // What may be missing counts for its width.
      {"(?:a{15}-){9}", {'-', 4, 16}},            // All links within 64 bytes.
  };
  for (const Case& test : cases) {
    const auto chain = chain_in(test.expression);
    ASSERT_TRUE(chain.has_value()) << test.expression;
    EXPECT_EQ(chain->byte, test.chain.byte) << test.expression;
    EXPECT_EQ(chain->links, test.chain.links) << test.expression;
    EXPECT_EQ(chain->reach, test.chain.reach) << test.expression;
  }
}

TEST(ByteChain, is_missing_where_links_are_few_or_far_apart_or_may_be_others) {
  for (const std::string_view expression :
       {"a:b:c:d", "(?:a:){3}(?::)?", "(?:[:a]){8}", "(?:[a-z]{16}:){6}", "(?:ax){9}",
        "(?::a|;b){6}", "[0-9]{3}", "(?:a:){0,9}"}) {
    EXPECT_FALSE(chain_in(expression).has_value()) << expression;
  }
}

/// By the definition: from each byte back over as many as there must be.
std::vector<std::uint32_t> chain_ends(const ByteChain& chain, std::string_view text) {
  std::vector<std::uint32_t> ends;
  std::size_t links = 0;
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != chain.byte) continue;
    links = links > 0 && at - last <= chain.reach ? links + 1 : 1;
    last = at;
    if (links >= chain.links) ends.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return ends;
}

TEST(ByteChain, is_found_wherever_it_ends) {
  support::Dice dice(29);
  const std::vector<ByteChain> chains = {{':', 7, 5}, {':', 4, 16}, {'-', 4, 1}, {':', 22, 3}};
  std::size_t found = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text(dice.below(400), 'x');
    const std::size_t rare = 2 + dice.below(12);
    for (char& c : text) {
      if (dice.one_in(rare)) c = dice.one_in(4) ? '-' : ':';
    }
    for (const ByteChain& chain : chains) {
      std::vector<std::uint32_t> ends;
      find_chains(chain, text, ends);
      ASSERT_EQ(ends, chain_ends(chain, text)) << text;
      found += ends.size();
    }
  }
  EXPECT_GT(found, 10000U);
}

}  // namespace
}  // namespace leaksift::detect
