// Values that a log tells apart from the statement of SQL they are bound to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// A value in a line: bytes [begin, end), without quotes.
struct BoundValue {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t number = 0;   ///< Of its placeholder, from 0.
  std::string_view name{};  ///< Where the line itself has it.
};

/// Those that stand in a line from where BoundValues::find() says, in their order.
std::vector<BoundValue> bound_values(std::string_view line, std::size_t from);

/// Reads such values, and what they are called in the latest statement with placeholders:
///   DETAIL:  parameters: $1 = 'Ann', $2 = '1980-05-06'                     (PostgreSQL)
///   binding parameter [1] as [VARCHAR] - [Ann], (1:VARCHAR) <- [Ann]       (Hibernate)
///   ==> Parameters: Ann(String), null, 1980-05-06(Date)                    (MyBatis)
///   … VALUES ($1, $2) -- PARAMETERS: ["Ann","1980-05-06"]                  (TypeORM)
///   … VALUES ($1, $2)  [["name", "Ann"], ["dob", "1980-05-06"]]            (Rails, with names)
///   Detail: Key (ssn, name)=(536904399, Ann) already exists.               (PostgreSQL)
/// A placeholder, "?" or "$1", is called as the column that it is inserted into or compared with.
class BoundValues {
 public:
  /// Where bound values begin in a line; npos if it has none.
  static std::size_t find(std::string_view line);

  /// Notes the names of the placeholders of a statement, if the line ends one. `line` has no more
  /// than what stands before bound values. Keeps at most 64 names, and 12 KiB of the statement.
  void follow(std::string_view line);

  /// Gives the values of a line, which begin at `from`, to `give(begin, end, name)`, in the order
  /// in which they stand; without a name where the statement is not known.
  template <class Give>
  void read(std::string_view line, std::size_t from, Give&& give) const {
    for (const BoundValue& value : bound_values(line, from)) {
      const bool numbered = value.name.empty() && value.number < names_.size();
      give(value.begin, value.end, numbered ? std::string_view(names_[value.number]) : value.name);
    }
  }

 private:
  std::string entry_;               ///< The lines of the latest entry, each behind a space.
  std::vector<std::string> names_;  ///< By number of the placeholder, from 0.
};

}  // namespace leaksift::structure
