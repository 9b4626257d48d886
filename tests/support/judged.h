// Matches whose judgements a test makes itself.
#pragma once

#include "core/match.h"

#include <deque>

namespace leaksift::support {

/// A judgement like that of `match`, which becomes its own, to be changed. It stays for good.
inline core::Judgement& judgement_of(core::Match& match) {
  static std::deque<core::Judgement> judgements;
  core::Judgement& own = judgements.emplace_back(*match.what);
  match.what = &own;
  return own;
}

}  // namespace leaksift::support
