// PartNames: which records within records are no records of their own, but parts of those.
#pragma once

#include "pattern/pattern.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leaksift::assess {

/// Constant after construction; shared by threads. `set` must outlive it.
class PartNames {
 public:
  explicit PartNames(const pattern::PatternSet& set);

  enum class Role : std::uint8_t {
    kNone,        ///< Each is a record of its own.
    kPart,        ///< Each is a part of the record around it...
    kListedPart,  ///< ...if that is one of many itself.
  };
  /// `list`: what records within another are called there (core::Record::list).
  Role role_of(std::string_view list) const;

 private:
  void add(const std::vector<std::string>& phrases, Role role);

  const pattern::PatternSet& set_;
  std::unordered_map<std::string, Role> whole_;   ///< By all words of a name.
  std::unordered_map<std::string, Role> ending_;  ///< By its last ones.
};

}  // namespace leaksift::assess
