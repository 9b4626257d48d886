#include "structure/line_netrc.h"

#include "structure/blanks.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <string_view>

namespace leaksift::structure {

namespace {

/// A word of the file's own, and what the word behind it is; nothing is behind "default".
struct Keyword {
  std::string_view word;
  std::string_view field;
};
constexpr Keyword kKeywords[] = {{"machine", "host"},      {"default", ""},
                                 {"login", "login"},       {"user", "login"},
                                 {"password", "password"}, {"account", "account"}};

const Keyword* keyword(std::string_view word) {
  const auto* const found =
      std::find_if(std::begin(kKeywords), std::end(kKeywords),
                   [word](const Keyword& known) { return known.word == word; });
  return found == std::end(kKeywords) ? nullptr : found;
}

bool begins_record(const Keyword& known) {
  return known.word == "machine" || known.word == "default";
}

/// Gives the words of a line and where they begin.
template <class Give>
void each_word(std::string_view line, Give give) {
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    while (at < line.size() && !is_blank(line[at])) ++at;
    if (at > begin) {
      give(begin, line.substr(begin, at - begin));
    } else {
      ++at;
    }
  }
}

std::string_view first_word(std::string_view line) {
  std::string_view first;
  each_word(line, [&first](std::size_t /*begin*/, std::string_view word) {
    if (first.empty()) first = word;
  });
  return first;
}

class Netrc {
 public:
  static std::string_view format() { return "netrc"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.starts_with('#')) return;
    each_word(line, [this, &out](std::size_t begin, std::string_view word) {
      if (!field_.empty()) {
        if (out.record_open()) out.value(begin, begin + word.size(), field_);
        field_ = {};
      } else if (const Keyword* const known = keyword(word)) {
        if (begins_record(*known)) out.begin_record(begin);
        field_ = known->field;
      }
    });
  }

 private:
  std::string_view field_;  ///< Of the word to come; static.
};

}  // namespace

std::unique_ptr<Parser> sniff_netrc(const Sample& sample) {
  const Keyword* const first = keyword(first_word(sample.first_line()));
  if (first == nullptr || !begins_record(*first)) return nullptr;
  bool password = false;
  std::size_t others = 0;
  for (const std::string_view line : sample.lines()) {
    if (line.starts_with('#')) continue;
    if (keyword(first_word(line)) == nullptr && too_many(++others, 10, sample)) return nullptr;
    password = password || line.find("password") != line.npos;
  }
  return password ? line_parser(Netrc(), sample) : nullptr;
}

}  // namespace leaksift::structure
