// open_reader: the reader of a container, by its format.
#pragma once

#include "base/result.h"
#include "content/container_reader.h"
#include "content/magic.h"
#include "content/open_options.h"
#include "content/replay_stream.h"

#include <memory>

namespace leaksift::content {

/// Begins to read `stream`, which must outlive the reader, as `format`. On failure an unknown part
/// of `stream` has been consumed; the error is kEncrypted where even the names of members are.
base::Result<std::unique_ptr<ContainerReader>> open_reader(const Format& format,
                                                           ReplayStream& stream,
                                                           const OpenOptions& options);

}  // namespace leaksift::content
