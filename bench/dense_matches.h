// The matches of a dense block, for the benchmarks of what is done with every match.
#pragma once

#include "core/provenance.h"
#include "detect/matcher.h"
#include "samples.h"
#include "support/database.h"

#include <memory>
#include <span>

namespace leaksift::bench {

/// They are views into the matcher and the block.
struct DenseMatches {
  DenseMatches() : sample(true), matcher(support::project_database()) {
    matches = matcher.match(sample.block, sample.records, core::kMediumConfidence);
    provenance->path = "people.csv";
  }

  SampleBlock sample;
  detect::Matcher matcher;
  std::span<const core::Match> matches;
  std::shared_ptr<core::Provenance> provenance = std::make_shared<core::Provenance>();
};

}  // namespace leaksift::bench
