#include "pattern/load.h"

#include "base/kept_file.h"
#include "base/parallel.h"
#include "base/text_digest.h"
#include "pattern/field_phrases.h"
#include "pattern/pattern_reader.h"
#include "pattern/set_snapshot.h"
#include "pattern/word_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <utility>
#include <variant>

namespace leaksift::pattern {
namespace {

base::Result<std::string> read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream.is_open()) return base::Error{path + ": cannot be opened: " + std::strerror(errno)};
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return base::Error{path + ": cannot be read: " + error.message()};
  std::string text(size, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return base::Error{path + ": cannot be read: " + std::strerror(errno)};
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
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

// A file of a folder as it was read.
struct SourceFile {
  std::string path;
  std::string text;
};

// The files of a folder by name.
using SourceFolder = std::vector<SourceFile>;

base::Result<std::vector<SourceFolder>> read_folders(const std::vector<std::string>& folders) {
  std::vector<SourceFolder> sources(folders.size());
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const auto files = toml_files(folders[i]);
    if (!files) return files.error();
    for (const std::string& file : *files) {
      auto text = read_file(file);
      if (!text) return text.error();
      sources[i].push_back({file, *std::move(text)});
    }
  }
  return sources;
}

// What a file says: a pattern or, if it holds words and rules, a table.
using Content = std::variant<Pattern, toml::table>;

base::Result<Pattern> parse_some(std::string_view text, const std::string& file, bool examples) {
  const auto table = parse_toml(examples ? text : before_examples(text), file);
  if (!table) return table.error();
  TomlErrors errors(file);
  Pattern pattern = read_pattern(*table, file, examples, errors);
  if (errors.any()) return errors.first();
  return pattern;
}

base::Result<Content> parse_file(const SourceFile& file, bool examples) {
  if (is_word_file(name_of(file.path))) {
    auto table = parse_toml(file.text, file.path);
    if (!table) return table.error();
    return Content(*std::move(table));
  }
  auto pattern = parse_some(file.text, file.path, examples);
  if (!pattern) return pattern.error();
  return Content(*std::move(pattern));
}

void read_word_file(const toml::table& table, const std::string& name, TomlErrors& errors,
                    Loaded& loaded) {
  if (name == kVocabularyFile) return read_vocabulary(table, errors, loaded.vocabulary);
  if (name == kRecordsFile) return read_records(table, errors, loaded.records);
  if (name == kRegionsFile) return read_regions(table, errors, loaded.records);
  read_name_words(table, errors, loaded.names);
}

base::Status parse_folder(const SourceFolder& files, std::size_t rank, bool examples,
                          Loaded& loaded) {
  std::vector<std::optional<base::Result<Content>>> contents(files.size());
  base::for_each_number(files.size(), base::available_cores(),
                        [&](std::size_t i) { contents[i] = parse_file(files[i], examples); });
  std::map<std::string, std::string> seen;  // id -> file, within this folder
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& [path, text] = files[i];
    if (!contents[i]->ok()) return contents[i]->error();
    if (const auto* table = std::get_if<toml::table>(&**contents[i])) {
      TomlErrors errors(path);
      read_word_file(*table, name_of(path), errors, loaded);
      if (errors.any()) return errors.first();
      loaded.texts["/" + name_of(path) + "/" + std::to_string(rank)] = text;
      continue;
    }
    auto& pattern = std::get<Pattern>(**contents[i]);
    const std::string id = pattern.id;
    if (const auto [other, fresh] = seen.emplace(id, path); !fresh) {
      return base::Error{path + ":1: the id '" + id + "' is also that of " + other->second +
                         "; give one of them another id"};
    }
    loaded.texts[id] = text;
    loaded.patterns.insert_or_assign(id, std::move(pattern));
  }
  return base::Ok{};
}

std::string digest_of(const std::map<std::string, std::string>& texts) {
  base::TextDigest digest(16);
  for (const auto& [id, text] : texts) {
    digest.feed(id);
    digest.feed(text);
  }
  return digest.hex();
}

base::Result<PatternSet> parse_folders(const std::vector<SourceFolder>& folders,
                                       Examples examples) {
  Loaded loaded;
  for (std::size_t rank = 0; rank < folders.size(); ++rank) {
    const bool read_examples = examples == Examples::kAll || rank > 0;
    auto status = parse_folder(folders[rank], rank, read_examples, loaded);
    if (!status) return status.error();
  }
  PatternSet set;
  for (auto& [id, pattern] : loaded.patterns) set.patterns.push_back(std::move(pattern));
  set.vocabulary = std::move(loaded.vocabulary);
  set.records = std::move(loaded.records);
  set.names = std::move(loaded.names);
  complete_fields(set);
  set.digest = digest_of(loaded.texts);
  if (set.patterns.empty()) return base::Error{"no pattern files were found"};
  return set;
}

// Stands for all that a set is made of: the files, with their names, which are in messages.
std::string key_of(const std::vector<SourceFolder>& folders, Examples examples) {
  base::TextDigest digest;
  digest.feed(examples == Examples::kAll ? "all examples" : "not those of the first folder");
  for (const SourceFolder& files : folders) {
    digest.feed(std::to_string(files.size()));
    for (const SourceFile& file : files) {
      digest.feed(file.path);
      digest.feed(file.text);
    }
  }
  return digest.hex();
}

}  // namespace

bool is_word_file(std::string_view name) {
  return name == kVocabularyFile || name == kRecordsFile || name == kRegionsFile ||
         name == kNameWordsFile;
}

base::Result<Pattern> parse(std::string_view text, const std::string& file) {
  return parse_some(text, file, true);
}

base::Result<PatternSet> load(const std::vector<std::string>& folders, Examples examples,
                              const std::string& cache) {
  const auto sources = read_folders(folders);
  if (!sources) return sources.error();
  if (cache.empty()) return parse_folders(*sources, examples);
  const base::KeptFile kept_file(cache, key_of(*sources, examples));
  PatternSet set;
  if (const auto kept = kept_file.load(); kept && load(kept.view(), set)) return set;
  auto parsed = parse_folders(*sources, examples);
  if (parsed) kept_file.store(save(*parsed));
  return parsed;
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
