#include "base/utf8.h"
#include "support/random_text.h"
#include "support/rounds.h"
#include "validate/ascii.h"
#include "validate/rules.h"
#include "validate/top_level_domains.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::validate {
namespace {

using support::Dice;

std::vector<std::string> labels_of(std::string_view domain) {
  std::vector<std::string> labels(1);
  for (const char c : domain) {
    if (c == '.') {
      labels.emplace_back();
    } else {
      labels.back() += to_lower(c);
    }
  }
  return labels;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         all_of(label, [](char c) { return is_alnum(c) || c == '-' || is_beyond_ascii(c); });
}

bool is_local(std::string_view local) {
  constexpr std::string_view kOthers = "._-+'%&/=~";
  return !local.empty() && local.size() <= 64 && local.front() != '.' && local.back() != '.' &&
         local.front() != '/' && local.find("..") == std::string_view::npos &&
         all_of(local, [&](char c) {
           return is_alnum(c) || is_beyond_ascii(c) || kOthers.find(c) != std::string_view::npos;
         });
}

bool is_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = base::decode_utf8(text, at).length;
    if (length == 0) return false;
    at += length;
  }
  return true;
}

bool is_scale(const std::string& label) {
  return label.size() == 2 && is_digit(label[0]) && label[1] == 'x';
}

bool is_reserved(const std::vector<std::string>& labels) {
  const std::string& top = labels.back();
  if (top == "example" || top == "invalid" || top == "local" || top == "localhost" ||
      top == "test") {
    return true;
  }
  return labels[labels.size() - 2] == "example" && (top == "com" || top == "net" || top == "org");
}

// The rules of addresses, label by label and character by character; nothing of what a local part
// means.
Outcome judge_plainly(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || text.size() > 254) return Outcome::kInvalid;
  const std::vector<std::string> labels = labels_of(text.substr(at + 1));
  bool good = labels.size() >= 2 && is_local(text.substr(0, at)) && !is_scale(labels.front());
  for (const std::string& label : labels) good = good && is_label(label);
  if (!good || !is_text(text)) return Outcome::kInvalid;
  if (is_reserved(labels)) return Outcome::kPlaceholder;
  return is_top_level_domain(labels.back()) ? Outcome::kValid : Outcome::kInvalid;
}

std::string some(std::string_view characters, std::size_t size, Dice& dice) {
  std::string text;
  while (text.size() < size) text += dice.pick(characters);
  return text;
}

std::string address(Dice& dice) {
  static constexpr std::array<std::size_t, 12> kSizes = {1, 2, 3, 6, 7, 8, 15, 16, 17, 62, 63, 64};
  static constexpr std::array<std::string_view, 10> kEnds = {
      ".com", ".Org", ".net", ".de", ".EXAMPLE", ".test", ".example.com", ".xample.net", ".co", ""};
  std::string text =
      some(dice.one_in(3) ? "aZ09.-_+'%/=~\xc3" : "abcdeXYZ0123", dice.pick(kSizes), dice) + "@";
  for (std::size_t left = 1 + dice.below(3); left > 0; --left) {
    text += some(dice.one_in(3) ? "aZ9--\xc3" : "abcdefgXY2", dice.pick(kSizes), dice);
    text += left > 1 ? "." : "";
  }
  return text + std::string(dice.pick(kEnds));
}

TEST(Email, JudgesLikeRulesWrittenPlainly) {
  Dice dice(20261126);
  std::array<int, 3> seen{};
  for (int round = 0; round < support::rounds(200000); ++round) {
    std::string text = address(dice);
    if (dice.one_in(2)) text = support::mutated(text, 1 + text.size() / 2, dice);
    if (dice.one_in(8)) text[dice.below(text.size())] = static_cast<char>(dice.below(256));
    const Outcome expected = judge_plainly(text);
    ++seen[static_cast<std::size_t>(expected)];
    ASSERT_EQ(rules::email(text).outcome, expected) << text;
  }
  for (const int count : seen) EXPECT_GT(count, support::rounds(10000));
}

TEST(Email, TakesEveryByteAtEveryPlaceLikeRulesWrittenPlainly) {
  const std::string address = "mara.winter_17@mail-1.oakmere-inbox.com";
  for (std::size_t at = 0; at < address.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = address;
      text[at] = static_cast<char>(byte);
      ASSERT_EQ(rules::email(text).outcome, judge_plainly(text)) << text;
    }
  }
}

TEST(Email, KnowsRolesBeforeAPlus) {
  for (std::string_view text : {"info@oakmere.com", "INFO+x@oakmere.com", "no-reply@oakmere.de"}) {
    EXPECT_EQ(rules::email(text).reason, "role_account") << text;
  }
  for (std::string_view text : {"inf+o@oakmere.com", "+info@oakmere.com", "info.x@oakmere.com"}) {
    EXPECT_EQ(rules::email(text).reason, "domain_valid") << text;
  }
}

}  // namespace
}  // namespace leaksift::validate
