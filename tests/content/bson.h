// BSON made in memory, of JSON, by the library that reads it.
#pragma once

#include <bson/bson.h>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::content::testing {

/// A document; empty if `json` is none.
inline std::string bson(std::string_view json) {
  bson_t* const document = ::bson_new_from_json(reinterpret_cast<const std::uint8_t*>(json.data()),
                                                static_cast<ssize_t>(json.size()), nullptr);
  if (document == nullptr) return "";
  const std::string bytes(reinterpret_cast<const char*>(::bson_get_data(document)), document->len);
  ::bson_destroy(document);
  return bytes;
}

}  // namespace leaksift::content::testing
