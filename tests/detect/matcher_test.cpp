// How evidence adds up, through the whole of matching: the rules of patterns/README.md.

#include "detect/matcher.h"

#include "support/database.h"
#include "support/marked_text.h"
#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

constexpr double kBare = 0.05;
constexpr double kDashed = 0.85;

double with(double confidence, double log_odds) {
  return 1.0 / (1.0 + std::exp(-(std::log(confidence / (1.0 - confidence)) + log_odds)));
}

pattern::Regex regex_of(const std::string& name, const std::string& expression, double confidence,
                        const char* validator = "none") {
  pattern::Regex regex;
  regex.name = name;
  regex.expression = expression;
  regex.confidence = confidence;
  regex.validator = validate::find(validator);
  return regex;
}

/// "code": a number that is found anywhere; "note": a word that only a label makes one; "plain":
/// like "code", but not capped by names and with bounds; "wide": a number with a wide window.
pattern::PatternSet make_patterns() {
  pattern::PatternSet set;
  set.patterns.resize(4);
  pattern::Pattern& code = set.patterns[0];
  code.id = "code";
  code.boundary = pattern::Boundary::kNumber;
  code.regexes = {regex_of("bare", R"(\d{9})", kBare),
                  regex_of("dashed", R"(\d{3}-\d{2}-\d{4})", kDashed, "us_ssn"),
                  regex_of("slashed", R"(\d{3}/\d{2}/\d{4})", kDashed, "us_ssn")};
  code.regexes[2].shape_alone = true;
  code.context.window = 40;
  code.context.fields = {"code", "secret code"};
  code.context.keywords = {"code", "secret code"};
  code.context.other_fields = {"code count"};
  pattern::Pattern& note = set.patterns[1];
  note.id = "note";
  note.regexes = {regex_of("word", R"([A-Z]\d{2})", 0.2)};
  note.regexes[0].anchor = pattern::Anchor::kLabel;
  note.context.fields = {"note"};
  pattern::Pattern& plain = set.patterns[2];
  plain.id = "plain";
  plain.regexes = {regex_of("hash", R"(#\d{4}#)", 0.9), regex_of("dots", R"(\d\.\d{4})", 0.1)};
  plain.context.fields = {"plain"};
  plain.weights.capped_by_fields = false;
  plain.weights.floor = 0.3;
  plain.weights.ceiling = 0.95;
  pattern::Pattern& wide = set.patterns[3];
  wide.id = "wide";
  wide.regexes = {regex_of("seven", R"(\d{7})", kBare)};
  wide.context.window = 512;
  wide.context.keywords = {"wide"};
  set.vocabulary.other_numbers = {"order id"};
  set.vocabulary.person_numbers = {"staff id"};
  return set;
}

const pattern::PatternSet& patterns() {
  static const pattern::PatternSet kSet = make_patterns();
  return kSet;
}

core::Block block_of(std::string_view text) {
  core::Block block;
  block.bytes.assign(text.begin(), text.end());
  block.own_end = text.size();
  block.last = true;
  return block;
}

/// A match without views into its block.
struct Found {
  std::string id;
  std::string value;
  double confidence = 0.0;
  std::string reason;  ///< "name:detail" of the last one.
};

std::vector<Found> find(const pattern::PatternSet& set, const Database& database,
                        std::string_view text, const core::RecordIndex& records = {},
                        double least = 0.0) {
  const core::Block block = block_of(text);
  Matcher matcher(database);
  std::vector<Found> all;
  for (const core::Match& match : matcher.match(block, records, least)) {
    Found found{set.patterns[match.what->pattern].id,
                std::string(text.substr(match.value.begin, match.value.length())),
                match.what->confidence,
                {}};
    for (const core::Reason& reason : match.what->why) {
      found.reason = std::string(reason.name);
      if (!reason.detail.empty()) found.reason += ":" + std::string(reason.detail);
    }
    all.push_back(found);
  }
  return all;
}

std::vector<Found> find(std::string_view text, const core::RecordIndex& records = {}) {
  static const Database kDatabase =
      support::value_or_throw(Database::build(patterns(), Engine::kFast));
  return find(patterns(), kDatabase, text, records);
}

struct Judged {
  std::string_view text;
  double confidence;
  std::string_view reason;
};

void expect_one(const Judged& test, const core::RecordIndex& records = {}) {
  const support::MarkedText marked = support::unmark(test.text);
  const auto all = find(marked.text, records);
  ASSERT_EQ(all.size(), 1U) << test.text;
  const core::Span span = marked.spans.at(0);
  EXPECT_EQ(all[0].value, marked.text.substr(span.begin, span.length())) << test.text;
  EXPECT_NEAR(all[0].confidence, test.confidence, 1e-9) << test.text;
  EXPECT_EQ(all[0].reason, test.reason) << test.text;
}

double keyword(double distance) {
  return 3.8 + distance / 40.0 * (3.2 - 3.8);
}

TEST(Matcher, AddsTheBestEvidenceAndNamesIt) {
  const std::string gap39(39, '.');
  const std::string gap40(40, '.');
  const std::string far = "code" + gap39 + ";«536904399»";
  const std::string too_far = "code" + gap40 + ";«536904399»";
  const std::string behind = "«536904399» " + gap39 + "code";
  const std::vector<Judged> cases = {
      {"see «536904399» there", kBare, "shape:bare"},
      {"see «536-90-4399» there", kDashed, "area_group_serial_valid"},
      {"the code «536904399»", with(kBare, keyword(1)), "keyword:code"},
      {"the CODE, «536904399»", with(kBare, keyword(2)), "keyword:code"},
      {"«536904399» is its code", with(kBare, keyword(8)), "keyword:code"},
      {far, with(kBare, keyword(40)), "keyword:code"},
      {behind, with(kBare, keyword(40)), "keyword:code"},
      {too_far, kBare, "shape:bare"},
      {"code, but code «536904399»", with(kBare, keyword(1)), "keyword:code"},
      {"decode «536904399»", kBare, "shape:bare"},
      {"codes «536904399»", kBare, "shape:bare"},
      {"code: «536904399»", with(kBare, 4.5), "label:code"},
      {"my secret code: «536904399»", with(kBare, 4.5), "label:secret code"},
      {"code code: «536-90-4399»", 0.99, "label:code"},
      {"order id: «536904399» code", kBare, "other_field:order id"},
      {"code count: «536904399» code", kBare, "other_field:code count"},
      {"order id: «536-90-4399»", kDashed, "area_group_serial_valid"},
      {"order_id=«536-90-4399»", 0.45, "other_field:order id"},
      {"order id: «536/90/4399»", 0.45, "other_field:order id"},
      {"the order id is «536/90/4399»", 0.45, "other_field:order id"},
      {"staff id: «536/90/4399»", kDashed, "area_group_serial_valid"},
      {"\"order_id\": \"«536-90-4399»\"", 0.45, "other_field:order id"},
      {"order_id=«536-90-4399», a code", 0.45, "other_field:order id"},
      {"something: «536-90-4399»", kDashed, "area_group_serial_valid"},
  };
  for (const Judged& test : cases) expect_one(test);
}

TEST(Matcher, TakesAKeyForAtLeastALabel) {
  for (const std::string_view text : {"code=536904399", "\"code\": \"536904399\"",
                                      "<code>536904399</code>", "secret_code: 536904399"}) {
    const auto all = find(text);
    ASSERT_EQ(all.size(), 1U) << text;
    EXPECT_GE(all[0].confidence, with(kBare, 4.5) - 1e-9) << text;
  }
}

TEST(Matcher, CapsPlaceholdersWhateverSpeaksForThem) {
  for (const std::string_view text : {"123-45-6789", "code: 123-45-6789", "code=123-45-6789"}) {
    const auto all = find(text);
    ASSERT_EQ(all.size(), 1U) << text << ": a placeholder does not vanish";
    EXPECT_LE(all[0].confidence, pattern::kPlaceholderCap) << text;
  }
}

TEST(Matcher, KeepsConfidenceBetweenFloorAndCeiling) {
  expect_one({"«#1234#»", 0.9, "shape:hash"});
  expect_one({"plain: «#1234#»", 0.95, "label:plain"});
  expect_one({"a «1.2345» b", 0.3, "shape:dots"});
  expect_one({"order_id=«#1234#»", 0.9, "shape:hash"});  // capped_by_fields = false
}

TEST(Matcher, FindsLabelledValuesOnlyBehindTheirLabel) {
  expect_one({"note: «A12»", with(0.2, 4.5), "label:note"});
  for (const std::string_view text : {"A12", "code: A12", "note A12", "note: a12", "note: AA12",
                                      "note: \"A12 and more\"", "notes: A12"}) {
    EXPECT_TRUE(find(text).empty()) << text;
  }
  EXPECT_EQ(find("note: \"A12\"").size(), 1U);
}

/// One row of a table: a cell per column, in the order in which they stand in `text`.
core::RecordIndex row(std::string_view text, const std::vector<core::Column>& columns) {
  core::RecordIndex index;
  index.columns = columns;
  index.tables = {"people"};
  index.records = {{0, static_cast<std::int64_t>(text.size()), 7, 0, true}};
  std::size_t begin = 0;
  for (std::uint32_t column = 0; column < columns.size(); ++column) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    index.cells.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), column, 0});
    begin = end + 1;
  }
  return index;
}

TEST(Matcher, TakesColumnsForEvidence) {
  const std::vector<std::pair<Judged, std::string>> cases = {
      {{"x,«536904399»", with(kBare, 5.0), "field_name:code"}, "code"},
      {{"code: ,«536904399»", with(kBare, keyword(3)), "keyword:code"}, "other"},
      {{"x,code: «536904399»", with(kBare, 4.5), "label:code"}, "other"},
      {{"x,«536904399» code", kBare, "other_field:order id"}, "order_id"},
      {{"x,«536-90-4399»", 0.45, "other_field:order id"}, "order_id"},
      {{"x,«536-90-4399»", 0.45, "other_field:code count"}, "code_count"},
      {{"x,«536-90-4399»", 0.45, "other_field:staff id"}, "staff_id"},
      {{"x,«536/90/4399»", kDashed, "area_group_serial_valid"}, "staff_id"},
      {{"x,«536/90/4399»", 0.45, "other_field:order id"}, "order_id"},
      {{"x,«#1234#»", 0.9, "shape:hash"}, "order_id"},
      {{"x,«A12»", with(0.2, 5.0), "field_name:note"}, "note"},
      {{"x, «A12» ", with(0.2, 5.0), "field_name:note"}, "note"},
  };
  for (const auto& [test, name] : cases) {
    const std::string text = support::unmark(test.text).text;
    expect_one(test, row(text, {{"x", "people"}, {name, "people"}}));
  }
  EXPECT_TRUE(find("x,A12 b", row("x,A12 b", {{"x", ""}, {"note", ""}})).empty())
      << "a labelled regex must match the whole cell";
}

TEST(Matcher, SaysInWhichFieldAndRecordAValueStands) {
  const std::string text = "x,536904399";
  const core::Block block = block_of(text);
  const core::RecordIndex records = row(text, {{"a", "people"}, {"code", "people"}});
  const auto database = support::value_or_throw(Database::build(patterns(), Engine::kFast));
  Matcher matcher(database);
  const auto matches = matcher.match(block, records, 0.0);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].what->field, "code");
  EXPECT_EQ(matches[0].what->table, "people");
  EXPECT_EQ(matches[0].record_number, 7U);
}

/// What stands beside "name" may be a person: it is the field's name only where it is the type's.
TEST(Matcher, CallsNoFieldByAValueThatMayBeAPersons) {
  const auto database = support::value_or_throw(Database::build(patterns(), Engine::kFast));
  Matcher matcher(database);
  auto field_in = [&matcher](const std::string& text) {
    const core::Block block = block_of(text);
    const core::RecordIndex records;
    const auto matches = matcher.match(block, records, 0.0);
    return matches.size() == 1 ? std::string(matches[0].what->field) : "not one match";
  };
  EXPECT_EQ(field_in(R"(<add key="Secret code" value="536904399"/>)"), "code");
  EXPECT_EQ(field_in(R"(<add key="John.Smith" value="536904399"/>)"), "");
  EXPECT_EQ(field_in(R"({"name": "Anna Lee", "value": "536904399"})"), "");
  EXPECT_EQ(field_in(R"({"order": "536904399"})"), "order");
  EXPECT_EQ(field_in("login ann password is tulip Secret code: 536904399"), "Secret code");
  EXPECT_EQ(field_in("Code of Xanthippe Qwertz: 536904399"), "Code");
}

/// Patterns with windows of different width look for the same keywords.
TEST(Matcher, FindsKeywordsWhereverInABlockTheyStand) {
  for (std::size_t before = 0; before < 2200; ++before) {
    const std::string text = std::string(before, '.') + " wide ... 536904399 ... 1234567 ";
    const auto all = find(text);
    ASSERT_EQ(all.size(), 2U) << before;
    ASSERT_EQ(all[1].reason, "keyword:wide") << "behind " << before << " bytes";
    // Beyond the reach of the first number, which must not keep the second from looking back.
    const auto far = find(std::string(before, '.') + " wide " + std::string(100, '.') +
                          " 536904399 ... 1234567 ");
    ASSERT_EQ(far.size(), 2U) << before;
    ASSERT_EQ(far[1].reason, "keyword:wide") << "far behind " << before << " bytes";
  }
}

TEST(Matcher, GivesOnlyWhatTheBlockOwnsAndIsSureEnough) {
  const std::string text = "536-90-4399 and 536904399 and 525-02-3456";
  const auto database = support::value_or_throw(Database::build(patterns(), Engine::kFast));
  Matcher matcher(database);
  core::Block block = block_of(text);
  EXPECT_EQ(matcher.match(block, {}, 0.0).size(), 3U);
  EXPECT_EQ(matcher.match(block, {}, 0.5).size(), 2U);
  block.own_begin = 1;
  EXPECT_EQ(matcher.match(block, {}, 0.0).size(), 2U) << "the first begins before the owned part";
  block.own_end = text.size() - 1;
  EXPECT_EQ(matcher.match(block, {}, 0.0).size(), 2U) << "the last ends behind it";
  block.own_end = text.find("525");
  EXPECT_EQ(matcher.match(block, {}, 0.0).size(), 1U);
  block.own_end = block.own_begin;
  EXPECT_TRUE(matcher.match(block, {}, 0.0).empty());
}

TEST(Matcher, RefusesPatternsThatCannotBeCompiled) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"(\d+)", "uses an unbounded repeat"},
      {R"(\d{0,3})", "matches the empty text; make a part required"},
      {R"(\d{4000}\d{97})", "can match 4097 bytes; the limit is 4096: lower its repeats"},
      {R"(a(?=b))", "uses a group"},
  };
  for (const auto& [expression, message] : cases) {
    pattern::PatternSet set = make_patterns();
    set.patterns[0].file = "code.toml";
    set.patterns[0].regexes[1].expression = expression;
    set.patterns[0].regexes[1].line = 12;
    const auto database = Database::build(set, Engine::kFast);
    ASSERT_FALSE(database.ok()) << expression;
    const std::string where = "code.toml:12: pattern 'code', regex 'dashed' ";
    EXPECT_EQ(database.error().message.substr(0, where.size()), where);
    EXPECT_NE(database.error().message.find(message), std::string::npos)
        << database.error().message;
  }
}

/// The level of the marked value as `id` with the project's own patterns; "none" if not found.
std::string level_of_marked(std::string_view id, std::string_view marked) {
  const support::MarkedText text = support::unmark(marked);
  const core::Span span = text.spans.at(0);
  for (const Found& found :
       find(support::project_patterns(), support::project_database(), text.text)) {
    if (found.id == id && found.value == text.text.substr(span.begin, span.length())) {
      return std::string(core::name_of(core::level_of(found.confidence)));
    }
  }
  return "none";
}

TEST(Matcher, GivesPeopleTheLevelsThatTheyExpect) {
  struct Row {
    std::string_view id;
    std::string_view text;
    std::string_view level;
  };
  const std::vector<Row> rows = {
      {"us_ssn", "SSN: «536-90-4399»", "high"},
      {"us_ssn", "536-90-4399 is «657-97-5432»", "high"},
      {"us_ssn", "ssn=«536904399»", "high"},
      {"us_ssn", "her social security number is «536904399»", "medium"},
      {"us_ssn", "parcel «536904399» shipped", "low"},
      {"us_ssn", "order_id=«536904399»", "low"},
      {"us_ssn", "order_id=«536-90-4399»", "low"},
      {"us_ssn", "SSN: «123-45-6789»", "low"},
      {"payment_card", "paid with «4716304031606406» today", "medium"},
      {"payment_card", "«4539 8523 0455 1241»", "high"},
      {"payment_card", "test sample fake order number «4716 3040 3160 6406» tracking id", "high"},
      {"payment_card", "invoice number: «4716 3040 3160 6406»", "high"},
      {"payment_card", "not a card but a serial: «4716 3040 3160 6406»", "high"},
      {"email_address", "order_id=«ida.marsh@nordquai.de»", "high"},
      {"medical_record_number", "MRN: «0048213»", "high"},
      {"medical_record_number", "see «0048213»", "none"},
  };
  for (const Row& row : rows) EXPECT_EQ(level_of_marked(row.id, row.text), row.level) << row.text;
}

TEST(Matcher, IsNotTalkedOutOfACardThatChecks) {
  for (const std::string_view word :
       {"order id", "invoice number", "tracking number", "example", "test", "sample", "dummy",
        "serial", "sku", "timestamp", "build", "phone", "do not report", "version"}) {
    for (const std::string_view glue : {" ", ": ", " is ", ", ", " # ", "\n"}) {
      std::string marked(word);
      marked.append(glue).append("«4716 3040 3160 6406»").append(" ").append(word);
      EXPECT_NE(level_of_marked("payment_card", marked), "low") << marked;
      EXPECT_NE(level_of_marked("payment_card", marked), "none") << marked;
    }
  }
}

}  // namespace
}  // namespace leaksift::detect
