// What a classifier says of the matches of one block.
#pragma once

#include "classify/classifier.h"

#include <deque>
#include <string>
#include <vector>

namespace leaksift::support {

/// Findings that stay valid, while a classifier's own go with the next.
class Classified {
 public:
  Classified(classify::Classifier& classifier, const core::Provenance& provenance,
             const core::Block& block, const std::vector<core::Match>& matches) {
    classifier.start(provenance, block);
    for (const core::Match& match : matches) {
      const core::Finding& finding = classifier.tell(match);
      findings_.push_back(finding);
      findings_.back().shown = shown_.emplace_back(finding.shown);
    }
  }

  std::size_t size() const { return findings_.size(); }
  const core::Finding& operator[](std::size_t i) const { return findings_.at(i); }

 private:
  std::vector<core::Finding> findings_;
  std::deque<std::string> shown_;
};

}  // namespace leaksift::support
