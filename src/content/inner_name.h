// The name of what a compressed file holds.
#pragma once

#include "core/provenance.h"

#include <string>
#include <string_view>

namespace leaksift::content {

/// The last component of the innermost name in `provenance`; empty for standard input.
std::string own_name(const core::Provenance& provenance);

/// What a compressed file called `name` holds, as its decompressor would call it: "dump.sql" for
/// "dump.sql.gz", "x.tar" for "x.tgz". If the name does not say, `format` stands in for it.
std::string inner_name(std::string_view name, std::string_view format);

/// The name in the first line of a uuencoded file, without folders; empty if there is none.
std::string name_of_uuencoded(std::string_view prefix);

}  // namespace leaksift::content
