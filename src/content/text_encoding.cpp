#include "content/text_encoding.h"

#include "base/ascii.h"
#include "content/charset.h"
#include "content/ebcdic.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

/// Declarations stand in front.
constexpr std::size_t kDeclarationBytes = 4096;
/// How much of what follows a mark must be text: what comes later is judged when it comes.
constexpr std::size_t kMarkedBytes = 4096;

const Charset* of_mark(std::string_view prefix) {
  struct Mark {
    std::string_view bytes;
    std::string_view charset;
  };
  // That of UTF-32 begins like that of UTF-16.
  constexpr Mark kMarks[] = {{"\xff\xfe\0\0"sv, "utf-32le"},
                             {"\0\0\xfe\xff"sv, "utf-32be"},
                             {"\xff\xfe"sv, "utf-16le"},
                             {"\xfe\xff"sv, "utf-16be"}};
  for (const Mark& mark : kMarks) {
    if (!prefix.starts_with(mark.bytes)) continue;
    const Charset* const charset = find_charset(mark.charset);
    const std::string_view text = prefix.substr(mark.bytes.size(), kMarkedBytes);
    if (looks_like_units(text, *charset, false)) return charset;
  }
  return nullptr;
}

/// UTF-16 and UTF-32 without a mark have ASCII among them, and so zeros.
const Charset* of_zeros(std::string_view prefix) {
  if (prefix.find('\0') == prefix.npos) return nullptr;  // As most: faster than to count.
  const auto zeros = static_cast<std::size_t>(std::count(prefix.begin(), prefix.end(), '\0'));
  if (zeros * 8 < prefix.size()) return nullptr;
  for (const std::string_view name : {"utf-16le", "utf-16be", "utf-32le", "utf-32be"}) {
    const Charset* const charset = find_charset(name);
    if (looks_like_units(prefix, *charset, true)) return charset;
  }
  return nullptr;
}

std::unique_ptr<CharsetDecoder> ebcdic_decoder(const EbcdicPage& page) {
  ByteTable table;
  std::copy(page.latin1.begin(), page.latin1.end(), table.begin());
  return make_table_decoder(page.name, table);
}

constexpr bool is_charset_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
         c == ':';
}

/// The first bytes of a text in small letters, searched for what declares a charset. Results are
/// spans of it.
class Declarations {
 public:
  explicit Declarations(std::string_view prefix) : text_(prefix.substr(0, kDeclarationBytes)) {
    for (char& c : text_) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }

  struct Found {
    std::size_t at = 0;
    std::size_t length = 0;
  };

  Found find() const {
    const std::size_t start = text_.find_first_not_of(" \t\r\n");
    if (start == text_.npos) return {};
    for (const Found found :
         {start_of("<?xml", start) ? value("encoding", start, text_.find("?>", start)) : Found{},
          in_meta(), in_header(), value("set names", 0, text_.npos),
          value("client_encoding", 0, text_.npos)}) {
      if (found.length > 0) return found;
    }
    return {};
  }

 private:
  bool start_of(std::string_view word, std::size_t at) const {
    return std::string_view(text_).substr(at).starts_with(word);
  }

  /// Where `word` stands from `from` on: std::string stops at each of its first letters.
  std::size_t find(std::string_view word, std::size_t from = 0) const {
    const void* const found =
        ::memmem(text_.data() + from, text_.size() - from, word.data(), word.size());
    if (found == nullptr) return text_.npos;
    return static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
  }

  /// The value behind `name`, which stands from `from` on and before `end`.
  Found value(std::string_view name, std::size_t from, std::size_t end) const {
    std::size_t at = find(name, from);
    if (at == text_.npos || at >= end) return {};
    at += name.size();
    while (at < text_.size() && (base::is_space(text_[at]) || text_[at] == '=')) ++at;
    if (start_of("to ", at)) at += 3;
    while (at < text_.size() &&
           (text_[at] == '"' || text_[at] == '\'' || base::is_space(text_[at])))
      ++at;
    Found found{at, 0};
    while (at + found.length < text_.size() && is_charset_name_byte(text_[at + found.length]))
      ++found.length;
    return found;
  }

  /// <meta charset="…"> and <meta http-equiv="Content-Type" content="text/html; charset=…">.
  Found in_meta() const {
    for (std::size_t at = 0; (at = find("<meta", at)) != text_.npos; ++at) {
      const Found found = value("charset", at, text_.find('>', at));
      if (found.length > 0) return found;
    }
    return {};
  }

  /// Content-Type: text/plain; charset=…, in the lines before the first empty one.
  Found in_header() const {
    const std::size_t at = start_of("content-type:", 0) ? 0 : find("\ncontent-type:");
    if (at == text_.npos) return {};
    const std::size_t end = std::min(find("\n\n"), find("\n\r\n"));
    if (at >= end) return {};
    return value("charset", at, std::min(end, at + 200));
  }

  std::string text_;
};

}  // namespace

std::string_view declared_charset(std::string_view prefix) {
  const Declarations::Found found = Declarations(prefix).find();
  return prefix.substr(found.at, found.length);
}

std::unique_ptr<CharsetDecoder> decoder_for(std::string_view prefix) {
  if (const Charset* const charset = of_mark(prefix)) return make_decoder(*charset);
  if (const Charset* const charset = of_zeros(prefix)) return make_decoder(*charset);
  if (const EbcdicPage* const page = find_ebcdic(prefix)) return ebcdic_decoder(*page);
  const Charset* const declared = find_charset(declared_charset(prefix));
  const bool is_bytes = declared != nullptr && declared->kind >= CharsetKind::kByte;
  if (!is_bytes || declared->name == "windows-1252") return make_mixed_decoder();
  std::unique_ptr<CharsetDecoder> decoder = make_decoder(*declared);
  return decoder ? std::move(decoder) : make_mixed_decoder();
}

}  // namespace leaksift::content
