#include "pattern/load.h"

#include "base/parallel.h"
#include "pattern/pattern_reader.h"
#include "pattern/word_files.h"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <utility>
#include <variant>

namespace leaksift::pattern {
namespace {

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

std::string name_of(const std::string& file) {
  return std::filesystem::path(file).filename();
}

// A file of a folder; a pattern or, if it holds words and rules, a table.
struct LoadedFile {
  std::string text;
  std::variant<Pattern, toml::table> content;
};

base::Result<Pattern> parse_some(std::string_view text, const std::string& file, bool examples) {
  const auto table = parse_toml(examples ? text : before_examples(text), file);
  if (!table) return table.error();
  TomlErrors errors(file);
  Pattern pattern = read_pattern(*table, file, examples, errors);
  if (errors.any()) return errors.first();
  return pattern;
}

base::Result<LoadedFile> load_file(const std::string& file, bool examples) {
  auto text = read_file(file);
  if (!text) return text.error();
  if (is_word_file(name_of(file))) {
    auto table = parse_toml(*text, file);
    if (!table) return table.error();
    return LoadedFile{*std::move(text), *std::move(table)};
  }
  auto pattern = parse_some(*text, file, examples);
  if (!pattern) return pattern.error();
  return LoadedFile{*std::move(text), *std::move(pattern)};
}

void read_word_file(const toml::table& table, const std::string& name, TomlErrors& errors,
                    Loaded& loaded) {
  if (name == kVocabularyFile) return read_vocabulary(table, errors, loaded.vocabulary);
  if (name == kRecordsFile) return read_records(table, errors, loaded.records);
  if (name == kRegionsFile) return read_regions(table, errors, loaded.records);
  read_name_words(table, errors, loaded.names);
}

base::Status load_folder(const std::string& folder, std::size_t rank, bool examples,
                         Loaded& loaded) {
  const auto files = toml_files(folder);
  if (!files) return files.error();
  std::vector<std::optional<base::Result<LoadedFile>>> read(files->size());
  base::for_each_number(read.size(), base::available_cores(),
                        [&](std::size_t i) { read[i] = load_file((*files)[i], examples); });
  std::map<std::string, std::string> seen;  // id -> file, within this folder
  for (std::size_t i = 0; i < read.size(); ++i) {
    const std::string& file = (*files)[i];
    if (!read[i]->ok()) return read[i]->error();
    LoadedFile& one = **read[i];
    if (const auto* table = std::get_if<toml::table>(&one.content)) {
      TomlErrors errors(file);
      read_word_file(*table, name_of(file), errors, loaded);
      if (errors.any()) return errors.first();
      loaded.texts["/" + name_of(file) + "/" + std::to_string(rank)] = std::move(one.text);
      continue;
    }
    auto& pattern = std::get<Pattern>(one.content);
    const std::string id = pattern.id;
    if (const auto [other, fresh] = seen.emplace(id, file); !fresh) {
      return base::Error{file + ":1: the id '" + id + "' is also that of " + other->second +
                         "; give one of them another id"};
    }
    loaded.texts[id] = std::move(one.text);
    loaded.patterns.insert_or_assign(id, std::move(pattern));
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

// All words that names of fields are known by.
GluedWords words_of_names(const PatternSet& set) {
  GluedWords words;
  const auto add = [&words](const std::vector<std::string>& phrases) {
    for (const std::string& phrase : phrases) words.add(phrase);
  };
  for (const Pattern& pattern : set.patterns) {
    const Context& context = pattern.context;
    for (const auto* phrases : {&context.fields, &context.exact_fields, &context.other_fields,
                                &context.step_other_fields, &context.thing_fields}) {
      add(*phrases);
    }
  }
  for (const auto* phrases :
       {&set.vocabulary.other_numbers, &set.vocabulary.exact_other_numbers,
        &set.vocabulary.person_numbers, &set.vocabulary.owners, &set.records.region_fields,
        &set.records.postal_fields, &set.records.country_fields}) {
    add(*phrases);
  }
  for (const auto& [word, expansion] : set.vocabulary.abbreviations) {
    words.add(word);
    words.add(expansion);
  }
  for (const std::string& word : set.vocabulary.short_words) words.add(word, true);
  return words;
}

}  // namespace

bool is_word_file(std::string_view name) {
  return name == kVocabularyFile || name == kRecordsFile || name == kRegionsFile ||
         name == kNameWordsFile;
}

base::Result<Pattern> parse(std::string_view text, const std::string& file) {
  return parse_some(text, file, true);
}

base::Result<PatternSet> load(const std::vector<std::string>& folders, Examples examples) {
  Loaded loaded;
  for (std::size_t rank = 0; rank < folders.size(); ++rank) {
    const bool read_examples = examples == Examples::kAll || rank > 0;
    auto status = load_folder(folders[rank], rank, read_examples, loaded);
    if (!status) return status.error();
  }
  PatternSet set;
  for (auto& [id, pattern] : loaded.patterns) set.patterns.push_back(std::move(pattern));
  set.vocabulary = std::move(loaded.vocabulary);
  set.records = std::move(loaded.records);
  set.names = std::move(loaded.names);
  set.vocabulary.glued = words_of_names(set);
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
