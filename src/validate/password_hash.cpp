// Password hashes: crypt(5) of libxcrypt, the PHC string format, and the formats of web frameworks
// and databases.
#include "base/base64.h"
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <array>

namespace leaksift::validate::rules {
namespace {

constexpr std::size_t kAnyLength = 4096;

// The alphabet of crypt(5).
constexpr bool is_crypt(char c) {
  return is_alnum(c) || c == '.' || c == '/';
}

// Salts may be anything but the separator (crypt(5)); control characters and spaces are no salt.
constexpr bool is_salt(char c) {
  return c > ' ' && c < '\x7F' && c != '$' && c != ':';
}

using Test = bool (*)(char);

// Takes a field off the front of `text`, up to the next `separator` or the end, and the separator
// with it. False if its length or a character does not fit.
bool take(std::string_view& text, char separator, std::size_t least, std::size_t most, Test test) {
  const std::size_t end = text.find(separator);
  const std::string_view field = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return field.size() >= least && field.size() <= most && all_of(field, test);
}

bool is_run(std::string_view text, std::size_t least, std::size_t most, Test test) {
  return text.size() >= least && text.size() <= most && all_of(text, test);
}

// $2b$NN$ and 53 characters.
bool is_bcrypt(std::string_view rest) {
  if (rest.size() != 56 || rest[2] != '$' || !all_of(rest.substr(0, 2), is_digit)) return false;
  const int cost = to_int(rest.substr(0, 2));
  return cost >= 4 && cost <= 31 && all_of(rest.substr(3), is_crypt);
}

// [rounds=N$]salt$hash, the salt up to 16 characters.
bool is_sha_crypt(std::string_view rest, std::size_t length) {
  constexpr std::string_view kRounds = "rounds=";
  if (rest.starts_with(kRounds)) {
    rest.remove_prefix(kRounds.size());
    if (!take(rest, '$', 1, 9, is_digit)) return false;
  }
  return take(rest, '$', 0, 16, is_salt) && is_run(rest, length, length, is_crypt);
}

bool is_sha256_crypt(std::string_view rest) {
  return is_sha_crypt(rest, 43);
}

bool is_sha512_crypt(std::string_view rest) {
  return is_sha_crypt(rest, 86);
}

// $1$ and $apr1$: a salt up to 8 characters and 22 of hash.
bool is_md5_crypt(std::string_view rest) {
  return take(rest, '$', 0, 8, is_salt) && is_run(rest, 22, 22, is_crypt);
}

bool is_sha1_crypt(std::string_view rest) {
  return take(rest, '$', 1, 10, is_digit) && take(rest, '$', 1, 64, is_crypt) &&
         is_run(rest, 28, 32, is_crypt);
}

// parameters$salt$hash
bool is_yescrypt(std::string_view rest) {
  return take(rest, '$', 1, 32, is_crypt) && take(rest, '$', 0, 86, is_crypt) &&
         is_run(rest, 43, 43, is_crypt);
}

bool is_scrypt_crypt(std::string_view rest) {
  return take(rest, '$', 11, 97, is_crypt) && is_run(rest, 43, 43, is_crypt);
}

constexpr bool is_parameter(char c) {
  return is_alnum(c) || c == '=' || c == ',' || c == '-';
}

// [v=19$]m=…,t=…,p=…$salt$hash (PHC string format).
bool is_argon2(std::string_view rest) {
  if (rest.starts_with("v=") && !take(rest, '$', 3, 6, is_parameter)) return false;
  return rest.starts_with("m=") && take(rest, '$', 9, 64, is_parameter) &&
         take(rest, '$', 8, 96, base::is_base64) && is_run(rest, 16, 172, base::is_base64);
}

// ln=…,r=…,p=…$salt$hash, as passlib writes it.
bool is_scrypt(std::string_view rest) {
  return take(rest, '$', 9, 64, is_parameter) && take(rest, '$', 1, 128, base::is_base64) &&
         is_run(rest, 32, 128, base::is_base64);
}

// $P$ or $H$: cost, 8 of salt, 22 of hash.
bool is_phpass(std::string_view rest) {
  return is_run(rest, 31, 31, is_crypt);
}

// Drupal 7: cost, 8 of salt, 43 of hash.
bool is_drupal(std::string_view rest) {
  return is_run(rest, 52, 52, is_crypt);
}

// iterations$salt$hash in base64 (Django).
bool is_django(std::string_view rest) {
  return take(rest, '$', 1, 10, is_digit) && take(rest, '$', 1, 64, is_salt) &&
         is_run(rest, 28, 88, base::is_base64);
}

// salt$hash in hexadecimal (Django before 1.4).
bool is_django_sha1(std::string_view rest) {
  return take(rest, '$', 1, 32, is_alnum) && is_run(rest, 40, 40, is_hex);
}

bool is_mysql(std::string_view rest) {
  return is_run(rest, 40, 40, is_hex);
}

bool is_nt(std::string_view rest) {
  return is_run(rest, 32, 32, is_hex);
}

// {SSHA}: SHA-1 (20 bytes) and a salt, in base64.
bool is_ldap_sha(std::string_view rest) {
  return is_run(rest, 28, 64, base::is_base64);
}

struct Kind {
  std::string_view prefix;
  bool (*matches)(std::string_view rest);
  std::string_view reason;
};

constexpr std::array<Kind, 30> kKinds = {{
    {"$2a$", is_bcrypt, "hash_bcrypt"},
    {"$2b$", is_bcrypt, "hash_bcrypt"},
    {"$2x$", is_bcrypt, "hash_bcrypt"},
    {"$2y$", is_bcrypt, "hash_bcrypt"},
    {"$wp$2y$", is_bcrypt, "hash_bcrypt"},
    {"$5$", is_sha256_crypt, "hash_sha256crypt"},
    {"$6$", is_sha512_crypt, "hash_sha512crypt"},
    {"$1$", is_md5_crypt, "hash_md5crypt"},
    {"$apr1$", is_md5_crypt, "hash_apr1"},
    {"$sha1$", is_sha1_crypt, "hash_sha1crypt"},
    {"$y$", is_yescrypt, "hash_yescrypt"},
    {"$gy$", is_yescrypt, "hash_yescrypt"},
    {"$7$", is_scrypt_crypt, "hash_scrypt"},
    {"$scrypt$", is_scrypt, "hash_scrypt"},
    {"$argon2id$", is_argon2, "hash_argon2"},
    {"$argon2i$", is_argon2, "hash_argon2"},
    {"$argon2d$", is_argon2, "hash_argon2"},
    {"argon2$argon2id$", is_argon2, "hash_argon2"},
    {"argon2$argon2i$", is_argon2, "hash_argon2"},
    {"$P$", is_phpass, "hash_phpass"},
    {"$H$", is_phpass, "hash_phpass"},
    {"$S$", is_drupal, "hash_drupal"},
    {"pbkdf2_sha256$", is_django, "hash_django"},
    {"pbkdf2_sha1$", is_django, "hash_django"},
    {"bcrypt$$2b$", is_bcrypt, "hash_bcrypt"},
    {"sha1$", is_django_sha1, "hash_django"},
    {"$3$$", is_nt, "hash_nt"},
    {"*", is_mysql, "hash_mysql"},
    {"{SSHA}", is_ldap_sha, "hash_ldap_ssha"},
    {"{SHA}", is_ldap_sha, "hash_ldap_sha"},
}};

// Hashes of the empty password and other defaults that mean "none".
constexpr std::array<std::string_view, 5> kEmptyHashes = {
    "31d6cfe0d16ae931b73c59d7e0c089c0", "aad3b435b51404eeaad3b435b51404ee",
    "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"};

// Hexadecimal digests say nothing but their length.
Verdict judge_hex(std::string_view text) {
  if (!all_of(text, is_hex)) return invalid();
  if (is_repeated(text) || is_one_of_caseless(text, kEmptyHashes)) {
    return placeholder("placeholder:empty_hash");
  }
  switch (text.size()) {
    case 32:
      return valid("hash_hex_md5");
    case 40:
      return valid("hash_hex_sha1");
    case 64:
      return valid("hash_hex_sha256");
    case 128:
      return valid("hash_hex_sha512");
    default:
      return invalid();
  }
}

}  // namespace

Verdict password_hash(std::string_view text) noexcept {
  if (text.size() > kAnyLength) return invalid();
  for (const Kind& kind : kKinds) {
    if (!text.starts_with(kind.prefix)) continue;
    return kind.matches(text.substr(kind.prefix.size())) ? valid(kind.reason) : invalid();
  }
  return judge_hex(text);
}

}  // namespace leaksift::validate::rules
