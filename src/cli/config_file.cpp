#include "cli/config_file.h"

#include "cli/settings.h"
#include "pattern/toml_reader.h"

#include <toml++/toml.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

namespace leaksift::cli {

namespace {

constexpr std::uintmax_t kMaxFileSize = 16U << 20;

using Words = std::optional<std::vector<std::string>>;

const char* expected_type(Kind kind) {
  switch (kind) {
    case Kind::kSwitch:
      return "must be true or false";
    case Kind::kWord:
      return "must be a string";
    case Kind::kList:
    case Kind::kCommaList:
      return "must be a list of strings";
    case Kind::kNumber:
      return "must be a whole number";
    case Kind::kSize:
      return "must be a number of bytes or a string such as \"64M\"";
  }
  return "";
}

Words strings_of(const toml::array& array) {
  std::vector<std::string> words;
  for (const toml::node& element : array) {
    const auto word = element.value_exact<std::string>();
    if (!word) return std::nullopt;
    words.push_back(*word);
  }
  return words;
}

// The value in the words a flag would have had; nothing if it is of the wrong type.
Words words_of(const toml::node& node, Kind kind) {
  const auto text = node.value_exact<std::string>();
  const auto number = node.value_exact<std::int64_t>();
  switch (kind) {
    case Kind::kSwitch:
      if (const auto flag = node.value_exact<bool>()) return {{*flag ? "true" : "false"}};
      return std::nullopt;
    case Kind::kWord:
      return text ? Words{{*text}} : std::nullopt;
    case Kind::kList:
    case Kind::kCommaList:
      return node.is_array() ? strings_of(*node.as_array()) : std::nullopt;
    case Kind::kSize:
      if (text) return Words{{*text}};
      [[fallthrough]];
    case Kind::kNumber:
      return number ? Words{{std::to_string(*number)}} : std::nullopt;
  }
  return std::nullopt;
}

// "leaksift.toml:3: types".
std::string place(const std::string& file, const toml::key& key) {
  return file + ":" + std::to_string(key.source().begin.line) + ": " + std::string(key.str());
}

base::Status read_rankings(const toml::node& node, const std::string& file,
                           const std::string& origin, ScanOptions& options) {
  if (!node.is_table()) {
    return base::Error{origin +
                       " must be a table: [sensitivity] with lines such as us_ssn = "
                       "\"restricted\""};
  }
  for (const auto& [key, value] : *node.as_table()) {
    const auto tier = value.value_exact<std::string>();
    if (!tier) return base::Error{place(file, key) + " must be a string such as \"restricted\""};
    options.sensitivity.push_back({std::string(key.str()), *tier, place(file, key)});
  }
  return base::Ok{};
}

base::Status read_setting(const toml::key& key, const toml::node& node, const std::string& origin,
                          ScanOptions& options) {
  const Setting* setting = find_in_file(key.str());
  if (!setting) {
    return base::Error{origin +
                       " is not a setting; the names are those of the flags of "
                       "`leaksift scan --help`"};
  }
  Words words = words_of(node, setting->kind);
  if (!words) return base::Error{origin + " " + expected_type(setting->kind)};
  Typed& typed = options.*setting->member;
  if (!typed.given()) typed = {std::move(*words), origin};
  return base::Ok{};
}

}  // namespace

base::Status apply_config(std::string_view text, const std::string& file, ScanOptions& options) {
  const auto table = pattern::parse_toml(text, file);
  if (!table) return table.error();
  for (const auto& [key, node] : *table) {
    const std::string origin = place(file, key);
    auto status = key == "sensitivity" ? read_rankings(node, file, origin, options)
                                       : read_setting(key, node, origin, options);
    if (!status) return status;
  }
  return base::Ok{};
}

base::Result<std::string> read_small_file(const std::string& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (error) return base::Error{"'" + file + "' cannot be read: " + error.message()};
  if (!std::filesystem::is_regular_file(status)) {
    return base::Error{"'" + file + "' cannot be read: it is not a regular file"};
  }
  const auto size = std::filesystem::file_size(file, error);
  if (error) return base::Error{"'" + file + "' cannot be read: " + error.message()};
  if (size > kMaxFileSize) return base::Error{"'" + file + "' is too large: name a file of text"};
  std::ifstream stream(file, std::ios::binary);
  std::string text(size, '\0');
  if (!stream || !stream.read(text.data(), static_cast<std::streamsize>(size))) {
    return base::Error{"'" + file + "' cannot be read: check that you may read it"};
  }
  return text;
}

base::Status apply_config_file(const std::string& file, ScanOptions& options) {
  const auto text = read_small_file(file);
  if (!text) return text.error();
  return apply_config(*text, file, options);
}

}  // namespace leaksift::cli
