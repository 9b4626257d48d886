// What stands in the header fields of mail: encoded words and parameters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {

/// A piece of a field: as it stands there, or an encoded word undone.
struct HeaderPiece {
  std::string text;
  std::size_t begin = 0;   ///< What it was made of, in the field.
  std::size_t length = 0;  ///< Of that.
  bool is_decoded = false;
};

/// A field, or the value of one, with its encoded words (RFC 2047) undone, in UTF-8. A word that is
/// broken stands for itself; control characters in one become spaces. In a list of addresses, a
/// decoded word with signs that would separate addresses comes in quotes.
std::vector<HeaderPiece> decode_words(std::string_view value, bool is_address_list);
std::string decoded_words(std::string_view value, bool is_address_list = false);

/// A field such as Content-Type: a value and its parameters.
struct ContentField {
  struct Parameter {
    std::string name;  ///< Lower case.
    std::string value;
  };

  /// Reads parameters as RFC 2045, 5.1 says, and their continuations and character sets as RFC 2231
  /// does; encoded words in them, which no RFC allows, too.
  static ContentField parse(std::string_view text);

  /// The value of a parameter; empty if there is none.
  std::string_view find(std::string_view name) const;

  std::string value;  ///< Lower case: "text/plain".
  std::vector<Parameter> parameters;
  std::vector<std::string> strays;  ///< What is no parameter, or one that another stands in for.
  bool is_extended = false;         ///< There is something of RFC 2231.
};

}  // namespace leaksift::content
