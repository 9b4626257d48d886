// FieldNames: decides what the name of a field, key or label says about the values in it.
#pragma once

#include "pattern/pattern.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leaksift::pattern {

/// What a name says about each pattern.
struct FieldVerdict {
  enum class Says : std::uint8_t {
    kNothing,
    kThisType,      ///< The name means this type.
    kPersonNumber,  ///< It means a number by which a person is known...
    kThingNumber,   ///< ...or one that identifies none, of no type either.
    kOther,         ///< It means something else, another type perhaps.
  };
  struct Opinion {
    Says says = Says::kNothing;
    std::string_view phrase;  ///< The words that decided it; they live as long as the patterns.
  };
  std::vector<Opinion> opinions;        ///< By pattern index.
  std::vector<std::uint32_t> patterns;  ///< Those that it names, ascending.
  bool silent = true;                   ///< True if every opinion is kNothing.
  /// A value there says of which kind the number beside it is, or is such a number. See
  /// detect/designations.h.
  bool designates = false;
  bool designated = false;
};

/// Whether a name that says this of a pattern caps what `regex` of it matches.
bool caps(FieldVerdict::Says says, const Weights& weights, const Regex& regex);

/// All phrases of all patterns, indexed by their first word. Constant after construction; shared by
/// threads. `set` must outlive it.
class FieldNames {
 public:
  explicit FieldNames(const PatternSet& set);

  /// A phrase counts if its words stand in a row in the name, or if name and phrase read the same
  /// when written together; one of `ending_fields` if the name ends in it. `other_fields` of a
  /// pattern beat its `fields`; names that identify no person, and names of other numbers, speak
  /// against every pattern that they do not name. Marks on Latin letters do not count: "Teléfono".
  ///
  /// Of a JSON Pointer, as JSON and XML name their values ("/order/customer/ssn"), the last step
  /// that is no index counts, in its singular too before an index ("/emails/0"): a phrase must end
  /// in it ("/product/name"). If none does, and the step is a carrier of values, the pointer to
  /// that counts ("/name/text"); else the whole pointer does, but for its carriers, and only for
  /// numbers ("/ssn/unmasked"): the state of an employee is no name.
  ///
  /// The name of the table is a step before the field ("/orders" and "/id", "products" and "name"),
  /// but says nothing on its own.
  ///
  /// A name that names no type and ends in ".name" or "/name" is one whose steps were joined, and
  /// read as their pointer ("user.name").
  FieldVerdict judge(std::string_view name, std::string_view table = {}) const;

 private:
  enum class Role : std::uint8_t { kField, kOtherField, kThingNumber, kPersonNumber };
  /// Where a phrase counts; kEndsStep: at the end of the last step.
  enum class Extent : std::uint8_t { kAnywhere, kWithinStep, kEndsStep };
  struct Phrase {
    std::string_view text;
    std::uint32_t pattern = 0;  ///< Not for numbers.
    Role role = Role::kField;
    Extent extent = Extent::kAnywhere;
  };
  using Phrases = std::vector<const Phrase*>;

  FieldVerdict judge_as_it_is(std::string_view name, std::string_view table) const;
  /// The phrases that end in a word from number `from` on, or are the whole of `last_step`.
  Phrases phrases_in(const std::vector<std::string>& words, std::size_t from,
                     std::string_view last_step) const;
  /// Those that decide what `path` means; see judge(). `pointer`: whether it is one. `element`:
  /// whether it may be the plural of what stands there.
  Phrases deciding(std::string_view path, bool pointer, bool element = false) const;
  /// Whether a step says only that a value stands there.
  bool is_carrier(std::string_view step) const;
  std::string without_carriers(std::string_view path) const;
  /// Whether a table's name says nothing of its rows.
  bool is_shape(std::string_view table) const;
  void add(const std::vector<std::string>& texts, std::uint32_t pattern, Role role,
           Extent extent = Extent::kAnywhere);
  void judge_designation(std::string_view name, FieldVerdict& verdict) const;
  void apply(const Phrase& phrase, FieldVerdict& verdict) const;

  const PatternSet& set_;
  std::unordered_map<std::string_view, std::vector<Phrase>> by_first_word_;
  std::unordered_map<std::string, std::vector<Phrase>> by_joined_;
  std::unordered_set<std::string> designations_, designated_;  ///< Written together.
};

}  // namespace leaksift::pattern
