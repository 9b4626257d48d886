// What stands behind a label where no value is said: in synopses of manuals, and in programs.
#pragma once

#include <cstddef>
#include <string_view>

namespace leaksift::detect {

/// Whether the text at `begin`, behind a label whose separator ends at `after`, is no value: the
/// name of one behind an option (`--passwd=FILE`), what several names are assigned together
/// (`user, password = split`), or what is behind an empty one: a comma (`Pw=,`) or the next pair
/// (`password= dbname=test`).
bool is_unsaid_value(std::string_view text, std::size_t after, std::size_t begin);

/// Whether what ends at the quote at `end` names where a value is: "excluded"."first_name" in SQL.
bool names_member(std::string_view text, std::size_t end);

}  // namespace leaksift::detect
