#include "classify/classifier.h"

#include "support/classify.h"
#include "support/judged.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace leaksift::classify {
namespace {

pattern::PatternSet two_patterns() {
  pattern::PatternSet set;
  pattern::Pattern& email = set.patterns.emplace_back();
  email.id = "email_address";
  email.category = "contact";
  email.sensitivity = core::Sensitivity::kInternal;
  email.normalize = pattern::Normalize::kLower;
  email.mask.style = pattern::MaskStyle::kEmail;
  email.regexes.resize(1);
  pattern::Pattern& ssn = set.patterns.emplace_back();
  ssn.id = "us_ssn";
  ssn.category = "government";
  ssn.sensitivity = core::Sensitivity::kRestricted;
  ssn.normalize = pattern::Normalize::kDigits;
  ssn.mask = {pattern::MaskStyle::kEdges, 0, 4};
  ssn.regexes.resize(2);
  ssn.regexes[1].has_sensitivity = true;
  ssn.regexes[1].sensitivity = core::Sensitivity::kConfidential;
  return set;
}

core::Block block_of(std::string_view text) {
  core::Block block;
  block.bytes.assign(text.begin(), text.end());
  block.own_end = text.size();
  block.last = true;
  return block;
}

core::Match match_at(std::uint64_t begin, std::uint64_t end, std::uint32_t pattern = 1) {
  core::Match match;
  match.value = {begin, end};
  core::Judgement& what = support::judgement_of(match);
  what.pattern = pattern;
  what.confidence = 0.9;
  return match;
}

core::Provenance provenance_of(std::string below_root, std::vector<std::string> within = {}) {
  return {"/root", "/root/" + below_root, below_root, std::move(within)};
}

/// The finding of one match over a whole text.
core::Finding classify_one(std::string_view text, core::Match match,
                           const core::Provenance& provenance = provenance_of("a.txt"),
                           ClassifyOptions options = {}, std::uint64_t block_offset = 0) {
  static const pattern::PatternSet kPatterns = two_patterns();
  Classifier classifier(kPatterns, std::move(options));
  core::Block block = block_of(text);
  block.offset = block_offset;
  core::Finding finding = support::Classified(classifier, provenance, block, {match})[0];
  finding.shown = {};  // The views end with this function.
  return finding;
}

constexpr std::string_view kText = "536-90-4399 and more text";

TEST(Classifier, FillsAFinding) {
  const pattern::PatternSet patterns = two_patterns();
  Classifier classifier(patterns, {});
  core::Block block = block_of("ssn\n  536-90-4399\nada@harborline.com");
  block.offset = 1000;
  block.line = 10;
  block.column = 5;
  core::Match ssn = match_at(6, 17);
  core::Judgement& what = support::judgement_of(ssn);
  what.why.add("field_name", "ssn");
  what.field = "member_ssn";
  what.table = "members";
  ssn.record_number = 7;
  const support::Classified findings(classifier, provenance_of("a"), block,
                                     {ssn, match_at(18, 36, 0)});
  ASSERT_EQ(findings.size(), 2U);
  const core::Finding& first = findings[0];
  EXPECT_EQ(first.pattern, 1U);
  EXPECT_EQ(first.type, "us_ssn");
  EXPECT_EQ(first.category, "government");
  EXPECT_EQ(first.sensitivity, core::Sensitivity::kRestricted);
  EXPECT_EQ(first.confidence, 0.9);
  EXPECT_EQ(first.why.size(), 1U);
  EXPECT_EQ(first.shown, "***-**-4399");
  EXPECT_EQ(first.location.offset, 1006U);
  EXPECT_EQ(first.location.length, 11U);
  EXPECT_EQ(first.location.line, 11U);
  EXPECT_EQ(first.location.column, 3U);
  EXPECT_EQ(first.location.field, "member_ssn");
  EXPECT_EQ(first.location.table, "members");
  EXPECT_EQ(first.location.record, 7U);
  EXPECT_EQ(findings[1].shown, "a***@harborline.com");
  EXPECT_EQ(findings[1].location.line, 12U);
  EXPECT_EQ(findings[1].location.column, 1U);
}

TEST(Classifier, ShowsEveryValueOfAFullBlock) {
  const pattern::PatternSet patterns = two_patterns();
  Classifier classifier(patterns, {});
  std::string text;
  std::vector<core::Match> matches;
  for (int i = 0; i < 5000; ++i) {
    matches.push_back(match_at(text.size(), text.size() + 9));
    text += "53690" + std::to_string(1000 + i) + "\n";
  }
  const core::Block block = block_of(text);
  const support::Classified findings(classifier, provenance_of("a"), block, matches);
  ASSERT_EQ(findings.size(), 5000U);
  for (int i = 0; i < 5000; ++i) {
    const core::Finding& finding = findings[static_cast<std::size_t>(i)];
    ASSERT_EQ(finding.shown, "*****" + std::to_string(1000 + i));
    ASSERT_EQ(finding.location.line, static_cast<std::uint64_t>(i + 1));
    ASSERT_EQ(finding.location.column, 1U);
  }
}

TEST(Classifier, ShowsRawValuesOnlyWhenAsked) {
  const pattern::PatternSet patterns = two_patterns();
  ClassifyOptions options;
  options.show_values = true;
  Classifier classifier(patterns, options);
  const core::Block block = block_of(kText);
  const support::Classified findings(classifier, provenance_of("a"), block, {match_at(0, 11)});
  EXPECT_EQ(findings[0].shown, "536-90-4399");
}

TEST(Classifier, RanksByUserThenRegexThenPattern) {
  core::Match own = match_at(0, 11);
  core::Match of_regex = own;
  support::judgement_of(of_regex).regex = 1;
  EXPECT_EQ(classify_one(kText, own).sensitivity, core::Sensitivity::kRestricted);
  EXPECT_EQ(classify_one(kText, of_regex).sensitivity, core::Sensitivity::kConfidential);
  ClassifyOptions options;
  options.sensitivity = {std::nullopt, core::Sensitivity::kPublic};
  const auto place = provenance_of("a.txt");
  EXPECT_EQ(classify_one(kText, of_regex, place, options).sensitivity, core::Sensitivity::kPublic);
  options.sensitivity = {core::Sensitivity::kPublic};
  EXPECT_EQ(classify_one(kText, own, place, options).sensitivity, core::Sensitivity::kRestricted);
}

TEST(Classifier, APlaceholderKeepsItsSensitivity) {
  for (const char* reason : {"placeholder:test_card", "reserved:documentation"}) {
    core::Match match = match_at(0, 11);
    support::judgement_of(match).why.add(reason);
    EXPECT_EQ(classify_one(kText, match).sensitivity, core::Sensitivity::kRestricted);
  }
}

TEST(Classifier, AnIdNeverDependsOnValueKeyOrRoot) {
  const core::Finding finding = classify_one(kText, match_at(0, 11));
  EXPECT_EQ(classify_one("667-12-0001 and", match_at(0, 11)).id, finding.id);
  ClassifyOptions options;
  options.fingerprint_key.fill(9);
  options.show_values = true;
  const core::Finding keyed = classify_one(kText, match_at(0, 11), provenance_of("a.txt"), options);
  EXPECT_EQ(keyed.id, finding.id);
  const core::Provenance elsewhere{"/copy", "/copy/a.txt", "a.txt", {}};
  EXPECT_EQ(classify_one(kText, match_at(0, 11), elsewhere).id, finding.id);
  // The same place in another block.
  EXPECT_EQ(classify_one("xx536-90-4399", match_at(12, 23)).id,
            classify_one(kText, match_at(0, 11), provenance_of("a.txt"), {}, 12).id);
}

TEST(Classifier, AnIdDependsOnAllThatIsThePlace) {
  const auto id = [](const core::Match& match, const core::Provenance& place) {
    return classify_one(kText, match, place).id;
  };
  const core::Match match = match_at(4, 15);
  const std::set<core::Digest128> ids = {id(match, provenance_of("a")),
                                         id(match, provenance_of("b")),
                                         id(match, provenance_of("")),
                                         id(match, provenance_of("a", {"b"})),
                                         id(match, provenance_of("a", {"b/c"})),
                                         id(match, provenance_of("a", {"b", "c"})),
                                         id(match, provenance_of("a", {"bc"})),
                                         id(match, provenance_of("a", {"", "bc"})),
                                         id(match, provenance_of("ab", {"c"})),
                                         id(match, provenance_of("a", {"c", "b"})),
                                         id(match_at(5, 15), provenance_of("a")),
                                         id(match_at(4, 14), provenance_of("a")),
                                         id(match_at(4, 15, 0), provenance_of("a"))};
  EXPECT_EQ(ids.size(), 13U);
}

std::uint64_t identity_of(std::string_view text, const core::Match& match,
                          ClassifyOptions options = {}) {
  const pattern::PatternSet patterns = two_patterns();
  Classifier classifier(patterns, std::move(options));
  const core::Block block = block_of(text);
  classifier.start(provenance_of("a"), block);
  core::Countable finding;
  classifier.count({&match, 1}, {&finding, 1});
  return finding.identity;
}

TEST(Classifier, AnIdentityIsOfTypeAndNormalFormAlone) {
  const std::uint64_t dashed = identity_of(kText, match_at(0, 11));
  EXPECT_EQ(identity_of("x 536904399", match_at(2, 11)), dashed);
  EXPECT_NE(identity_of("536-90-4398", match_at(0, 11)), dashed);
  EXPECT_NE(identity_of("536904399", match_at(0, 9, 0)), dashed);
  ClassifyOptions options;
  options.fingerprint_key.fill(9);
  EXPECT_EQ(identity_of(kText, match_at(0, 11), options), dashed);
}

TEST(Classifier, AFingerprintIsOfTypeNormalFormAndKey) {
  const core::Finding dashed = classify_one(kText, match_at(0, 11));
  const core::Finding bare = classify_one("x 536904399", match_at(2, 11), provenance_of("b"));
  EXPECT_EQ(bare.fingerprint, dashed.fingerprint);
  const core::Finding other = classify_one("536-90-4398", match_at(0, 11));
  EXPECT_NE(other.fingerprint, dashed.fingerprint);
  const core::Finding of_other_type = classify_one("536904399", match_at(0, 9, 0));
  EXPECT_NE(of_other_type.fingerprint, bare.fingerprint);
  ClassifyOptions options;
  options.fingerprint_key.fill(9);
  const core::Finding keyed = classify_one(kText, match_at(0, 11), provenance_of("a.txt"), options);
  EXPECT_NE(keyed.fingerprint, dashed.fingerprint);
}

TEST(Classifier, TellsNoNameThatMayBeAValue) {
  const pattern::PatternSet patterns = two_patterns();
  Classifier classifier(patterns, {});
  core::Match match = match_at(0, 11);
  core::Judgement& what = support::judgement_of(match);
  what.field = "/John Smith/ssn";
  what.table = "John Smith";
  const support::Classified findings(classifier, provenance_of("a"), block_of(kText), {match});
  EXPECT_EQ(findings[0].location.field, "/*/ssn");
  EXPECT_EQ(findings[0].location.table, "");
}

}  // namespace
}  // namespace leaksift::classify
