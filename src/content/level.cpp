#include "content/level.h"

#include "content/archive_reader.h"

#include <utility>

namespace leaksift::content {

base::Result<std::size_t> MemberStream::read(char* buffer, std::size_t capacity) {
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
  return item;
}

Item encrypted_item(const Candidate& candidate, std::string_view format) {
  Item item = outcome_of(candidate, format);
  item.status = core::FileStatus::kSkipped;
  item.reason = kEncrypted;
  item.incomplete = true;
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
