// Feeds 7z files to the Expander with the passwords of the seeds. Their checksums are put right, so
// that what a change does is not told by them alone, and so are numbers of rounds, which cost time.
#include "content/seven_zip_ciphers.h"
#include "content/seven_zip_header.h"
#include "core/work_time.h"
#include "expand.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace leaksift;

/// The number of rounds that 7-Zip writes, for which the keys of the seeds are known after one run.
constexpr unsigned kUsualPower = 19;
constexpr unsigned kQuickPower = 8;

void make_quick(std::string& header) {
  std::size_t at = 0;
  while ((at = header.find(content::kSevenZipAes, at)) != std::string::npos) {
    at += content::kSevenZipAes.size() + 1;  // Behind the size of the properties.
    if (at >= header.size()) return;
    const auto first = static_cast<std::uint8_t>(header[at]);
    const unsigned power = first & 0x3fU;
    if (power <= kQuickPower || power > content::SevenZipAes::kMostPower) continue;
    header[at] = static_cast<char>((first & 0xc0U) | kUsualPower);
  }
}

void check_header(std::string_view bytes) {
  const auto header = content::parse_seven_zip_header(bytes);
  if (!header) return;
  const std::string written = content::write_seven_zip_header(*header);
  const auto again = content::parse_seven_zip_header(written);
  if (!again || content::write_seven_zip_header(*again) != written) __builtin_trap();
  if (again->rest != header->rest) __builtin_trap();
  static_cast<void>(content::files_of(*header));
  for (content::SevenZipFolder folder : header->folders) {
    const std::uint64_t size = folder.bytes();
    if (!content::take_ciphers(folder)) continue;
    if (content::is_encrypted(folder) || folder.bytes() != size) __builtin_trap();
  }
}

void expand(std::string_view bytes) {
  static const auto passwords = std::make_shared<const content::Passwords>(content::Passwords{
      "wrong", "synthetic",
      "\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c\xf0\x9f\x98\x80\xc3\xa9"});
  static const auto keys = std::make_shared<content::SevenZipKeys>();
  core::WorkTime time(1);
  const core::WorkTime::Reading reading(time);
  content::ExpandOptions options;
  options.limits.max_decoded_bytes = 1 << 20;
  options.limits.max_decoder_bytes = 1 << 24;
  options.limits.max_depth = 2;
  options.passwords = passwords;
  options.keys = keys;
  options.time = &time;
  fuzz::expand(std::make_unique<core::MemoryStream>(bytes), bytes.size(), options);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto start = content::parse_seven_zip_start(bytes);
  if (!start) return 0;
  const std::string_view behind = bytes.substr(content::SevenZipStart::kBytes);
  const std::string_view body = behind.substr(0, std::min<std::uint64_t>(start->offset, size));
  std::string header(behind.substr(body.size()));
  make_quick(header);
  check_header(header);
  expand(content::write_seven_zip_start(body.size(), header) + std::string(body) + header);
  return 0;
}
