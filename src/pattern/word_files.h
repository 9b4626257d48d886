// The files of a pattern folder that hold words and rules instead of a pattern.
#pragma once

#include "pattern/name_rules.h"
#include "pattern/record_rules.h"
#include "pattern/toml_reader.h"
#include "pattern/vocabulary.h"

#include <string_view>

namespace leaksift::pattern {

inline constexpr std::string_view kVocabularyFile = "vocabulary.toml";
inline constexpr std::string_view kRecordsFile = "records.toml";
inline constexpr std::string_view kRegionsFile = "regions.toml";
inline constexpr std::string_view kNameWordsFile = "name_words.toml";

/// Each reads one of the files and adds to what is known; read_name_words takes the weights as they
/// are. What is wrong goes to `errors`.
void read_vocabulary(const toml::table& table, TomlErrors& errors, Vocabulary& vocabulary);
void read_records(const toml::table& table, TomlErrors& errors, RecordRules& rules);
void read_regions(const toml::table& table, TomlErrors& errors, RecordRules& rules);
void read_name_words(const toml::table& table, TomlErrors& errors, NameRules& rules);

}  // namespace leaksift::pattern
