#include "content/budget.h"

#include <algorithm>

namespace leaksift::content {

void Budget::charge_member() {
  if (++members_ > limits_.max_members) passed_ = "limit: members";
}

void Budget::charge_time() {
  if (time_ != nullptr && passed_.empty() && time_->passed()) passed_ = "limit: time";
}

void Budget::charge_bytes(std::size_t depth, std::uint64_t count, std::uint64_t input_bytes) {
  if (decoded_.size() <= depth) decoded_.resize(depth + 1);
  const std::uint64_t decoded = decoded_[depth] += count;
  const std::uint64_t more = decoded - std::min(decoded, most_decoded_);
  most_decoded_ += more;
  if (total_ != nullptr && total_->add(more) > limits_.max_decoded_total) {
    passed_ = "limit: decoded bytes in all";
    return;
  }
  const std::uint64_t ratio = std::max<std::uint64_t>(limits_.max_expansion_ratio, 1);
  if (decoded > limits_.max_decoded_bytes) {
    passed_ = "limit: decoded bytes";
  } else if (decoded > limits_.expansion_grace_bytes && decoded / ratio > input_bytes) {
    passed_ = "limit: expansion ratio";
  }
}

}  // namespace leaksift::content
