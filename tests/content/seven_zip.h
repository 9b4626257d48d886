// 7z files that 7-Zip has made, and others made of them.
#pragma once

#include "content/archives.h"
#include "content/seven_zip_aes.h"
#include "content/seven_zip_fields.h"
#include "content/seven_zip_header.h"
#include "support/read_file.h"
#include "support/source_dir.h"

#include <nettle/aes.h>
#include <nettle/cbc.h>
#include <nettle/nettle-meta.h>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content::testing {

/// Of all files in the corpus but letters.7z.
inline constexpr const char* kPassword = "synthetic";
/// Of that one.
inline constexpr const char* kLetters =
    "\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c\xf0\x9f\x98\x80\xc3\xa9";

/// A file of tests/fuzz/corpus/seven_zip: one.csv and two.csv, encrypted.
inline std::string seven_zip_file(const std::string& name) {
  return support::read_file(support::source_dir() + "/tests/fuzz/corpus/seven_zip/" + name);
}

inline std::vector<Seen> expand_with(const std::string& bytes, Passwords passwords,
                                     core::Limits limits = {}) {
  ExpandOptions options = with_passwords(std::move(passwords));
  options.limits = limits;
  return expand_stream(std::make_unique<Seekable>(bytes), "x.7z", options, bytes.size());
}

/// What stands between the start and the header of a file, and the header.
struct Parts {
  std::string body;
  std::string header;
};

inline Parts parts_of(const std::string& file) {
  const SevenZipStart start = parse_seven_zip_start(file).value();
  return {file.substr(SevenZipStart::kBytes, start.offset),
          file.substr(SevenZipStart::kBytes + start.offset, start.bytes)};
}

inline std::string file_of(const Parts& parts) {
  return write_seven_zip_start(parts.body.size(), parts.header) + parts.body + parts.header;
}

/// Pads with zeros as 7-Zip does.
inline std::string encrypt_cbc(const SevenZipKey& key, const AesBlock& iv, std::string bytes) {
  bytes.resize((bytes.size() + kAesBlock - 1) / kAesBlock * kAesBlock);
  aes256_ctx context;
  ::aes256_set_encrypt_key(&context, key.data());
  AesBlock chain = iv;
  auto* const data = reinterpret_cast<std::uint8_t*>(bytes.data());
  ::cbc_encrypt(&context, nettle_aes256.encrypt, kAesBlock, chain.data(), bytes.size(), data, data);
  return bytes;
}

/// The header of `parts` encrypted, as with -mhe=on -mhc=off but for the `power`.
inline std::string with_hidden_header(Parts parts, const std::string& password, unsigned power) {
  SevenZipAes aes;
  aes.power = power;
  SevenZipKeys keys;
  const SevenZipKey key = keys.of(aes, password).value_or(SevenZipKey{});
  const std::string properties(1, static_cast<char>(power));
  SevenZipHeader outer;
  outer.is_packed = true;
  outer.begin = parts.body.size();
  outer.folders.resize(1);
  SevenZipFolder& folder = outer.folders.front();
  folder.coders = {{kSevenZipAes, properties, 1, 1}};
  folder.packed = {0};
  folder.sizes = {parts.header.size()};
  folder.crc = seven_zip_crc(parts.header);
  const std::string cipher_text = encrypt_cbc(key, aes.iv, parts.header);
  outer.packed = {cipher_text.size()};
  const std::string end(1, '\0');
  outer.rest = end;
  parts.body += cipher_text;
  parts.header = write_seven_zip_header(outer);
  return file_of(parts);
}

}  // namespace leaksift::content::testing
