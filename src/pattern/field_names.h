// FieldNames: decides what the name of a field, key or label says about the values in it.
#pragma once

#include "pattern/pattern.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::pattern {

/// What a name says about each pattern.
struct FieldVerdict {
  enum class Says : std::uint8_t {
    kNothing,
    kThisType,  ///< The name means this type.
    kOther,     ///< The name means something else.
  };
  struct Opinion {
    Says says = Says::kNothing;
    std::string_view phrase;  ///< The words that decided it; they live as long as the patterns.
  };
  std::vector<Opinion> opinions;        ///< By pattern index.
  std::vector<std::uint32_t> patterns;  ///< Those that it names, ascending.
  bool silent = true;                   ///< True if every opinion is kNothing.
};

/// All phrases of all patterns, indexed by their first word. Constant after construction; shared by
/// threads. `set` must outlive it.
class FieldNames {
 public:
  explicit FieldNames(const PatternSet& set);

  /// A phrase counts if its words stand in a row in the name, or if name and phrase read the same
  /// when written together. `other_fields` of a pattern beat its `fields`; names that identify no
  /// person, and names of other numbers, speak against every pattern that they do not name.
  ///
  /// Of a JSON Pointer, as JSON and XML name their values ("/order/customer/ssn"), the last step
  /// that is no index counts, in its singular too before an index ("/emails/0"): a phrase must end
  /// in it ("/product/name"). If none does, the whole pointer counts ("/order_id/value").
  FieldVerdict judge(std::string_view name) const;

 private:
  enum class Role : std::uint8_t { kField, kOtherField, kOtherNumber };
  struct Phrase {
    std::string_view text;
    std::uint32_t pattern = 0;  ///< Not for kOtherNumber.
    Role role = Role::kField;
  };

  /// The phrases that end in a word from number `from` on, or are the whole of `last_step`.
  std::vector<const Phrase*> phrases_in(const std::vector<std::string>& words, std::size_t from,
                                        std::string_view last_step) const;
  void add(std::string_view text, std::uint32_t pattern, Role role);
  void apply(const Phrase& phrase, FieldVerdict& verdict) const;

  const PatternSet& set_;
  std::unordered_map<std::string_view, std::vector<Phrase>> by_first_word_;
  std::unordered_map<std::string, std::vector<Phrase>> by_joined_;
};

}  // namespace leaksift::pattern
