// Pattern: everything leaksift knows about one type of personal data, as read from a pattern file.
//
// The file format is described in patterns/README.md; load.h reads it.
#pragma once

#include "core/sensitivity.h"
#include "core/span.h"
#include "pattern/name_rules.h"
#include "pattern/record_rules.h"
#include "pattern/vocabulary.h"
#include "validate/validator.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace leaksift::pattern {

/// What may stand beside a match. See patterns/README.md, "Boundaries".
enum class Boundary : std::uint8_t { kNone, kWord, kNumber };

/// Where a regex is tried.
enum class Anchor : std::uint8_t {
  kText,   ///< Anywhere.
  kLabel,  ///< Only on the value of a field, key or label that names this type.
};

/// What a regex matches without an expression.
enum class Grammar : std::uint8_t {
  kNone,
  kPersonName,  ///< Names of persons: detect/name_finder.h.
};

/// How equal values are recognised, and what validators need not care about.
enum class Normalize : std::uint8_t { kNone, kDigits, kAlnum, kLower, kWords };

/// How a value is shown without being disclosed.
enum class MaskStyle : std::uint8_t { kEdges, kEmail, kWords, kHidden };

struct Mask {
  MaskStyle style = MaskStyle::kHidden;
  std::uint32_t first = 0;  ///< kEdges: letters and digits left readable at the front.
  std::uint32_t last = 0;   ///< kEdges: and at the end.
};

struct Regex {
  std::string name;        ///< Appears in `why`: "dashed", "bare".
  std::string expression;  ///< The common subset of Hyperscan and RE2; empty with a grammar.
  /// What is matched in place of an expression.
  Grammar grammar = Grammar::kNone;
  double confidence = 0.0;  ///< Of a validated match with no other evidence.
  Anchor anchor = Anchor::kText;
  bool caseless = false;
  /// What it asks for before its value must stand in the same cell, if the cell's column has a
  /// name.
  bool same_cell = false;
  /// Its shape alone makes it likely, no check digit proves it: the number of a person may be one
  /// ("employee_id"), but "Order #" right before it tells against it in prose too.
  bool shape_alone = false;
  /// What stands around its value is matched too, so that it may be a part of a longer word.
  bool part_of_word = false;
  bool has_sensitivity = false;
  core::Sensitivity sensitivity = core::Sensitivity::kInternal;  ///< If has_sensitivity.
  validate::Validator validator = nullptr;                       ///< Never null after loading.
  std::uint32_t line = 0;  ///< Where the regex stands in the pattern file.
};

/// Evidence around a match. Phrases are lower-case words with single spaces.
struct Context {
  std::uint32_t window = 80;              ///< Bytes on either side in which keywords count.
  std::vector<std::string> fields;        ///< Phrases that name this type as a field or label.
  std::vector<std::string> keywords;      ///< Phrases that make it likelier nearby.
  std::vector<std::string> other_fields;  ///< Field phrases that name something else.
  /// Phrases that name this type when a name ends in them: "user last", not "user last login".
  std::vector<std::string> ending_fields;
  /// Other fields that count within one step of a pointer only: "/user_name", not "/user/name".
  std::vector<std::string> step_other_fields;
  /// Of `fields`: those that name much else too ("name"), and those of parts of names. Exact.
  std::vector<std::string> generic_fields, given_fields, family_fields;
  /// Fields of things: in a table with one, a generic field names things too. They count as
  /// `other_fields`.
  std::vector<std::string> thing_fields;
  /// Types that persons have: beside a field of one, a generic field names persons, and dates of a
  /// column without a name may be of birth. Right behind a value of one, see Weights::beside.
  std::vector<std::string> person_types;
  /// Types beside whose columns, where no column has a name, one of this type stands: the account
  /// beside its bank's routing number, the Social Security number beside the name.
  std::vector<std::string> beside_types;
};

/// Log-odds that each kind of evidence adds, and the bounds of the result.
struct Weights {
  double field = 5.0;
  double label = 4.5;
  double label_above = 3.8;  ///< Of a label on the line above.
  double keyword = 3.8;      ///< At distance 0; falls to `keyword_far` at the window's edge.
  double keyword_far = 3.2;
  double column = 0.0;  ///< The most that the other values of a column add; 0: they say nothing.
  double beside = 0.0;  ///< Right behind a value of one of the person_types, if nothing else tells.
  double floor = 0.0;
  double ceiling = 0.99;
  /// A field name of another type caps the confidence at kOtherFieldCap.
  bool capped_by_fields = true;

  /// The most that context can add.
  double best() const {
    return std::max({field, label, label_above, keyword, keyword_far, column, beside, 0.0});
  }
};

/// The most confidence left when a field's name says it is another kind of number.
inline constexpr double kOtherFieldCap = 0.45;
/// The most confidence of a well-known placeholder.
inline constexpr double kPlaceholderCap = 0.4;

/// A text with the spans that must be found in it (an example), or with none (a counter-example).
struct Example {
  std::string text;
  std::vector<core::Span> spans;             ///< Bytes of `text`.
  core::Level level = core::Level::kMedium;  ///< The least level of each span.
  std::uint32_t line = 0;                    ///< Where it stands in the pattern file.
};

struct Pattern {
  std::string id;
  std::string title;
  std::string category;
  std::string description;
  core::Sensitivity sensitivity = core::Sensitivity::kInternal;
  Boundary boundary = Boundary::kWord;
  Normalize normalize = Normalize::kNone;
  Mask mask;
  std::vector<Regex> regexes;
  Context context;
  Weights weights;
  std::vector<std::string> references;
  std::vector<Example> examples;
  std::vector<Example> counterexamples;
  std::string file;  ///< Where it was read from, for messages.
};

/// All patterns of a scan, sorted by id, with the words that field names are made of.
/// Constant after loading; shared by all threads.
struct PatternSet {
  std::vector<Pattern> patterns;
  Vocabulary vocabulary;
  RecordRules records;
  NameRules names;
  std::string digest;  ///< Hex digest of everything that can change a finding.
};

}  // namespace leaksift::pattern
