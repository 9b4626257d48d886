// E-mail addresses: the part of RFC 5321 and 5322 that mailboxes use, with a real top-level domain.
#include "validate/ascii.h"
#include "validate/rules.h"
#include "validate/sixteen.h"
#include "validate/text_bytes.h"
#include "validate/top_level_domains.h"
#include "validate/verdict.h"
#include "validate/words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

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

// Four characters, of letters the small ones.
constexpr std::uint32_t four_at(const char* from) {
  std::uint32_t four = 0;
  for (int i = 3; i >= 0; --i) four = four << 8 | static_cast<unsigned char>(from[i]);
  return four | 0x20202020;
}

// Whether `domain`, which has two labels or more, is below one of the commonest top levels, which
// are those that "example" is reserved below.
bool is_below_commonest(std::string_view domain) {
  if (domain.size() < 4) return false;
  const std::uint32_t end = four_at(domain.data() + domain.size() - 4);
  return end == four_at(".com") || end == four_at(".net") || end == four_at(".org");
}

constexpr WordFilter kRoleFilter(kRoles);

constexpr CharacterSet kLocalCharacters([](char c) {
  return is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '\'' || c == '%' ||
         c == '&' || c == '/' || c == '=' || c == '~' || is_beyond_ascii(c);
});

// Where the characters stand that rule an address: a bit for each.
struct AddressMarks {
  static constexpr std::size_t kMost = 64;

  std::uint64_t dots = 0;
  std::uint64_t hyphens = 0;
  std::uint64_t others = 0;  ///< Neither these nor letters, digits or beyond ASCII.

  // `text` has at most kMost characters.
  explicit AddressMarks(std::string_view text) {
    std::uint64_t words = 0;
    for_each_sixteen(text, [&](const Sixteen& some, std::size_t at) {
      dots |= some.equal('.').bits() << at;
      hyphens |= some.equal('-').bits() << at;
      words |= some.words().bits() << at;
    });
    if (text.empty()) return;
    others = ~(dots | hyphens | words) & ~std::uint64_t{0} >> (kMost - text.size());
  }
};

bool is_local_part(std::string_view local, const AddressMarks& marks) {
  if (local.empty()) return false;
  if (local.front() == '.' || local.back() == '.' || local.front() == '/') return false;
  return (marks.dots & marks.dots << 1) == 0 &&
         (marks.others == 0 || kLocalCharacters.holds_all(local));
}

bool has_long_label(std::string_view domain) {
  std::size_t begin = 0;
  for (std::size_t end; (end = domain.find('.', begin)) != std::string_view::npos;
       begin = end + 1) {
    if (end - begin > kMaxLabel) return true;
  }
  return domain.size() - begin > kMaxLabel;
}

// The last label of a domain. Empty unless there are two or more, each well formed.
std::string_view top_level_of(std::string_view domain) {
  std::size_t begin = 0;
  std::uint64_t before_is_dot = 1;
  std::uint64_t before_is_hyphen = 0;
  for (std::size_t at = 0; at < domain.size(); at += AddressMarks::kMost) {
    const AddressMarks marks(domain.substr(at, AddressMarks::kMost));
    const std::uint64_t behind_dot = marks.dots << 1 | before_is_dot;
    const std::uint64_t behind_hyphen = marks.hyphens << 1 | before_is_hyphen;
    const std::uint64_t wrong =
        marks.others | (behind_dot & (marks.dots | marks.hyphens)) | (behind_hyphen & marks.dots);
    if (wrong != 0) return {};
    if (marks.dots != 0) begin = at + static_cast<std::size_t>(std::bit_width(marks.dots));
    before_is_dot = marks.dots >> 63;
    before_is_hyphen = marks.hyphens >> 63;
  }
  if (begin == 0 || begin == domain.size() || domain.back() == '-') return {};
  if (domain.size() > kMaxLabel && has_long_label(domain)) return {};
  return domain.substr(begin);
}

// Whether the last label of `domain` is "example".
bool ends_with_example(std::string_view domain) {
  constexpr std::string_view kExample = "example";
  if (domain.size() < kExample.size()) return false;
  const std::size_t at = domain.size() - kExample.size();
  return equal_caseless(domain.substr(at), kExample) && (at == 0 || domain[at - 1] == '.');
}

// What Google Calendar gives events: 26 digits and letters up to v.
bool is_event_id(std::string_view local) {
  constexpr std::size_t kLength = 26;
  constexpr std::ptrdiff_t kLeastDigits = 3;
  const auto is_of_id = [](char c) { return is_alnum(c) && to_lower(c) <= 'v'; };
  return local.size() == kLength && all_of(local, is_of_id) &&
         std::count_if(local.begin(), local.end(), is_digit) >= kLeastDigits;
}

// What mail programs give messages: "20130226110144.GA12678", "540B4D17.1080908", a UUID,
// "1282288658094-5443370.post".
bool is_message_id(std::string_view local) {
  constexpr std::size_t kShortest = 14;
  constexpr std::string_view kPost = ".post";
  if (is_event_id(local)) return true;
  if (local.find(".git.") != local.npos && local.find_first_of("0123456789") != local.npos) {
    return true;  // "cover.1592142369.git.ann": of a patch.
  }
  if (local.ends_with(kPost) && local.find_first_not_of("0123456789-.post") == local.npos) {
    return true;
  }
  constexpr std::size_t kUuid = 36;
  if (local.size() < kShortest || !all_of(local.substr(0, 8), is_hex)) return false;
  if (local.size() == kUuid && local[8] == '-' && local[13] == '-' && local[18] == '-') return true;
  const std::string_view head = local.substr(0, local.find('.'));
  if (head.size() == local.size()) return false;
  const std::string_view rest = local.substr(head.size() + 1);
  const bool numbered = rest.find_first_of("0123456789") != std::string_view::npos;
  const bool time = head.size() >= 12 && head.size() <= 14 && all_of(head, is_digit) && numbered;
  const bool hex = head.size() == 8 && rest.size() > 5;
  return time || (hex && all_of(rest, is_digit));
}

bool is_role(std::string_view local, const AddressMarks& marks) {
  // A plus is one of the others.
  if (marks.others != 0) local = local.substr(0, local.find('+'));
  return is_one_of_caseless(local, kRoles, kRoleFilter);
}

// The "@2x" of image files and their kin: a scale factor is not a host, whatever follows the dot.
bool is_scale_suffix(std::string_view domain) {
  return domain.size() > 2 && domain[2] == '.' && is_digit(domain[0]) && to_lower(domain[1]) == 'x';
}

}  // namespace

Verdict email(std::string_view text) noexcept {
  const std::size_t at = text.find('@');
  if (at > kMaxLocal || text.size() > kMaxAddress) return invalid();
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  const AddressMarks marks(local);
  const std::string_view top_level = top_level_of(domain);
  if (top_level.empty() || !is_local_part(local, marks) || is_scale_suffix(domain)) {
    return invalid();
  }
  if (!is_utf8(text)) return invalid();  // RFC 6531.
  // "git@github.com:owner/project" names a repository.
  if (local == "git" || local == "hg") return placeholder("placeholder:repository_login");
  if (is_message_id(local)) return placeholder("placeholder:message_id");
  const bool commonest = is_below_commonest(domain);
  const bool reserved =
      commonest ? ends_with_example(domain.substr(0, domain.size() - top_level.size() - 1))
                : is_one_of_caseless(top_level, kReservedTopLevels, kReservedFilter);
  if (reserved) return placeholder("placeholder:reserved_domain");
  if (!commonest && !is_top_level_domain(top_level)) return invalid();
  if (is_role(local, marks)) return valid("role_account", kRoleWeight);
  return valid("domain_valid");
}

}  // namespace leaksift::validate::rules
