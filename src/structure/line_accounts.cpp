#include "structure/line_accounts.h"

#include "base/ascii.h"
#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace leaksift::structure {

namespace {

constexpr std::size_t kMostParts = 10;

/// What stands between the colons of a line; one behind a backslash is none.
class Parts {
 public:
  explicit Parts(std::string_view line) : line_(line) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (line[at] != ':' || (at > 0 && line[at - 1] == '\\')) continue;
      add(begin, at);
      begin = at + 1;
    }
    add(begin, line.size());
  }

  std::size_t count() const { return count_; }
  std::size_t begin(std::size_t part) const { return begins_[part]; }
  std::string_view operator[](std::size_t part) const {
    return line_.substr(begins_[part], ends_[part] - begins_[part]);
  }

 private:
  void add(std::size_t begin, std::size_t end) {
    if (count_ < kMostParts) {
      begins_[count_] = begin;
      ends_[count_] = end;
    }
    ++count_;
  }

  std::string_view line_;
  std::size_t count_ = 0;  ///< Of all, also beyond kMostParts.
  std::array<std::size_t, kMostParts> begins_{};
  std::array<std::size_t, kMostParts> ends_{};
};

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_number_or_none(std::string_view text) {
  return text.empty() || is_number(text);
}

bool is_one_word(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), is_space);
}

/// A digest of 128 bits.
bool is_digest(std::string_view text) {
  return text.size() == 32 && std::all_of(text.begin(), text.end(), base::is_hex);
}

/// Where a digest or what says that there is none may stand.
bool is_digest_or_none(std::string_view text) {
  return is_digest(text) || text.find_first_not_of("X*") == text.npos ||
         text.starts_with("NO PASSWORD");
}

/// What stands where systems keep a hash: one of crypt(5), or a sign that it is elsewhere or
/// locked.
bool is_place_of_hash(std::string_view text) {
  constexpr std::size_t kOldHash = 13;
  return text.empty() || text == "x" || text.size() == kOldHash ||
         std::string_view("$*!_").find(text[0]) != std::string_view::npos;
}

/// A hash that begins with its kind: of crypt(5), or of RFC 2307.
bool is_kind_of_hash(std::string_view text) {
  if (text.starts_with('$')) return std::count(text.begin(), text.end(), '$') > 2;
  const std::size_t end = text.find('}');
  return text.starts_with('{') && end != text.npos && end + 16 < text.size();
}

bool is_passwd(const Parts& line) {
  return line.count() == 7 && is_place_of_hash(line[1]) && is_number(line[2]) &&
         is_number(line[3]) && line[5].starts_with('/') &&
         (line[6].empty() || line[6].starts_with('/'));
}

bool is_master_passwd(const Parts& line) {
  return line.count() == 10 && is_place_of_hash(line[1]) && is_number(line[2]) &&
         is_number(line[3]) && is_number(line[5]) && is_number(line[6]) && line[8].starts_with('/');
}

bool is_shadow(const Parts& line) {
  if (line.count() != 9 || !is_place_of_hash(line[1]) || !is_number(line[2])) return false;
  for (std::size_t part = 3; part < 9; ++part) {
    if (!is_number_or_none(line[part])) return false;
  }
  return true;
}

bool has_hashes_of_windows(const Parts& line) {
  return line.count() == 7 && is_number(line[1]) && is_digest_or_none(line[2]) &&
         is_digest_or_none(line[3]) && (is_digest(line[2]) || is_digest(line[3]));
}

bool is_smbpasswd(const Parts& line) {
  return has_hashes_of_windows(line) && line[4].starts_with('[');
}

bool is_htpasswd(const Parts& line) {
  return line.count() == 2 && is_one_word(line[1]) && is_kind_of_hash(line[1]);
}

bool is_htdigest(const Parts& line) {
  return line.count() == 3 && !line[1].empty() && is_digest(line[2]);
}

bool is_pgpass(const Parts& line) {
  constexpr std::size_t kShortest = 4;
  if (line.count() != 5 || line[4].size() < kShortest) return false;
  const std::string_view port = line[1];
  const bool is_port = is_number(port) && port.size() >= 4 && port.size() <= 5;
  return (is_port || port == "*") && is_one_word(line[0]) && is_one_word(line[2]) &&
         is_one_word(line[3]) && is_one_word(line[4]);
}

constexpr std::string_view kRemark = "gecos";
constexpr std::string_view kHash = "hash";  ///< How names of hashes end.

struct AccountLayout {
  std::string_view format;
  bool (*fits)(const Parts& line);
  std::size_t number;  ///< The field that is a number, which what stands behind it needs.
  std::array<std::string_view, kMostParts> names;  ///< Of its fields; empty: of no use.
};

/// What fits an earlier one is none of a later one.
constexpr AccountLayout kLayouts[] = {
    {"passwd", &is_passwd, 2, {"login", "password_hash", "", "", kRemark}},
    {"passwd", &is_master_passwd, 2, {"login", "password_hash", "", "", "", "", "", kRemark}},
    {"shadow", &is_shadow, 2, {"login", "password_hash"}},
    {"smbpasswd", &is_smbpasswd, 1, {"login", "", "lm_hash", "ntlm_hash"}},
    {"pwdump", &has_hashes_of_windows, 1, {"login", "", "lm_hash", "ntlm_hash"}},
    {"htpasswd", &is_htpasswd, 2, {"login", "password_hash"}},
    {"htdigest", &is_htdigest, 3, {"login", "", "password_hash"}},
    {"pgpass", &is_pgpass, 1, {"host", "", "database", "login", "password"}},
};

/// Of a file, or of the tool that wrote it: "[*] Dumping local SAM hashes (uid:rid:lmhash:nthash)".
bool is_account_remark(std::string_view line) {
  return line.starts_with('#') || line.starts_with('[');
}

const AccountLayout* account_layout(std::string_view line) {
  const Parts parts(line);
  if (parts.count() < 2 || parts[0].empty()) return nullptr;
  const auto* const found =
      std::find_if(std::begin(kLayouts), std::end(kLayouts),
                   [&parts](const AccountLayout& layout) { return layout.fits(parts); });
  return found == std::end(kLayouts) ? nullptr : found;
}

/// Whether an account is a person's, by its number.
bool is_of_person(std::string_view number) {
  constexpr std::size_t kDigitsOfLeast = 4;  // From 1000 on.
  constexpr std::string_view kNobody = "65534";
  return number.size() >= kDigitsOfLeast && number != kNobody;
}

class Accounts {
 public:
  explicit Accounts(const AccountLayout& layout) : layout_(&layout) {}

  std::string_view format() const { return layout_->format; }

  /// What sniffing told of the whole line is not asked again: where a window ends, the rest of the
  /// line is not known.
  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty() || is_account_remark(line)) return out.end_record(0);
    out.begin_record();
    if constexpr (Out::kSilent) return;
    const Parts parts(line);
    for (std::size_t part = 0; part < std::min(parts.count(), kMostParts); ++part) {
      if (part > layout_->number && !is_number(parts[layout_->number]) &&
          parts[layout_->number] != "*") {
        return;
      }
      const std::string_view name = layout_->names[part];
      if (name == kRemark && is_of_person(parts[2])) {
        give_person(parts.begin(part), parts[part], out);
      } else if (name.ends_with(kHash)) {
        give_hash(parts.begin(part), parts[part], name, out);
      } else if (!name.empty()) {
        out.value(parts.begin(part), parts.begin(part) + parts[part].size(), name);
      }
    }
  }

 private:
  /// Behind what locks an account.
  template <class Out>
  static void give_hash(std::size_t begin, std::string_view hash, std::string_view name, Out& out) {
    const std::size_t marks = std::min(hash.find_first_not_of("!*"), hash.size());
    out.value(begin + marks, begin + hash.size(), name);
  }

  /// "Ann Ott,Room 12,555-0142,555-0143", as chfn(1) writes it.
  template <class Out>
  static void give_person(std::size_t begin, std::string_view remark, Out& out) {
    constexpr std::array<std::string_view, 4> kNames = {"full_name", "office", "work_phone",
                                                        "home_phone"};
    std::size_t at = 0;
    for (const std::string_view name : kNames) {
      const std::size_t end = std::min(remark.find(',', at), remark.size());
      out.value(begin + at, begin + end, name);
      if (end == remark.size()) return;
      at = end + 1;
    }
  }

  const AccountLayout* layout_;  ///< Static.
};

}  // namespace

std::unique_ptr<Parser> sniff_accounts(const Sample& sample) {
  const AccountLayout* layout = nullptr;
  std::size_t others = 0;
  for (const std::string_view line : sample.lines()) {
    if (is_account_remark(line)) continue;
    const AccountLayout* const found = account_layout(line);
    if (layout == nullptr) layout = found;
    if (layout == nullptr || (found != layout && too_many(++others, 10, sample))) return nullptr;
  }
  return layout == nullptr ? nullptr : line_parser(Accounts(*layout), sample);
}

}  // namespace leaksift::structure
