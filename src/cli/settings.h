// Settings: the one list of what a scan can be told, by flag or by configuration file.
#pragma once

#include "cli/options.h"

#include <span>
#include <string_view>

namespace leaksift::cli {

/// How a setting is written. kSwitch: true or false; kWord: a string; kList: strings, the flag may
/// be repeated; kCommaList: likewise, with commas in a flag; kNumber: digits; kSize: digits with K,
/// M, G.
enum class Kind { kSwitch, kWord, kList, kCommaList, kNumber, kSize };

struct Setting {
  const char* name;    ///< Of the key in a configuration file, and of the flag behind "--".
  const char* letter;  ///< "-o", or "".
  Kind kind;
  const char* value;  ///< What stands for the value in the help text.
  const char* help;
  const char* group;  ///< Of the help text; "" hides the flag.
  Typed ScanOptions::*member;
  bool in_file = true;  ///< Whether a configuration file may say it.
};

/// All settings in the order of the help text.
std::span<const Setting> settings();

/// The setting with this name that a configuration file may hold, or nullptr.
const Setting* find_in_file(std::string_view name);

}  // namespace leaksift::cli
