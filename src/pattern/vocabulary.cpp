#include "pattern/vocabulary.h"

#include "pattern/pattern_reader.h"
#include "pattern/word_files.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace leaksift::pattern {
namespace {

enum class Kind : unsigned char { kOther, kLower, kUpper, kDigit };

Kind kind_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 'a' && byte <= 'z') return Kind::kLower;
  if (byte >= 'A' && byte <= 'Z') return Kind::kUpper;
  if (byte >= '0' && byte <= '9') return Kind::kDigit;
  return byte >= 0x80 ? Kind::kLower : Kind::kOther;  // UTF-8 letters stay within their word.
}

// A word begins at a change of kind, except from a capital to lower case ("Name"); the last capital
// of a run belongs to the lower-case letters that follow it ("SSNNumber" -> ssn, number).
bool begins_word(std::string_view name, std::size_t at) {
  const Kind now = kind_of(name[at]);
  const Kind before = kind_of(name[at - 1]);
  if (now == before) {
    return now == Kind::kUpper && at + 1 < name.size() && kind_of(name[at + 1]) == Kind::kLower;
  }
  return !(before == Kind::kUpper && now == Kind::kLower);
}

bool ends_word(std::string_view name, std::size_t at) {
  return at >= name.size() || kind_of(name[at]) == Kind::kOther;
}

// The length of the "'s" at `at` that only says whose the rest is: "patient's" is "patient".
// 0 if there is none.
std::size_t possessive_at(std::string_view name, std::size_t at) {
  if (at == 0 || kind_of(name[at - 1]) == Kind::kOther) return 0;
  for (const std::string_view apostrophe : {"'", "\xe2\x80\x99"}) {
    if (!name.substr(at).starts_with(apostrophe)) continue;
    const std::size_t letter = at + apostrophe.size();
    const bool is_s = letter < name.size() && (name[letter] == 's' || name[letter] == 'S');
    return is_s && ends_word(name, letter + 1) ? apostrophe.size() + 1 : 0;
  }
  return 0;
}

bool is_lone_letter(std::string_view name, std::size_t at) {
  if (at >= name.size()) return false;
  const Kind kind = kind_of(name[at]);
  return (kind == Kind::kUpper || kind == Kind::kLower) &&
         (at == 0 || kind_of(name[at - 1]) == Kind::kOther) && ends_word(name, at + 1);
}

// Whether the full stop at `at` stands between initials, which are one word: "I.D."
bool joins_initials(std::string_view name, std::size_t at) {
  return name[at] == '.' && at > 0 && is_lone_letter(name, at - 1) && is_lone_letter(name, at + 1);
}

void add_expanded(std::string_view word, const Vocabulary& vocabulary,
                  std::vector<std::string>& words) {
  const auto found = vocabulary.abbreviations.find(std::string(word));
  const std::string_view text = found == vocabulary.abbreviations.end() ? word : found->second;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t space = std::min(text.find(' ', begin), text.size());
    words.emplace_back(text.substr(begin, space - begin));
    begin = space + 1;
  }
}

void add_word(const std::string& word, const Vocabulary& vocabulary,
              std::vector<std::string>& words) {
  if (word.empty()) return;
  const std::vector<std::string_view> parts = vocabulary.glued.cut(word);
  if (parts.empty()) add_expanded(word, vocabulary, words);
  for (const std::string_view part : parts) add_expanded(part, vocabulary, words);
}

}  // namespace

std::vector<std::string> words_of(std::string_view name, const Vocabulary& vocabulary) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (joins_initials(name, i)) continue;
    if (const std::size_t length = possessive_at(name, i); length != 0) {
      i += length - 1;
      continue;
    }
    const Kind kind = kind_of(name[i]);
    const bool joined = i > 0 && joins_initials(name, i - 1);
    if (kind == Kind::kOther || (i > 0 && !joined && begins_word(name, i))) {
      add_word(word, vocabulary, words);
      word.clear();
    }
    if (name[i] == '#' && !words.empty()) words.emplace_back("number");
    if (kind != Kind::kOther) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
  }
  add_word(word, vocabulary, words);
  return words;
}

void read_vocabulary(const toml::table& table, TomlErrors& errors, Vocabulary& vocabulary) {
  TomlReader reader(table, "", errors);
  const auto append = [&reader](std::string_view key, std::vector<std::string>& to) {
    for (std::string& phrase : read_phrases(reader, key)) to.push_back(std::move(phrase));
  };
  append("other_numbers", vocabulary.other_numbers);
  append("person_numbers", vocabulary.person_numbers);
  append("ending_other_numbers", vocabulary.ending_other_numbers);
  append("carriers", vocabulary.carriers);
  append("shapes_of_tables", vocabulary.shapes_of_tables);
  append("designations", vocabulary.designations);
  append("designated", vocabulary.designated);
  append("persons", vocabulary.persons);
  append("owners", vocabulary.owners);
  append("short_words", vocabulary.short_words);
  const auto assign = [&](std::string_view key, std::unordered_map<std::string, std::string>& to) {
    const toml::table* words = reader.table(key);
    if (words == nullptr) return;
    TomlReader texts(*words, std::string(key), errors);
    for (const auto& [word, node] : *words) {
      to[std::string(word.str())] = texts.text(word.str(), true);
    }
  };
  assign("abbreviations", vocabulary.abbreviations);
  assign("designation_codes", vocabulary.designation_codes);
  reader.finish();
}

}  // namespace leaksift::pattern
