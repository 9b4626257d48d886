// Feeds bytes to the reader of mail, as a message and as a mailbox, in pieces of any size: what
// comes out does not depend on these, and its places ascend and lie within the mail.
#include "content/mail_reader.h"
#include "content/replay_stream.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace leaksift;

class Pieces final : public core::ByteStream {
 public:
  Pieces(std::string_view bytes, std::size_t step) : rest_(bytes), step_(step) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t count = rest_.substr(0, step_).copy(buffer, capacity);
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
  std::size_t step_;
};

void check_places(const content::Member& member, std::string_view text, std::size_t size) {
  const core::OffsetMap& origins = *member.mail->origins;
  std::uint64_t last = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint64_t begin = origins.begin_of(at);
    const std::uint64_t end = origins.end_of(at + 1);
    if (begin < last || end < begin || end > size) __builtin_trap();
    last = begin;
  }
}

/// Names and bytes of all members.
std::vector<std::string> members(std::string_view bytes, bool is_mailbox, std::size_t step) {
  content::ReplayStream source(std::make_unique<Pieces>(bytes, step));
  content::MailReader reader(source, is_mailbox);
  std::vector<std::string> found;
  std::vector<char> buffer(1 + step);
  content::Member member;
  for (auto more = reader.next(member); more && *more; more = reader.next(member)) {
    std::string text;
    for (auto got = reader.read(buffer.data(), buffer.size()); got && *got > 0;
         got = reader.read(buffer.data(), buffer.size())) {
      text.append(buffer.data(), *got);
    }
    if (member.mail) check_places(member, text, bytes.size());
    found.push_back(member.outer + "/" + member.name + ": " + text);
  }
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const bool is_mailbox : {false, true}) {
    const auto whole = members(bytes, is_mailbox, 1 << 16);
    if (members(bytes, is_mailbox, 7) != whole) __builtin_trap();
  }
  return 0;
}
