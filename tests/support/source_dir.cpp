#include "support/source_dir.h"

namespace leaksift::support {

std::string source_dir() {
  return LEAKSIFT_SOURCE_DIR;
}

}  // namespace leaksift::support
