#include "pattern/load.h"

#include "pattern/name_rules.h"
#include "pattern/pattern_reader.h"
#include "pattern/record_rules.h"
#include "pattern/toml_reader.h"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace leaksift::pattern {
namespace {

constexpr std::string_view kVocabularyFile = "vocabulary.toml";

base::Status read_vocabulary(std::string_view text, const std::string& file,
                             Vocabulary& vocabulary) {
  const auto table = parse_toml(text, file);
  if (!table) return table.error();
  TomlErrors errors(file);
  TomlReader reader(*table, "", errors);
  const auto append = [&reader](std::string_view key, std::vector<std::string>& to) {
    for (std::string& phrase : read_phrases(reader, key)) to.push_back(std::move(phrase));
  };
  append("other_numbers", vocabulary.other_numbers);
  append("exact_other_numbers", vocabulary.exact_other_numbers);
  append("carriers", vocabulary.carriers);
  if (const toml::table* abbreviations = reader.table("abbreviations")) {
    TomlReader words(*abbreviations, "abbreviations", errors);
    for (const auto& [word, node] : *abbreviations) {
      vocabulary.abbreviations[std::string(word.str())] = words.text(word.str(), true);
    }
  }
  reader.finish();
  if (errors.any()) return errors.first();
  return base::Ok{};
}

base::Result<std::string> read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream content;
  if (!(content << stream.rdbuf()) && stream.peek() != std::ifstream::traits_type::eof()) {
    return base::Error{path + ": cannot be read: " + std::strerror(errno)};
  }
  if (!stream.is_open()) return base::Error{path + ": cannot be opened: " + std::strerror(errno)};
  return std::move(content).str();
}

base::Result<std::vector<std::string>> toml_files(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  if (error) {
    return base::Error{"pattern folder '" + folder + "' cannot be read: " + error.message()};
  }
  std::sort(files.begin(), files.end());
  return files;
}

// What has been read so far, keyed so that a later folder replaces and the digest has one order.
struct Loaded {
  std::map<std::string, Pattern> patterns;
  std::map<std::string, std::string> texts;  // By id; files of words by a key of their own.
  Vocabulary vocabulary;
  RecordRules records;
  NameRules names;
};

// Reads a file that is no pattern; false if it is one.
base::Result<bool> load_words(const std::string& text, const std::string& file, Loaded& loaded) {
  const std::string name = std::filesystem::path(file).filename();
  base::Status status = base::Ok{};
  if (name == kVocabularyFile) {
    status = read_vocabulary(text, file, loaded.vocabulary);
  } else if (name == kRecordsFile) {
    status = read_records(text, file, loaded.records);
  } else if (name == kRegionsFile) {
    status = read_regions(text, file, loaded.records);
  } else if (name == kNameWordsFile) {
    status = read_name_words(text, file, loaded.names);
  } else {
    return false;
  }
  if (!status) return status.error();
  return true;
}

base::Status load_folder(const std::string& folder, std::size_t rank, Loaded& loaded) {
  const auto files = toml_files(folder);
  if (!files) return files.error();
  std::map<std::string, std::string> seen;  // id -> file, within this folder
  for (const std::string& file : *files) {
    auto text = read_file(file);
    if (!text) return text.error();
    const auto words = load_words(*text, file, loaded);
    if (!words) return words.error();
    if (*words) {
      loaded.texts["/" + std::string(std::filesystem::path(file).filename()) + "/" +
                   std::to_string(rank)] = *text;
      continue;
    }
    auto pattern = parse(*text, file);
    if (!pattern) return pattern.error();
    const std::string id = pattern->id;
    if (const auto [other, fresh] = seen.emplace(id, file); !fresh) {
      return base::Error{file + ":1: the id '" + id + "' is also that of " + other->second +
                         "; give one of them another id"};
    }
    loaded.texts[id] = *text;
    loaded.patterns.insert_or_assign(id, std::move(*pattern));
  }
  return base::Ok{};
}

std::string digest_of(const std::map<std::string, std::string>& texts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 16);
  auto feed = [&state](const std::string& bytes) {
    const std::uint64_t size = bytes.size();
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  };
  for (const auto& [id, text] : texts) {
    feed(id);
    feed(text);
  }
  unsigned char hash[16];
  crypto_generichash_final(&state, hash, sizeof hash);
  char hex[2 * sizeof hash + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return hex;
}

}  // namespace

bool is_word_file(std::string_view name) {
  return name == kVocabularyFile || name == kRecordsFile || name == kRegionsFile ||
         name == kNameWordsFile;
}

base::Result<Pattern> parse(std::string_view text, const std::string& file) {
  const auto table = parse_toml(text, file);
  if (!table) return table.error();
  TomlErrors errors(file);
  Pattern pattern = read_pattern(*table, file, errors);
  if (errors.any()) return errors.first();
  return pattern;
}

base::Result<PatternSet> load(const std::vector<std::string>& folders) {
  Loaded loaded;
  for (std::size_t rank = 0; rank < folders.size(); ++rank) {
    if (auto status = load_folder(folders[rank], rank, loaded); !status) return status.error();
  }
  PatternSet set;
  for (auto& [id, pattern] : loaded.patterns) set.patterns.push_back(std::move(pattern));
  set.vocabulary = std::move(loaded.vocabulary);
  set.records = std::move(loaded.records);
  set.names = std::move(loaded.names);
  set.digest = digest_of(loaded.texts);
  if (set.patterns.empty()) return base::Error{"no pattern files were found"};
  return set;
}

base::Status select(PatternSet& set, const std::vector<std::string>& only,
                    const std::vector<std::string>& except) {
  auto listed = [](const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  for (const auto* ids : {&only, &except}) {
    for (const std::string& id : *ids) {
      const bool known = std::any_of(set.patterns.begin(), set.patterns.end(),
                                     [&id](const Pattern& pattern) { return pattern.id == id; });
      if (known) continue;
      std::string list;
      for (const Pattern& pattern : set.patterns) list += " " + pattern.id;
      return base::Error{"there is no type '" + id + "'; there are:" + list};
    }
  }
  std::erase_if(set.patterns, [&](const Pattern& pattern) {
    return (!only.empty() && !listed(only, pattern.id)) || listed(except, pattern.id);
  });
  if (set.patterns.empty()) return base::Error{"no type is left to look for"};
  return base::Ok{};
}

}  // namespace leaksift::pattern
