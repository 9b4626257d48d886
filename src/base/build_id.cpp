#include "base/build_id.h"

#include "base/hash.h"

#include <cstddef>
#include <cstring>
#include <elf.h>
#include <link.h>
#include <string_view>
#include <utility>

namespace leaksift::base {
namespace {

constexpr std::size_t kNoteAlignment = 4;

std::size_t padded(std::size_t size) {
  return (size + kNoteAlignment - 1) / kNoteAlignment * kNoteAlignment;
}

// The build id among `notes`, which stand behind one another: a header, a name and what they say.
std::string id_among(std::string_view notes) {
  using namespace std::string_view_literals;
  constexpr std::string_view kGnu = "GNU\0"sv;
  ElfW(Nhdr) header;
  while (notes.size() >= sizeof header) {
    std::memcpy(&header, notes.data(), sizeof header);
    const std::size_t value_at = sizeof header + padded(header.n_namesz);
    const std::size_t end = value_at + padded(header.n_descsz);
    if (end > notes.size()) break;
    if (header.n_type == NT_GNU_BUILD_ID && notes.substr(sizeof header, header.n_namesz) == kGnu) {
      return hex_of(notes.substr(value_at, header.n_descsz));
    }
    notes.remove_prefix(end);
  }
  return {};
}

// The first object is the program itself.
int read_first(dl_phdr_info* object, std::size_t /*size*/, void* result) {
  for (std::size_t i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    const auto* const begin = reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr);
    std::string id = id_among({begin, segment.p_memsz});
    if (!id.empty()) *static_cast<std::string*>(result) = std::move(id);
  }
  return 1;
}

}  // namespace

const std::string& build_id() {
  static const std::string id = [] {
    std::string read;
    dl_iterate_phdr(&read_first, &read);
    return read;
  }();
  return id;
}

}  // namespace leaksift::base
