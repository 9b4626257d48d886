#include "core/provenance.h"

namespace leaksift::core {

std::string full_path(const Provenance& provenance) {
  std::string path = provenance.path;
  for (const std::string& step : provenance.within) path.append(" > ").append(step);
  return path;
}

}  // namespace leaksift::core
