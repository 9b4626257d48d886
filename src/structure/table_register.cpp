#include "structure/table_register.h"

namespace leaksift::structure {

TableRegister::TableRegister() : records_(2) {
  Known& known = known_.write();
  known.names = {"", "*"};
  known.numbers = {{"", kTop}, {"*", kOthers}};
}

TableRegister::Number TableRegister::number_of(const std::string& name) {
  const auto found = known_.read().numbers.find(name);
  if (found != known_.read().numbers.end()) return found->second;
  if (records_.size() == kMaxTables) return kOthers;
  Known& known = known_.write();
  const auto number = static_cast<Number>(records_.size());
  known.names.push_back(name);
  known.numbers.emplace(name, number);
  records_.push_back(0);
  return number;
}

}  // namespace leaksift::structure
