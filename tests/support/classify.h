// What a classifier says of the matches of one block.
#pragma once

#include "classify/classifier.h"

#include <deque>
#include <string>
#include <string_view>
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
      core::Finding& kept = findings_.back();
      for (std::string_view* view : {&kept.shown, &kept.location.field, &kept.location.table}) {
        *view = texts_.emplace_back(*view);
      }
    }
  }

  std::size_t size() const { return findings_.size(); }
  const core::Finding& operator[](std::size_t i) const { return findings_.at(i); }

 private:
  std::vector<core::Finding> findings_;
  std::deque<std::string> texts_;
};

}  // namespace leaksift::support
