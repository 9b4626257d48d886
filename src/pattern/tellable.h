// Which names of columns and tables may be told.
#pragma once

#include <string>
#include <string_view>

namespace leaksift::pattern {

/// Appends `name` to `text` as it may be told. Names come from the scanned content: a table without
/// a header may offer its first row, and the keys of an object may be e-mail addresses or persons.
///
/// A name of more than 128 bytes is not told, nor one that might itself be a value: one with '@' in
/// a word, a control character, five digits, or two words in a row that the lists of names know
/// better as the name of a person than as words ("john.smith", "Lee, Anna"), or that are written as
/// names in Greek or Cyrillic, of which there is no list ("Иван Петров"), nor a key
/// ("AKIAQ3EGZ7LMNOP5RSTU") or a street ("12 Elm Street"). An '@' in front marks an
/// attribute of XML or a reserved key ("@timestamp"). Of a JSON Pointer or a path, each step
/// that might be a value is told as "*": "/users/*/ssn".
void append_tellable(std::string_view name, std::string& text);

inline std::string tellable(std::string_view name) {
  std::string text;
  append_tellable(name, text);
  return text;
}

}  // namespace leaksift::pattern
