// JsonTables: the tables of a JSON blob, and how many records each has had.
#pragma once

#include "structure/copy_on_write.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::structure {

/// Tables are told apart by their names, which copies share. Beyond kMaxTables, all others are one.
class JsonTables {
 public:
  using Number = std::uint32_t;
  static constexpr std::size_t kMaxTables = 1024;
  /// The table without a name, of top-level values and of the elements of a top-level array.
  static constexpr Number kTop = 0;
  /// Stands for all tables that there is no room for; called "*".
  static constexpr Number kOthers = 1;

  JsonTables();

  /// The number of a table, which is remembered if there is room; otherwise kOthers.
  Number number_of(const std::string& name);
  std::string_view name(Number table) const { return known_.read().names[table]; }
  /// Counts a record, from 1.
  std::uint64_t next_record(Number table) { return ++records_[table]; }

 private:
  struct Known {
    std::unordered_map<std::string, Number> numbers;
    std::vector<std::string> names;
  };

  CopyOnWrite<Known> known_;
  std::vector<std::uint64_t> records_;
};

}  // namespace leaksift::structure
