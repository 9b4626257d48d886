// Classifier: turns matches into findings: how sensitive, how to show, how to recognise again.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/block.h"
#include "core/finding.h"
#include "core/provenance.h"
#include "pattern/pattern.h"

namespace leaksift::classify {

struct ClassifyOptions {
  bool show_values = false;
  /// 16 bytes; see fingerprint.h for how it is made from a file or at random.
  std::array<std::uint8_t, 16> fingerprint_key{};
  /// By pattern index; the user's ranking where set.
  std::vector<std::optional<core::Sensitivity>> sensitivity;
};

/// One per thread; keeps buffers from block to block. `patterns` must outlive it.
class Classifier {
 public:
  Classifier(const pattern::PatternSet& patterns, ClassifyOptions options);

  /// The findings of the matches that begin in the block's owned part, in their order. Matches are
  /// ascending by begin. The result and its views stay valid until the next call or until block or
  /// matches go.
  const std::vector<core::Finding>& classify(const core::Provenance& provenance,
                                             const core::Block& block,
                                             const std::vector<core::Match>& matches);

 private:
  const pattern::PatternSet& patterns_;
  ClassifyOptions options_;
  std::vector<core::Finding> findings_;
  std::string shown_;
};

}  // namespace leaksift::classify
