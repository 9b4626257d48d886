// Reads bytes as a pattern file: an error with its place, or a pattern that keeps its promises.
#include "pattern/load.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using leaksift::core::Span;
using leaksift::pattern::Example;
using leaksift::pattern::Pattern;
using leaksift::pattern::Regex;

bool are_sound(const std::vector<Example>& examples) {
  for (const Example& example : examples) {
    for (const Span& span : example.spans) {
      if (span.begin >= span.end || span.end > example.text.size()) return false;
    }
  }
  return true;
}

bool is_sound(const Pattern& pattern) {
  if (pattern.id.empty() || pattern.regexes.empty()) return false;
  for (const Regex& regex : pattern.regexes) {
    if (regex.validator == nullptr || regex.confidence <= 0.0 || regex.confidence >= 1.0) {
      return false;
    }
  }
  return are_sound(pattern.examples) && are_sound(pattern.counterexamples);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto pattern = leaksift::pattern::parse(text, "fuzz.toml");
  if (!pattern) {
    if (!pattern.error().message.starts_with("fuzz.toml:")) std::abort();
  } else if (!is_sound(*pattern)) {
    std::abort();
  }
  return 0;
}
