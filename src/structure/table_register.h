// TableRegister: the tables of a blob whose records name no columns, and how many each has had.
#pragma once

#include "structure/copy_on_write.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::structure {

/// Tables are told apart by their names, which copies share. Beyond kMaxTables, all others are one.
class TableRegister {
 public:
  using Number = std::uint32_t;
  static constexpr std::size_t kMaxTables = 1024;
  /// The table without a name: of top-level values, of elements of a top-level array.
  static constexpr Number kTop = 0;
  /// Stands for all tables that there is no room for; called "*".
  static constexpr Number kOthers = 1;

  TableRegister();

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
