#include "assess/block_counts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace leaksift::assess {
namespace {

constexpr std::size_t kFirstKindSlots = 128;
/// Identities for which room is kept for the next block.
constexpr std::size_t kMostRoom = std::size_t{1} << 18;
/// What a kind takes besides its identities, in these.
constexpr std::size_t kRoomOfKind = 16;

}  // namespace

void BlockCounts::start() {
  std::size_t room = 0;
  for (const Kind& kind : kinds_) room += kind.counts.identities.capacity() + kRoomOfKind;
  if (room > kMostRoom) {
    kinds_.clear();
    kinds_.shrink_to_fit();
    slots_.clear();
  }
  kind_count_ = 0;
  last_ = 0;
  slots_.assign(std::max(slots_.size(), kFirstKindSlots), 0);
}

void BlockCounts::Kind::sum_up() {
  const std::size_t length =
      counts.identities.size() - std::exchange(summed_up, counts.identities.size());
  counts.hundredths += length * static_cast<std::uint64_t>(std::lround(confidence * 100));
  counts.by_sensitivity[static_cast<std::size_t>(sensitivity)] += length;
}

// Where the number of a kind is, or where it would be.
std::uint32_t& BlockCounts::slot_of(std::uint32_t column, std::uint32_t type) {
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t key = std::uint64_t{column} << 32 | type;
  std::size_t at = (key * 0x9e3779b97f4a7c15U >> 32) & mask;
  while (slots_[at] != 0) {
    if (kinds_[slots_[at] - 1].is(column, type)) break;
    at = (at + 1) & mask;
  }
  return slots_[at];
}

BlockCounts::Kind& BlockCounts::look_up(std::uint32_t column, std::uint32_t type) {
  std::uint32_t& number = slot_of(column, type);
  if (number == 0) {
    number = static_cast<std::uint32_t>(++kind_count_);
    if (kind_count_ > kinds_.size()) kinds_.emplace_back();
    kinds_[number - 1] = {.column = column, .counts = std::move(kinds_[number - 1].counts)};
    kinds_[number - 1].counts.start(type);
  }
  const std::uint32_t found = number - 1;
  kinds_[last_].next = found;
  last_ = found;
  if (2 * kind_count_ > slots_.size()) grow();
  return kinds_[found];
}

void BlockCounts::grow() {
  slots_.assign(2 * slots_.size(), 0);
  for (std::uint32_t i = 0; i < kind_count_; ++i) {
    slot_of(kinds_[i].column, kinds_[i].counts.type) = i + 1;
  }
}

void BlockCounts::pour(const std::vector<ColumnTally*>& columns, BlobShard& shard) {
  for (std::size_t i = 0; i < kind_count_; ++i) {
    Kind& kind = kinds_[i];
    kind.sum_up();
    ColumnTally* const column = kind.column == core::kNoRecord ? nullptr : columns[kind.column];
    (column != nullptr ? column->types : shard.loose()).of(kind.counts.type).add(kind.counts);
    shard.add(kind.counts);
  }
}

}  // namespace leaksift::assess
