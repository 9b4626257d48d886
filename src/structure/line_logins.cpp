#include "structure/line_logins.h"

#include "base/ascii.h"
#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace leaksift::structure {
namespace {

constexpr std::size_t kLeastLogins = 5;
constexpr std::size_t kLeastHashes = 2;

bool is_login_byte(char c) {
  return base::is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
}

bool is_hash(std::string_view text) {
  constexpr std::array<std::size_t, 4> kLengths = {32, 40, 64, 128};
  if (text.size() > 12 && text[0] == '$' && is_login_byte(text[1])) {
    return std::count(text.begin(), text.end(), '$') > 2;
  }
  return std::find(kLengths.begin(), kLengths.end(), text.size()) != kLengths.end() &&
         std::all_of(text.begin(), text.end(), base::is_hex);
}

struct LoginLine {
  std::string_view name;
  std::string_view secret;
};

// Whether `line` is two words with a colon between, of which the second may be a password.
bool read(std::string_view line, LoginLine& found) {
  constexpr std::size_t kShortest = 4;
  constexpr std::size_t kLongest = 64;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon < 2) return false;
  found = {line.substr(0, colon), line.substr(colon + 1)};
  const std::string_view secret = found.secret;
  if (secret.size() < kShortest || secret.size() > kLongest) return false;
  if (std::any_of(line.begin(), line.end(), is_space)) return false;
  constexpr std::string_view kOfCode = ";,:{(";
  return kOfCode.find(secret.back()) == std::string_view::npos && secret[0] != ':' &&
         secret[0] != '/' && secret.find(':') == std::string_view::npos;
}

bool is_login(std::string_view text) {
  return text.size() <= 40 && std::all_of(text.begin(), text.end(), is_login_byte) &&
         std::any_of(text.begin(), text.end(), base::is_letter);
}

// Letters with digits or signs, but no version, path or date: what few but passwords are.
bool is_mixture(std::string_view text) {
  bool letter = false;
  bool other = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '/' || c == '\\') return false;
    if (c == '.' && i > 0 && is_digit(text[i - 1])) return false;
    letter = letter || base::is_letter(c);
    other =
        other || is_digit(c) || std::string_view("!@#$%^&*?+=~").find(c) != std::string_view::npos;
  }
  return letter && other;
}

// What a sample holds.
struct LoginCounts {
  std::size_t logins = 0;
  std::size_t hashes = 0;
  std::size_t mixtures = 0;
  std::set<std::string_view> names;

  explicit LoginCounts(const Sample& sample) {
    for (const std::string_view text : sample.lines()) {
      LoginLine line;
      if (!read(text, line)) continue;
      const bool hash = is_hash(line.name);
      if (!hash && !is_login(line.name)) continue;
      ++(hash ? hashes : logins);
      mixtures += is_mixture(line.secret) || is_hash(line.secret);
      names.insert(line.name);
    }
  }

  bool differ() const { return is_share(names.size(), logins + hashes, 90); }
};

class Logins {
 public:
  explicit Logins(std::string_view name) : name_(name) {}

  static std::string_view format() { return "logins"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    out.begin_record();
    if constexpr (!Out::kSilent) {
      const std::size_t colon = std::min(line.find(':'), line.size());
      out.value(0, colon, name_);
      out.value(colon + 1, line.size(), "password");
    }
  }

 private:
  std::string_view name_;  ///< Static: what stands before the colon.
};

}  // namespace

std::unique_ptr<Parser> sniff_logins(const Sample& sample) {
  LoginLine first;
  if (!read(sample.first_line(), first)) return nullptr;
  const LoginCounts counts(sample);
  const std::size_t lines = sample.lines().size();
  const bool hashes = counts.hashes >= kLeastHashes && is_share(counts.hashes, lines, 90);
  const bool logins = counts.logins >= kLeastLogins && is_share(counts.logins, lines, 90) &&
                      is_share(counts.mixtures, counts.logins, 50);
  if ((!hashes && !logins) || !counts.differ()) return nullptr;
  return line_parser(Logins(hashes ? "password_hash" : "login"), sample);
}

}  // namespace leaksift::structure
