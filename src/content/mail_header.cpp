#include "content/mail_header.h"

#include "base/ascii.h"
#include "content/mail_charset.h"
#include "content/mail_decode.h"

#include <algorithm>
#include <map>
#include <utility>

namespace leaksift::content {
namespace {

constexpr std::size_t kMostParameters = 64;
constexpr std::size_t kLongestCharset = 64;
constexpr std::size_t kLongestEncodedWord = 4096;

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), base::to_lower);
  return result;
}

/// "=?utf-8?Q?J=C3=B6rg?=", with the language that RFC 2231, section 5 allows behind the set.
struct EncodedWord {
  std::string_view charset;
  char encoding = 0;
  std::string_view text;
  std::size_t length = 0;  ///< 0 if this is none.
};

EncodedWord word_at(std::string_view text) {
  if (!text.starts_with("=?")) return {};
  const std::size_t charset_end = text.substr(0, kLongestCharset).find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size()) return {};
  EncodedWord word;
  word.charset = text.substr(2, charset_end - 2);
  word.charset = word.charset.substr(0, word.charset.find('*'));
  word.encoding = base::to_lower(text[charset_end + 1]);
  if (text[charset_end + 2] != '?' || (word.encoding != 'q' && word.encoding != 'b')) return {};
  const std::size_t begin = charset_end + 3;
  const std::size_t end = text.substr(0, kLongestEncodedWord).find("?=", begin);
  if (end == std::string_view::npos) return {};
  word.text = text.substr(begin, end - begin);
  word.length = end + 2;
  return word;
}

/// False if what it holds is not written as it says.
bool undo(const EncodedWord& word, std::string& bytes) {
  MappedBytes decoded;
  if (word.encoding == 'b') {
    Base64Decoder decoder;
    if (!decoder.take(word.text, decoded)) return false;
    decoder.finish(decoded);
  } else {
    std::string text(word.text);
    std::replace(text.begin(), text.end(), '_', ' ');
    QuotedPrintableDecoder decoder;
    decoder.take(text, decoded);
    decoder.finish(decoded);
  }
  bytes += decoded.bytes;
  return true;
}

/// Joins words of one character set, which may cut characters, and writes them out.
class WordWriter {
 public:
  WordWriter(std::vector<HeaderPiece>& out, bool is_address_list)
      : out_(out), is_list_(is_address_list) {}

  void put(std::string_view text, std::size_t begin) {
    flush();
    if (text.empty()) return;
    out_.push_back({std::string(text), begin, text.size(), false});
    in_quotes_ = text.ends_with('"');
  }
  bool add(const EncodedWord& word, std::size_t begin) {
    if (!is_open_ || !base::equal_caseless(word.charset, charset_)) flush();
    const bool undone = undo(word, bytes_);
    if (!is_open_) begin_ = begin;
    charset_ = word.charset;
    end_ = begin + word.length;
    is_open_ = is_open_ || undone;
    return undone;
  }
  bool is_open() const { return is_open_; }

  void flush() {
    if (!is_open_) return;
    std::string text = to_utf8(charset_, bytes_);
    const bool separates = text.find_first_of(",;<>@\"():\\") != std::string::npos;
    for (char& c : text) {
      if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';
      if (is_list_ && (c == '"' || c == '\\')) c = '\'';
    }
    if (is_list_ && separates && !in_quotes_) text = '"' + text + '"';
    out_.push_back({std::move(text), begin_, end_ - begin_, true});
    bytes_.clear();
    is_open_ = in_quotes_ = false;
  }

 private:
  std::vector<HeaderPiece>& out_;
  bool is_list_;
  bool is_open_ = false;
  bool in_quotes_ = false;  ///< What was put last ends with a quote.
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string charset_;
  std::string bytes_;
};

/// A parameter as it is written: "filename*1*" is section 1 of "filename", encoded.
struct Section {
  std::string name;
  std::string value;
  int number = -1;  ///< -1 if it is the only one.
  bool is_encoded = false;
  bool is_extended() const { return number >= 0 || is_encoded; }
};

std::string_view take_name(std::string_view& text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n;"), text.size());
  text.remove_prefix(begin);
  const std::size_t end = std::min(text.find_first_of("=;"), text.size());
  const std::string_view name = base::trim(text.substr(0, end));
  text.remove_prefix(end);
  return name;
}

/// A quoted string, or what goes on to the next semicolon; what stands behind a quoted string goes
/// into `stray`.
std::string take_value(std::string_view& text, std::string_view& stray) {
  text.remove_prefix(1);
  while (!text.empty() && base::is_space(text.front())) text.remove_prefix(1);
  std::string value;
  if (!text.starts_with('"')) {
    const std::size_t end = std::min(text.find(';'), text.size());
    value = base::trim(text.substr(0, end));
    text.remove_prefix(end);
    return value;
  }
  std::size_t at = 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    value += text[at];
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  stray = base::trim(text.substr(0, text.find(';')));
  text.remove_prefix(std::min(text.find(';'), text.size()));
  return value;
}

Section section_of(std::string_view name, std::string value) {
  Section section;
  section.value = std::move(value);
  if (name.ends_with('*')) {
    section.is_encoded = true;
    name.remove_suffix(1);
  }
  const std::size_t star = name.find('*');
  const std::string_view digits = star == std::string_view::npos ? "" : name.substr(star + 1);
  if (!digits.empty() && digits.size() <= 3 && base::all_of(digits, base::is_digit)) {
    section.number = std::stoi(std::string(digits));
    name = name.substr(0, star);
  }
  section.name = lower(name);
  return section;
}

std::string undo_percent(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = text[at] == '%' && at + 2 < text.size() && base::is_hex(text[at + 1]) &&
                        base::is_hex(text[at + 2]);
    if (!escape) {
      out += text[at];
      continue;
    }
    out += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
    at += 2;
  }
  return out;
}

/// Puts the sections of one parameter together.
std::string join(std::vector<Section>& sections) {
  std::stable_sort(sections.begin(), sections.end(),
                   [](const Section& a, const Section& b) { return a.number < b.number; });
  std::string charset;
  std::string bytes;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    std::string_view value = sections[i].value;
    if (!sections[i].is_encoded) {
      bytes += value;
      continue;
    }
    const std::size_t first = value.find('\'');
    const std::size_t second =
        first == std::string_view::npos ? first : value.find('\'', first + 1);
    if (i == 0 && second != std::string_view::npos) {
      charset = value.substr(0, first);
      value.remove_prefix(second + 1);
    }
    bytes += undo_percent(value);
  }
  return charset.empty() ? decoded_words(bytes) : to_utf8(charset, bytes);
}

}  // namespace

std::vector<HeaderPiece> decode_words(std::string_view value, bool is_address_list) {
  std::vector<HeaderPiece> out;
  WordWriter words(out, is_address_list);
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t begin = std::min(value.find("=?", at), value.size());
    const EncodedWord word = word_at(value.substr(begin));
    const std::string_view before = value.substr(at, begin - at);
    // White space between two words stands for nothing.
    const bool joins = words.is_open() && word.length > 0 && base::all_of(before, base::is_space);
    if (!joins) words.put(before, at);
    at = begin;
    if (word.length > 0 && words.add(word, begin)) {
      at += word.length;
    } else {
      words.put(value.substr(at, 2), at);
      at += 2;
    }
  }
  words.flush();
  return out;
}

std::string decoded_words(std::string_view value, bool is_address_list) {
  std::string text;
  for (const HeaderPiece& piece : decode_words(value, is_address_list)) text += piece.text;
  return text;
}

ContentField ContentField::parse(std::string_view text) {
  ContentField field;
  const std::size_t end = std::min(text.find(';'), text.size());
  field.value = lower(base::trim(text.substr(0, end)));
  text.remove_prefix(end);
  std::vector<std::string> names;
  std::map<std::string, std::vector<Section>> sections;
  for (std::size_t i = 0; i < kMostParameters && !text.empty(); ++i) {
    const std::string_view name = take_name(text);
    std::string_view stray = name;
    if (text.starts_with('=')) {
      stray = {};
      Section section = section_of(name, take_value(text, stray));
      field.is_extended = field.is_extended || section.is_extended();
      auto& known = sections[section.name];
      if (known.empty()) names.push_back(section.name);
      known.push_back(std::move(section));
    }
    if (!stray.empty()) field.strays.emplace_back(stray);
  }
  if (!text.empty()) field.strays.emplace_back(text);
  for (const std::string& name : names) {
    std::vector<Section>& all = sections[name];
    // A name in two forms: the newer one counts.
    const auto plain = std::stable_partition(all.begin(), all.end(),
                                             [](const Section& s) { return s.is_extended(); });
    if (plain != all.begin()) {
      for (auto old = plain; old != all.end(); ++old) field.strays.push_back(old->value);
      all.erase(plain, all.end());
    }
    field.parameters.push_back({name, join(all)});
  }
  return field;
}

std::string_view ContentField::find(std::string_view name) const {
  for (const Parameter& parameter : parameters) {
    if (parameter.name == name) return parameter.value;
  }
  return {};
}

}  // namespace leaksift::content
