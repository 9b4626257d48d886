// BSON documents (https://bsonspec.org), which MongoDB stores and dumps.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leaksift::content {

/// The least and the most bytes that a document has: MongoDB takes 16 MiB from users, and up to 16
/// KiB more for its own.
inline constexpr std::size_t kLeastBson = 5;
inline constexpr std::size_t kMostBson = (16 << 20) + (16 << 10);

/// The length that a document gives in its first four bytes; none if it cannot be one.
std::optional<std::size_t> bson_length(std::string_view bytes);

/// Whether content begins with a document. `prefix` is all of it or 32 KiB: of a document that goes
/// on beyond, the first field must be "_id", as in whatever MongoDB has stored.
bool begins_like_bson(std::string_view prefix);

/// Appends `document` to `text` as relaxed Extended JSON in one line, as mongoexport would write
/// it. False if it is damaged, deeper than MongoDB allows (100 levels), or if a text in it is no
/// UTF-8.
bool append_json(std::string_view document, std::string& text);

/// A text field at the top of a document, or nothing.
std::string text_field(std::string_view document, const char* name);

/// Whether a field at the top of a document is true.
bool is_set(std::string_view document, const char* name);

}  // namespace leaksift::content
