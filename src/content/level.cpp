#include "content/level.h"

#include "base/hash.h"
#include "content/archive_reader.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace leaksift::content {
namespace {

/// Published: these hashes tell names apart, they keep nothing secret.
constexpr base::Key128 kNameKey = {'l', 'e', 'a', 'k', 's', 'i', 'f', 't',
                                   '-', 'n', 'a', 'm', 'e', 's', '1', 0};

/// The first bytes of `name`, no more than `most`, but whole characters of UTF-8.
std::string_view cut(std::string_view name, std::size_t most) {
  while (most > 0 && (static_cast<unsigned char>(name[most]) & 0xc0) == 0x80) --most;
  return name.substr(0, most);
}

}  // namespace

base::Result<std::size_t> MemberStream::read(char* buffer, std::size_t capacity) {
  budget_.charge_time();
  if (!budget_.passed().empty()) return base::Error{std::string(budget_.passed())};
  base::Result<std::size_t> got = reader_.read(buffer, capacity);
  if (got) {
    const std::uint64_t input = input_bytes_ > 0 ? input_bytes_ : input_.bytes_taken();
    const std::uint64_t kept_back = reader_.bytes_kept_back();
    budget_.charge_bytes(depth_, *got + (kept_back - kept_back_), input);
    kept_back_ = kept_back;
  }
  return got;
}

SharedProvenance step_into(const SharedProvenance& outer, const std::string& name) {
  auto inner = std::make_shared<core::Provenance>(*outer);
  inner->within.push_back(name);
  return inner;
}

SharedProvenance step_to_member(Level& level, const Member& member, std::size_t most_bytes) {
  const std::string& name = member.name;
  const SharedProvenance outer = member.outer.empty()
                                     ? level.origin.as_container
                                     : step_into(level.origin.as_container, member.outer);
  const std::uint64_t hash = base::siphash64(member.outer + '/' + name, kNameKey);
  std::size_t length = 0;
  for (const std::string& step : outer->within) length += step.size();
  const std::size_t room = most_bytes - std::min(most_bytes, length);
  auto inner = std::make_shared<core::Provenance>(*outer);
  inner->within.push_back(name);
  if (name.size() > room) {
    inner->within.back() = cut(name, room);
    inner->within.back() += "..." + std::to_string(hash);
  }
  const std::uint32_t met = level.names[hash]++;
  if (met > 0) inner->repeat = outer->repeat * 1'000'003 + met;
  return inner;
}

void mark_partial(Item& item, std::string reason) {
  item.status = core::FileStatus::kPartial;
  item.reason = std::move(reason);
  item.incomplete = true;
}

Item outcome_of(const Candidate& candidate, std::string_view format) {
  Item item;
  item.provenance = candidate.as_container;
  item.format = format;
  item.bytes = candidate.bytes;
  return item;
}

Item blob_of(const Candidate& candidate) {
  Item item;
  item.provenance = candidate.as_blob;
  item.stream = candidate.stream;
  item.bytes = candidate.bytes;
  if (!candidate.flaw.empty()) mark_partial(item, candidate.flaw);
  return item;
}

Item encrypted_item(const Candidate& candidate, std::string_view format) {
  Item item = outcome_of(candidate, format);
  item.status = core::FileStatus::kSkipped;
  item.reason = kEncrypted;
  item.incomplete = true;
  return item;
}

Item closed_item(const Candidate& candidate, const Format& format) {
  Item item = blob_of(candidate);
  item.format = format.name;
  mark_partial(item, item.format + ": what is " + (format.is_encrypted ? "encrypted" : "packed") +
                         " in it is not read, scanned as raw bytes");
  return item;
}

std::optional<Item> rest_of(Level& level) {
  if (level.rest != nullptr || level.damage.empty()) return std::nullopt;
  std::uint64_t offset = 0;
  std::unique_ptr<core::ByteStream> bytes = level.reader->rest(offset);
  if (bytes == nullptr) return std::nullopt;
  level.rest = std::make_unique<ReplayStream>(std::move(bytes));
  Item item;
  item.provenance = step_into(level.origin.as_container, "raw from byte " + std::to_string(offset));
  item.stream = level.rest.get();
  return item;
}

}  // namespace leaksift::content
