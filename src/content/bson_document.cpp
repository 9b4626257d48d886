#include "content/bson_document.h"

#include <bson/bson.h>
#include <memory>
#include <vector>

namespace leaksift::content {
namespace {

struct Freeing {
  void operator()(char* text) const { ::bson_free(text); }
};

// A view of a document.
class View {
 public:
  explicit View(std::string_view document)
      : fits_(::bson_init_static(&view_, reinterpret_cast<const std::uint8_t*>(document.data()),
                                 document.size())) {}

  bool fits() const { return fits_; }  // Its length is right.
  const bson_t* get() const { return &view_; }

 private:
  bson_t view_;
  bool fits_;
};

/// As in MongoDB. libbson itself recurses into some levels without end, and leaves out others.
constexpr std::size_t kMostLevels = 100;

// A walk over the fields of a document. A type of its own, since libbson aligns its own by an
// attribute that templates forget.
struct BsonLevel {
  bson_iter_t field;
};

// Begins the walk over what is below `field`, if that is a document. False if it is damaged.
bool enter(const bson_iter_t& field, std::vector<BsonLevel>& levels) {
  const bson_type_t type = ::bson_iter_type(&field);
  BsonLevel below;
  if (type == BSON_TYPE_DOCUMENT || type == BSON_TYPE_ARRAY) {
    if (!::bson_iter_recurse(&field, &below.field)) return false;
    levels.push_back(below);
  } else if (type == BSON_TYPE_CODEWSCOPE) {
    std::uint32_t length = 0;
    std::uint32_t scope_length = 0;
    const std::uint8_t* scope = nullptr;
    ::bson_iter_codewscope(&field, &length, &scope_length, &scope);
    if (!::bson_iter_init_from_data(&below.field, scope, scope_length)) return false;
    levels.push_back(below);
  }
  return levels.size() <= kMostLevels;
}

// Whether all fields of a document can be read, on kMostLevels at most.
bool is_sound(const View& document) {
  std::vector<BsonLevel> levels(1);
  if (!document.fits() || !::bson_iter_init(&levels.back().field, document.get())) return false;
  while (!levels.empty()) {
    bson_iter_t& field = levels.back().field;
    if (!::bson_iter_next(&field)) {
      if (field.err_off != 0) return false;
      levels.pop_back();
    } else if (const BsonLevel at = levels.back(); !enter(at.field, levels)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::size_t> bson_length(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = 4; i > 0; --i) {
    length = length << 8 | static_cast<unsigned char>(bytes[i - 1]);
  }
  if (length < kLeastBson || length > kMostBson) return std::nullopt;
  return length;
}

bool begins_like_bson(std::string_view prefix) {
  using namespace std::string_view_literals;
  const std::optional<std::size_t> length = bson_length(prefix);
  // The empty document is too little to go by.
  if (!length || *length == kLeastBson || prefix.size() <= kLeastBson) return false;
  if (*length > prefix.size()) return prefix.substr(5).starts_with("_id\0"sv);
  return is_sound(View(prefix.substr(0, *length)));
}

bool append_json(std::string_view document, std::string& text) {
  const View view(document);
  if (!is_sound(view)) return false;
  std::size_t length = 0;
  const std::unique_ptr<char, Freeing> json(::bson_as_relaxed_extended_json(view.get(), &length));
  if (json == nullptr) return false;
  text.append(json.get(), length);
  text += '\n';
  return true;
}

std::string text_field(std::string_view document, const char* name) {
  const View view(document);
  bson_iter_t field;
  const bool found = view.fits() && ::bson_iter_init_find(&field, view.get(), name);
  if (!found || !BSON_ITER_HOLDS_UTF8(&field)) return "";
  std::uint32_t length = 0;
  const char* const text = ::bson_iter_utf8(&field, &length);
  return {text, length};
}

bool is_set(std::string_view document, const char* name) {
  const View view(document);
  bson_iter_t field;
  return view.fits() && ::bson_iter_init_find(&field, view.get(), name) &&
         BSON_ITER_HOLDS_BOOL(&field) && ::bson_iter_bool(&field);
}

}  // namespace leaksift::content
