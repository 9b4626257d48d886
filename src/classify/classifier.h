// Classifier: turns matches into findings: how sensitive, how to show, how to recognise again.
#pragma once

#include "base/hash.h"
#include "base/quick_hash.h"
#include "base/sip_hash.h"
#include "classify/normalize.h"
#include "classify/position.h"
#include "core/block.h"
#include "core/finding.h"
#include "core/match.h"
#include "core/provenance.h"
#include "pattern/pattern.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::classify {

struct ClassifyOptions {
  bool show_values = false;
  /// 16 bytes; see fingerprint.h for how it is made from a file or at random.
  base::Key128 fingerprint_key{};
  /// By pattern index; the user's ranking where set. May be shorter than the list of patterns.
  std::vector<std::optional<core::Sensitivity>> sensitivity;
};

/// One per thread; keeps buffers from block to block. `patterns` must outlive it.
///
/// Sensitivity is the user's ranking of the type, else the regex's own, else the pattern's; a
/// placeholder keeps it, since only its confidence is in doubt.
/// The id is a hash of type and place (path below the root, steps within, offset, length): the same
/// in every scan, whatever the value and the key. The fingerprint is a hash of type and normal form
/// under the key. The identity is one under a fixed key, so that counts do not depend on the key.
/// A field or table whose name might itself be a value is left out (pattern/tellable.h).
class Classifier {
 public:
  Classifier(const pattern::PatternSet& patterns, ClassifyOptions options);

  /// Begins a block. Both must stay until the next.
  void start(const core::Provenance& provenance, const core::Block& block);

  /// Says what must be known of each of `matches` to count it.
  void count(std::span<const core::Match> matches, std::span<core::Countable> findings);
  /// Matches come ascending by begin. Valid until the next call, and so are the views in it.
  const core::Finding& tell(const core::Match& match);
  /// The id of such a finding.
  base::Digest128 id_of(const core::Match& match);

 private:
  /// Names that were judged lately: the matches of one column share one, at one place.
  class JudgedNames {
   public:
    std::string_view judge(std::string_view name);

   private:
    struct Judged {
      std::string_view name;
      std::string shown;
    };
    static constexpr int kBits = 4;
    std::array<Judged, std::size_t{1} << kBits> judged_;
  };

  /// What is asked of a type for each of its findings. Each message is hashed up to its last part.
  struct Type {
    pattern::Normalize normalize = pattern::Normalize::kNone;
    std::vector<core::Sensitivity> sensitivity;  ///< By regex.
    base::QuickHash identity;
    base::SipHash fingerprint;
    std::string name;  ///< Framed.
    base::SipHash id;
    bool knows_blob = false;  ///< `id` is of the current blob.
  };

  std::uint64_t column_of(std::uint64_t at) const;
  std::vector<core::Sensitivity> sensitivities_of(std::uint32_t type) const;

  const pattern::PatternSet& patterns_;
  const ClassifyOptions options_;
  std::vector<Type> types_;  ///< By pattern.
  const core::Block* block_ = nullptr;
  Position position_{{}, 1, 1};
  Normalizer normal_form_;
  core::Finding finding_;
  std::string shown_;        ///< The masked value.
  base::Digest128 place_{};  ///< Hash of the current blob's provenance.
  JudgedNames fields_;
  JudgedNames tables_;
};

}  // namespace leaksift::classify
