#include "content/inner_name.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace leaksift::content {
namespace {

struct Suffix {
  std::string_view packed;
  std::string_view plain;
};

constexpr std::array<Suffix, 16> kSuffixes = {{{".gz", ""},
                                               {".bz2", ""},
                                               {".xz", ""},
                                               {".lzma", ""},
                                               {".lz", ""},
                                               {".zst", ""},
                                               {".lz4", ""},
                                               {".z", ""},
                                               {".uu", ""},
                                               {".uue", ""},
                                               {".tgz", ".tar"},
                                               {".tbz2", ".tar"},
                                               {".tbz", ".tar"},
                                               {".txz", ".tar"},
                                               {".tzst", ".tar"},
                                               {".taz", ".tar"}}};

bool ends_like(std::string_view name, std::string_view suffix) {
  if (name.size() <= suffix.size()) return false;
  return std::equal(suffix.begin(), suffix.end(), name.end() - suffix.size(), [](char a, char b) {
    return a == std::tolower(static_cast<unsigned char>(b));
  });
}

}  // namespace

std::string own_name(const core::Provenance& provenance) {
  const std::string& name = provenance.within.empty() ? provenance.path : provenance.within.back();
  if (provenance.within.empty() && name == "-") return "";
  return name.substr(name.rfind('/') + 1);
}

std::string inner_name(std::string_view name, std::string_view format) {
  for (const Suffix& suffix : kSuffixes) {
    if (!ends_like(name, suffix.packed)) continue;
    name.remove_suffix(suffix.packed.size());
    return std::string(name) += suffix.plain;
  }
  return std::string(format);
}

std::string name_of_uuencoded(std::string_view prefix) {
  std::string_view line = prefix.substr(0, prefix.find_first_of("\r\n"));
  const std::size_t mode = line.find(' ');
  const std::size_t name = mode == std::string_view::npos ? mode : line.find(' ', mode + 1);
  if (name == std::string_view::npos) return "";
  line.remove_prefix(name + 1);
  return std::string(line.substr(line.rfind('/') + 1));
}

}  // namespace leaksift::content
