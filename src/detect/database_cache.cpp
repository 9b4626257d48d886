#include "detect/database_cache.h"

#include "base/hash.h"
#include "base/text_digest.h"
#include "detect/analysis_snapshot.h"

#include <array>
#include <string>
#include <utility>

namespace leaksift::detect {
namespace {

std::string key_of(const pattern::PatternSet& set, Engine engine) {
  base::TextDigest digest;
  digest.feed(hyperscan_identity());
  digest.feed(std::to_string(static_cast<int>(engine)));
  digest.feed(set.digest);
  for (const pattern::Pattern& pattern : set.patterns) digest.feed(pattern.id);
  return digest.hex();
}

}  // namespace

DatabaseCache::DatabaseCache(const std::string& file, const pattern::PatternSet& set, Engine engine)
    : file_(set.digest.empty() ? std::string() : file, key_of(set, engine)) {}

// The file: the analyses and both databases, each behind its size.
bool DatabaseCache::load(Prepared& prepared) const {
  const auto kept = file_.load();
  if (!kept) return false;
  std::string_view rest = kept.view();
  std::array<std::string_view, 3> parts;
  for (std::string_view& part : parts) {
    if (!base::take_framed(rest, part)) return false;
  }
  auto text = HyperscanDatabase::deserialize(parts[1]);
  auto keywords = HyperscanDatabase::deserialize(parts[2]);
  if (!rest.empty() || !text || !keywords || !detect::load(parts[0], prepared.regexes)) {
    return false;
  }
  prepared.text = std::move(*text);
  prepared.keywords = std::move(*keywords);
  return true;
}

void DatabaseCache::store(std::string_view analyses, const HyperscanDatabase& text,
                          const HyperscanDatabase& keywords) const {
  std::string bytes;
  base::append_framed(bytes, analyses);
  base::append_framed(bytes, text.serialize());
  base::append_framed(bytes, keywords.serialize());
  file_.store(bytes);
}

}  // namespace leaksift::detect
