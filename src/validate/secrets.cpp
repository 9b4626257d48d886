// Private keys, tokens and connection strings: secrets with a structure of their own.
#include "base/base64.h"
#include "validate/ascii.h"
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace leaksift::validate::rules {
namespace {

// Takes a line off the front of `text`. Lines end with LF or CR LF, or with these written as
// escapes
// (\n, \r\n), as in a string of JSON or source code. A continuation of the quoted string may
// follow.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find_first_of("\r\n\\");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(line.size());
  while (!text.empty() &&
         (is_space(text[0]) || text.starts_with("\\n") || text.starts_with("\\r"))) {
    text.remove_prefix(text[0] == '\\' ? 2 : 1);
  }
  if (!text.empty() && text[0] == '\\') text.remove_prefix(1);
  return line;
}

constexpr std::size_t kLeastKeyCharacters = 16;

// Six bits of base64url, or -1.
constexpr int base64url_value(char c) {
  if (is_upper(c)) return c - 'A';
  if (is_lower(c)) return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  if (c == '-') return 62;
  return c == '_' ? 63 : -1;
}

struct Decoded {
  std::array<char, 512> bytes;
  std::size_t size = 0;
  std::string_view view() const { return {bytes.data(), size}; }
};

// Decodes base64url without padding (RFC 4648, 5), as far as the buffer reaches. False if a
// character does not belong to it.
bool decode(std::string_view text, Decoded& decoded) {
  std::uint32_t bits = 0;
  int count = 0;
  for (char c : text) {
    const int value = base64url_value(c);
    if (value < 0) return false;
    bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFFU;
    count += 6;
    if (count < 8 || decoded.size == decoded.bytes.size()) continue;
    count -= 8;
    decoded.bytes[decoded.size++] = static_cast<char>(bits >> count & 0xFFU);
  }
  return true;
}

// The user and password of a connection string; views of its text.
struct Login {
  std::string_view user;
  std::string_view password;
  std::string_view host;  ///< With its port; empty unless it is a URL.
};

// scheme://user:password@host (RFC 3986). Passwords may hold a raw '@', so the last one before the
// path counts.
bool read_url(std::string_view text, Login& login) {
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view scheme = text.substr(0, colon);
  const std::string_view rest = text.substr(colon + 3);
  const std::size_t first_at = rest.find('@');
  if (first_at == std::string_view::npos) return false;
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#", first_at));
  const std::size_t at = authority.rfind('@');
  const std::string_view credentials = authority.substr(0, at);
  const std::size_t split = credentials.find(':');
  if (split == std::string_view::npos || at + 1 == authority.size()) return false;
  login = {credentials.substr(0, split), credentials.substr(split + 1), authority.substr(at + 1)};
  // Redis has passwords without users.
  const bool needs_user = !starts_with_caseless(scheme, "redis");
  if (login.user.find_first_of("/?") != std::string_view::npos) return false;
  return !needs_user || !login.user.empty();
}

// user:password@tcp(host:port), as programs in Go name MySQL's databases.
bool read_go(std::string_view text, Login& login) {
  const std::size_t open = text.find('(');
  const std::size_t at = text.substr(0, open).rfind('@');
  const std::size_t split = text.find(':');
  if (open == std::string_view::npos || at == std::string_view::npos || split > at) return false;
  const std::string_view host = text.substr(open + 1, text.find(')') - open - 1);
  login = {text.substr(0, split), text.substr(split + 1, at - split - 1), host};
  return !login.user.empty();
}

constexpr std::array<std::string_view, 8> kUserKeys = {
    "user", "user id", "uid", "userid", "username", "login", "user_id", "user name"};
constexpr std::array<std::string_view, 5> kPasswordKeys = {"password", "pwd", "passwd", "pass",
                                                           "accountkey"};

// "Server=…;User Id=…;Password=…" (ADO.NET, ODBC), "?user=…&password=…" (JDBC) or
// "host=… user=… password=…" (libpq).
bool read_pairs(std::string_view text, Login& login) {
  const bool semicolons = text.find(';') != std::string_view::npos;
  const std::string_view separators = semicolons ? ";?" : "&? ";
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(separators);
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = trim(pair.substr(0, equals));
    const std::string_view value = trim(pair.substr(equals + 1));
    if (is_one_of_caseless(key, kUserKeys)) login.user = value;
    if (is_one_of_caseless(key, kPasswordKeys)) login.password = value;
    // Azure Storage has an account in place of a user.
    if (equal_caseless(key, "AccountName")) login.user = value;
  }
  return !login.user.empty();
}

// The hosts of manuals (RFC 2606), and what templates leave for a user: "[[USERNAME:]".
bool is_sample_login(const Login& login) {
  constexpr std::array<std::string_view, 5> kHosts = {"example.com", "example.org", "example.net",
                                                      "example", "www.example.com"};
  const std::string_view host = login.host.substr(0, login.host.find(':'));
  return is_one_of_caseless(host, kHosts) || login.host.ends_with(".example") ||
         login.user.find_first_of("[]{}<>") != std::string_view::npos;
}

}  // namespace

// RFC 7468 and OpenPGP armour: the BEGIN line of a private key, headers if it is encrypted in the
// old way, and base64.
Verdict private_key(std::string_view text) noexcept {
  constexpr std::string_view kBegin = "-----BEGIN ";
  const std::size_t begin = text.find(kBegin);
  if (begin == std::string_view::npos) return invalid();
  text.remove_prefix(begin);
  const std::string_view first = trim(take_line(text));
  if (!first.ends_with("PRIVATE KEY-----") && !first.ends_with("PRIVATE KEY BLOCK-----")) {
    return invalid();
  }
  bool encrypted = first.find("ENCRYPTED") != std::string_view::npos;
  std::string_view line = trim(take_line(text));
  while (line.find(": ") != std::string_view::npos) {
    encrypted = encrypted || line.find("ENCRYPTED") != std::string_view::npos;
    line = trim(take_line(text));
  }
  if (line.size() < kLeastKeyCharacters ||
      !all_of(line.substr(0, kLeastKeyCharacters), base::is_base64)) {
    return invalid();
  }
  if (is_repeated(line.substr(0, kLeastKeyCharacters))) return invalid();
  return valid(encrypted ? "encrypted_private_key" : "private_key_block");
}

// RFC 7519: two JSON objects and a signature in base64url, joined by dots. The header names the
// algorithm.
Verdict jwt(std::string_view text) noexcept {
  const std::size_t first = text.find('.');
  if (first == std::string_view::npos) return invalid();
  const std::size_t second = text.find('.', first + 1);
  if (second == std::string_view::npos) return invalid();
  Decoded header;
  Decoded payload;
  Decoded signature;
  if (!decode(text.substr(0, first), header) || !header.view().starts_with('{') ||
      header.view().find("\"alg\"") == std::string_view::npos) {
    return invalid();
  }
  if (!decode(text.substr(first + 1, second - first - 1), payload) ||
      !payload.view().starts_with('{') || !decode(text.substr(second + 1), signature)) {
    return invalid();
  }
  // The token on jwt.io that most manuals copy.
  constexpr std::string_view kSampleSubject = "\"sub\":\"1234567890\",\"name\":\"John Doe\"";
  if (payload.view().find(kSampleSubject) != std::string_view::npos) {
    return placeholder("placeholder:documented_sample");
  }
  return valid("jwt_header_valid");
}

Verdict connection_string(std::string_view text) noexcept {
  Login login;
  const bool read = read_url(text, login) || read_go(text, login);
  if (!read) login = {};
  if (!read && !read_pairs(text, login)) return invalid();
  if (login.password.empty()) return invalid();
  if (is_sample_login(login)) return placeholder("placeholder:reserved_domain");
  const bool same = equal_caseless(login.user, login.password);
  if (same || password(login.password).outcome != Outcome::kValid) {
    return placeholder("placeholder:default_password");
  }
  return valid("user_and_password");
}

}  // namespace leaksift::validate::rules
