// Where the project's sources are, for tests that read files of it.
#pragma once

#include <string>

namespace leaksift::support {

/// The folder of the checkout that this program was built from. Asked for while running, so that
/// what the compiler sees is the same in every checkout, and ccache can share it.
std::string source_dir();

}  // namespace leaksift::support
