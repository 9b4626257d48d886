#include "content/closed_formats.h"

#include "content/pgp_magic.h"

#include <algorithm>
#include <array>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

constexpr Format closed(std::string_view name) {
  Format format{FormatId::kClosed, name};
  format.is_closed = true;
  return format;
}

constexpr Format encrypted(std::string_view name) {
  Format format{FormatId::kClosed, name};
  format.is_encrypted = true;
  return format;
}

/// Text around what is encrypted.
constexpr Format armored(std::string_view name) {
  Format format = encrypted(name);
  format.is_closed = true;
  return format;
}

struct Closed {
  std::size_t offset;
  std::string_view magic;
  Format format;
};

constexpr Format kPgp = encrypted("pgp");
constexpr Format kPkcs7 = encrypted("pkcs7");

/// By what their makers publish and file(1) knows.
constexpr std::array kClosed = {
    Closed{0, "%PDF-"sv, closed("pdf")},
    Closed{0, "!BDN"sv, closed("pst")},
    Closed{0, "PAR1"sv, closed("parquet")},
    Closed{0, "ORC\x0a"sv, closed("orc")},
    Closed{0, "EVF\x09\x0d\x0a\xff\0"sv, closed("ewf")},
    Closed{0, "EVF2\x0d\x0a\x81\0"sv, closed("ewf")},
    Closed{0, "hsqs"sv, closed("squashfs")},
    Closed{0, "MSWIM\0\0\0"sv, closed("wim")},
    Closed{0, "MSSQLBAK"sv, closed("mssql-backup")},
    Closed{0, "ANDROID BACKUP\n"sv, closed("android-backup")},
    Closed{0, "\x89LZO\0\x0d\x0a\x1a\x0a"sv, closed("lzop")},
    Closed{0, "LRZI\0"sv, closed("lrzip")},
    Closed{0, "\xff\6\0\0sNaPpY"sv, closed("snappy")},
    Closed{7, "**ACE**"sv, closed("ace")},
    Closed{0, "\xed\xab\xee\xdb"sv, closed("rpm")},
    Closed{0, "PACK\0\0\0\2"sv, closed("git-pack")},
    Closed{0, "# v2 git bundle\n"sv, closed("git-bundle")},
    Closed{0, "# v3 git bundle\n"sv, closed("git-bundle")},
    Closed{0, "-----BEGIN PGP MESSAGE-----"sv, armored("pgp")},
    Closed{0, "age-encryption.org/v1\n"sv, encrypted("age")},
    Closed{0, "-----BEGIN AGE ENCRYPTED FILE-----"sv, armored("age")},
    Closed{0, "$ANSIBLE_VAULT;"sv, armored("ansible-vault")},
    Closed{0, "Salted__"sv, encrypted("openssl")},
    Closed{0, "LUKS\xba\xbe\0"sv, encrypted("luks")},
    Closed{3, "-FVE-FS-"sv, encrypted("bitlocker")},
    Closed{0, "\3\xd9\xa2\x9a\x65\xfb\x4b\xb5"sv, encrypted("keepass")},
    Closed{0, "\3\xd9\xa2\x9a\x67\xfb\x4b\xb5"sv, encrypted("keepass")},
};

/// A ContentInfo (RFC 5652, 3) of type envelopedData: a sequence that begins with that type.
bool begins_like_enveloped_data(std::string_view prefix) {
  constexpr std::string_view kEnveloped = "\6\x09\x2a\x86\x48\x86\xf7\x0d\1\7\3"sv;
  if (prefix.size() < 2 || prefix[0] != '\x30') return false;
  const auto length = static_cast<unsigned char>(prefix[1]);
  const std::size_t more = length < 0x80 ? 0 : length & 0x7fU;
  return more <= 4 && prefix.substr(std::min(prefix.size(), 2 + more)).starts_with(kEnveloped);
}

}  // namespace

const Format* find_closed_format(std::string_view prefix) {
  for (const Closed& closed : kClosed) {
    if (prefix.size() < closed.offset) continue;
    if (prefix.substr(closed.offset).starts_with(closed.magic)) return &closed.format;
  }
  if (begins_like_enveloped_data(prefix)) return &kPkcs7;
  return begins_like_pgp(prefix) ? &kPgp : nullptr;
}

}  // namespace leaksift::content
