// open_log_pair: what a SQLite database and its write-ahead log need of one another.
#pragma once

#include "content/replay_stream.h"
#include "core/byte_stream.h"
#include "source/walker.h"

#include <memory>

namespace leaksift::scan {

/// If `stream`, that of `input`, begins like a database: the file beside it that its log would be.
/// If it begins like a log: the file that its database would be, if that is scanned too, so that
/// what the two have in common need not be told twice. Null if there is none; nothing else is ever
/// opened. `stream` is at its start afterwards, as before.
std::shared_ptr<content::ReplayStream> open_log_pair(const source::Input& input,
                                                     core::ByteStream& stream);

}  // namespace leaksift::scan
