#include "content/seven_zip_ciphers.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace leaksift::content {
namespace {

bool is_aes(const SevenZipCoder& coder) {
  return coder.id == kSevenZipAes;
}

/// Takes out the coder at `index`, into which goes stream `in` alone, and of which comes `out`
/// alone; no bond has them any more.
void remove_coder(SevenZipFolder& folder, std::size_t index, std::uint32_t in, std::uint32_t out) {
  folder.coders.erase(folder.coders.begin() + static_cast<std::ptrdiff_t>(index));
  folder.sizes.erase(folder.sizes.begin() + static_cast<std::ptrdiff_t>(out));
  for (SevenZipBond& bond : folder.bonds) {
    if (bond.in > in) --bond.in;
    if (bond.out > out) --bond.out;
  }
  for (std::uint32_t& packed : folder.packed) {
    if (packed > in) --packed;
  }
}

/// The same for a coder of AES, of whose streams the one that goes in becomes that of the coder
/// which it feeds. False if it does not stand in front of all others.
bool take_cipher(SevenZipFolder& folder, std::size_t index, SevenZipCiphers& ciphers) {
  std::uint32_t in = 0;
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < index; ++i) {
    in += folder.coders[i].ins;
    out += folder.coders[i].outs;
  }
  SevenZipCoder& coder = folder.coders[index];
  const auto packed = std::find(folder.packed.begin(), folder.packed.end(), in);
  const auto aes = parse_seven_zip_aes(coder.properties);
  if (!aes || coder.ins != 1 || coder.outs != 1 || packed == folder.packed.end()) return false;
  std::optional<SevenZipCipher>& cipher =
      ciphers[static_cast<std::size_t>(std::distance(folder.packed.begin(), packed))];
  if (cipher) return false;
  cipher = {*aes, folder.sizes[out]};
  const auto bond = std::find_if(folder.bonds.begin(), folder.bonds.end(),
                                 [&](const SevenZipBond& some) { return some.out == out; });
  if (bond == folder.bonds.end()) {
    coder.id = kSevenZipCopy;
    coder.properties = {};
    return folder.coders.size() == 1;
  }
  *packed = bond->in;
  folder.bonds.erase(bond);
  remove_coder(folder, index, in, out);
  return true;
}

}  // namespace

bool is_encrypted(const SevenZipFolder& folder) {
  return std::any_of(folder.coders.begin(), folder.coders.end(), is_aes);
}

std::optional<SevenZipCiphers> take_ciphers(SevenZipFolder& folder) {
  SevenZipCiphers ciphers(folder.packed.size());
  while (true) {
    const auto coder = std::find_if(folder.coders.begin(), folder.coders.end(), is_aes);
    if (coder == folder.coders.end()) return ciphers;
    const auto index = static_cast<std::size_t>(std::distance(folder.coders.begin(), coder));
    if (!take_cipher(folder, index, ciphers)) return std::nullopt;
  }
}

}  // namespace leaksift::content
