#include "detect/name_memory.h"

namespace leaksift::detect {

const pattern::FieldVerdict& NameMemory::judge(std::string_view name) {
  const auto found = verdicts_.find(name);
  if (found != verdicts_.end()) return found->second;
  return verdicts_.emplace(std::string(name), names_.judge(name)).first->second;
}

}  // namespace leaksift::detect
