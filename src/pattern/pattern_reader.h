// Reads one pattern file's table; see patterns/README.md for what may stand in it.
#pragma once

#include "pattern/pattern.h"
#include "pattern/toml_reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {

/// The text of a pattern file up to its examples, if nothing else stands behind these; else all.
std::string_view before_examples(std::string_view text);

/// What is wrong goes to `errors`; the result is of use only if there is nothing. `examples`:
/// whether there must be some.
Pattern read_pattern(const toml::table& table, const std::string& file, bool examples,
                     TomlErrors& errors);

/// A list of phrases: lower-case words with single spaces.
std::vector<std::string> read_phrases(TomlReader& reader, std::string_view key);

}  // namespace leaksift::pattern
