// Reads pattern files.
#pragma once

#include "base/result.h"
#include "pattern/pattern.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {

/// Reads one pattern from the text of a file. An Error names `file`, the line and what to do.
base::Result<Pattern> parse(std::string_view text, const std::string& file);

/// Whether the examples of the first folder are read: to scan takes none, and to read them as long
/// as all the rest. Those of other folders always are, since nobody may have proved them.
enum class Examples : std::uint8_t { kAll, kNotOfFirst };

/// Reads all `*.toml` of each folder in turn. Of two patterns with the same id, that of the later
/// folder counts; in the same folder this is an error. vocabulary.toml of a later folder adds to
/// the earlier ones, and so do records.toml and regions.toml. `digest` is set. `cache` is a file
/// that holds, or will hold, what was read, as long as no file changes (base/kept_file.h); empty:
/// no cache.
base::Result<PatternSet> load(const std::vector<std::string>& folders,
                              Examples examples = Examples::kAll, const std::string& cache = {});

/// Whether a file of this name (without its folder) holds words and rules instead of a pattern.
bool is_word_file(std::string_view name);

/// Keeps only the patterns in `only` (if not empty) that are not in `except`. An unknown id is an
/// error that lists the ids there are.
base::Status select(PatternSet& set, const std::vector<std::string>& only,
                    const std::vector<std::string>& except);

}  // namespace leaksift::pattern
