// Scans bytes with all patterns of the project, cut into blocks in two ways: the same matches.
#include "core/match.h"
#include "scan/text_scan.h"
#include "support/database.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using leaksift::core::Judgement;
using leaksift::core::Match;
using leaksift::core::Reason;

bool equal(const Match& a, const Match& b) {
  if (a.value != b.value || a.record_number != b.record_number) return false;
  const Judgement& left = *a.what;
  const Judgement& right = *b.what;
  if (left.pattern != right.pattern || left.regex != right.regex ||
      left.confidence != right.confidence || left.why.size() != right.why.size()) {
    return false;
  }
  const Reason* other = right.why.begin();
  for (const Reason& reason : left.why) {
    if (reason.name != other->name || reason.detail != other->detail) return false;
    ++other;
  }
  return true;
}

bool equal(const std::vector<Match>& a, const std::vector<Match>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!equal(a[i], b[i])) return false;
  }
  return true;
}

/// Ascending, disjoint, within the text, and as sure as a probability can be.
bool are_sound(const std::vector<Match>& matches, std::size_t size) {
  std::uint64_t last = 0;
  for (const Match& match : matches) {
    if (match.value.begin < last || match.value.end <= match.value.begin) return false;
    if (match.what->confidence < 0.0 || match.what->confidence > 1.0) return false;
    last = match.value.end;
  }
  return last <= size;
}

}  // namespace

/// Compiles the patterns before the clock of the first input runs.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
  leaksift::support::project_database();
  return 0;
}

/// The first two bytes say how long the blocks are.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static leaksift::scan::TextScan scan(leaksift::support::project_database());
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  // A block looks at margins far longer than itself: short blocks cost as much as long ones.
  const std::size_t block_size = 1 + size / 16 + data[0] * std::size_t{4};
  scan.forget();
  const std::size_t other_size = 1 + size / 16 + data[1] * std::size_t{256};
  const auto matches = scan.scan(text, 0.0, block_size);
  if (!are_sound(matches, text.size())) std::abort();
  if (!equal(matches, scan.scan(text, 0.0, other_size))) std::abort();
  return 0;
}
