#include "detect/analysis_snapshot.h"

#include "base/snapshot.h"

namespace leaksift::detect {

template <class Archive>
void serialize(Archive& archive, Width& width) {
  auto& [least, most] = width;
  archive(least, most);
}

template <class Archive>
void serialize(Archive& archive, WordEdges& edges) {
  auto& [front, back] = edges;
  archive(front, back);
}

template <class Archive>
void serialize(Archive& archive, Gate& gate) {
  auto& [run, end] = gate;
  archive(run, end);
}

template <class Archive>
void serialize(Archive& archive, Pivot& pivot) {
  auto& [byte, child, lead, lead_bytes, gate] = pivot;
  archive(byte, child, lead, lead_bytes, gate);
}

// But for what `equip` adds.
template <class Archive>
void serialize(Archive& archive, CompiledRegex& regex) {
  auto& [pattern, number, finder, has_group, by_grammar, width, least_width, lead, behind, boundary,
         same_cell, has_floor, validator, log_odds, most_gain, alphabet, front, back, required,
         edges, pivot, behind_group, engines] = regex;
  archive(pattern, number, finder, has_group, by_grammar, width, least_width, lead, behind,
          boundary, same_cell, has_floor, log_odds, most_gain, alphabet, front, back, required,
          edges, pivot, behind_group);
}

template <class Archive>
void serialize(Archive& archive, Shape& shape) {
  auto& [text, exact] = shape;
  archive(text, exact);
}

template <class Archive>
void serialize(Archive& archive, ShapeHead& head) {
  auto& [text, least_digits, first_two] = head;
  archive(text, least_digits, first_two);
}

template <class Archive>
void serialize(Archive& archive, ByteChain& chain) {
  auto& [byte, links, reach] = chain;
  archive(byte, links, reach);
}

template <class Archive>
void serialize(Archive& archive, RareByte& rare) {
  auto& [byte, before, behind] = rare;
  archive(byte, before, behind);
}

template <class Archive>
void serialize(Archive& archive, HyperscanExpression& one) {
  auto& [expression, id, caseless] = one;
  archive(expression, id, caseless);
}

template <class Archive>
void serialize(Archive& archive, RegexAnalysis& analysis) {
  auto& [compiled, shapes, head, chain, rare_byte, row, long_run, trigger] = analysis;
  archive(compiled, shapes, head, chain, rare_byte, row, long_run, trigger);
}

std::string save(const std::vector<RegexAnalysis>& analyses) {
  return base::save_snapshot(analyses);
}

bool load(std::string_view bytes, std::vector<RegexAnalysis>& analyses) {
  return base::load_snapshot(bytes, analyses);
}

}  // namespace leaksift::detect
