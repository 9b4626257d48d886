#include "detect/name_memory.h"

namespace leaksift::detect {

const pattern::FieldVerdict& NameMemory::judge(std::string_view name, std::string_view table) {
  std::string_view key = name;
  if (!table.empty()) key = key_.assign(table).append(1, '\0').append(name);
  const auto found = verdicts_.find(key);
  if (found != verdicts_.end()) return found->second;
  return verdicts_.emplace(std::string(key), names_.judge(name, table)).first->second;
}

}  // namespace leaksift::detect
