// E-mail addresses: the part of RFC 5321 and 5322 that mailboxes use, with a real top-level domain.
#include "validate/ascii.h"
#include "validate/rules.h"
#include "validate/top_level_domains.h"
#include "validate/verdict.h"
#include "validate/words.h"

#include <algorithm>
#include <array>

namespace leaksift::validate::rules {
namespace {

constexpr std::size_t kMaxAddress = 254;  // RFC 3696 erratum 1690.
constexpr std::size_t kMaxLocal = 64;     // RFC 5321, 4.5.3.1.1.
constexpr std::size_t kMaxLabel = 63;     // RFC 1035, 2.3.4.

// Mailboxes of a function rather than a person: RFC 2142 and those in general use.
constexpr std::array<std::string_view, 37> kRoles = {
    "abuse",        "accounts",   "admin",         "administrator",
    "billing",      "bounce",     "bounces",       "contact",
    "do-not-reply", "donotreply", "ftp",           "hello",
    "help",         "helpdesk",   "hostmaster",    "hr",
    "info",         "jobs",       "list",          "mailer-daemon",
    "marketing",    "news",       "newsletter",    "no-reply",
    "noc",          "noreply",    "notifications", "office",
    "postmaster",   "root",       "sales",         "security",
    "support",      "team",       "usenet",        "webmaster",
    "www"};

constexpr double kRoleWeight = -1.0;

// RFC 2606 and 6761; .local is multicast DNS (RFC 6762). None of these ever delivers mail.
constexpr std::array<std::string_view, 5> kReservedTopLevels = {"example", "invalid", "local",
                                                                "localhost", "test"};
constexpr WordFilter kReservedFilter(kReservedTopLevels);
// "example" is reserved below these.
constexpr std::array<std::string_view, 3> kReservingTopLevels = {"com", "net", "org"};

constexpr WordFilter kRoleFilter(kRoles);

constexpr CharacterSet kLocalCharacters([](char c) {
  return is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '\'' || c == '%' ||
         c == '&' || c == '/' || c == '=' || c == '~' || is_beyond_ascii(c);
});

constexpr CharacterSet kLabelCharacters([](char c) {
  return is_alnum(c) || c == '-' || is_beyond_ascii(c);
});

bool has_double_dot(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); i += 2) {
    // One of two dots in a row stands at an odd place.
    if (text[i] != '.') continue;
    if (text[i - 1] == '.' || (i + 1 < text.size() && text[i + 1] == '.')) return true;
  }
  return false;
}

bool is_local_part(std::string_view local) {
  if (local.empty() || local.size() > kMaxLocal) return false;
  if (local.front() == '.' || local.back() == '.' || local.front() == '/') return false;
  return kLocalCharacters.holds_all(local) && !has_double_dot(local);
}

bool is_domain_label(std::string_view label) {
  return !label.empty() && label.size() <= kMaxLabel && label.front() != '-' &&
         label.back() != '-' && kLabelCharacters.holds_all(label);
}

// The last label of a domain. Empty unless there are two or more, each well formed.
std::string_view top_level_of(std::string_view domain) {
  std::string_view label;
  for (std::size_t begin = 0; begin <= domain.size();) {
    const std::size_t end = std::min(domain.find('.', begin), domain.size());
    label = domain.substr(begin, end - begin);
    if (!is_domain_label(label)) return {};
    begin = end + 1;
  }
  return label.size() < domain.size() ? label : std::string_view{};
}

// Whether the last label of `domain` is "example".
bool ends_with_example(std::string_view domain) {
  constexpr std::string_view kExample = "example";
  if (domain.size() < kExample.size()) return false;
  const std::size_t at = domain.size() - kExample.size();
  return equal_caseless(domain.substr(at), kExample) && (at == 0 || domain[at - 1] == '.');
}

// `domain` ends in a dot and `top_level`.
bool is_reserved(std::string_view domain, std::string_view top_level) {
  if (is_one_of_caseless(top_level, kReservedTopLevels, kReservedFilter)) return true;
  domain.remove_suffix(top_level.size() + 1);
  return ends_with_example(domain) && is_one_of_caseless(top_level, kReservingTopLevels);
}

bool is_role(std::string_view local) {
  return is_one_of_caseless(local.substr(0, local.find('+')), kRoles, kRoleFilter);
}

// The "@2x" of image files and their kin: a scale factor is not a host, whatever follows the dot.
bool is_scale_suffix(std::string_view domain) {
  const std::size_t dot = domain.find('.');
  return dot == 2 && is_digit(domain[0]) && (domain[1] == 'x' || domain[1] == 'X');
}

}  // namespace

Verdict email(std::string_view text) noexcept {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || text.size() > kMaxAddress) return invalid();
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  const std::string_view top_level = top_level_of(domain);
  if (top_level.empty() || !is_local_part(local) || is_scale_suffix(domain)) return invalid();
  // "git@github.com:owner/project" names a repository.
  if (local == "git" || local == "hg") return placeholder("placeholder:repository_login");
  if (is_reserved(domain, top_level)) return placeholder("placeholder:reserved_domain");
  if (!is_top_level_domain(top_level)) return invalid();
  if (is_role(local)) return valid("role_account", kRoleWeight);
  return valid("domain_valid");
}

}  // namespace leaksift::validate::rules
