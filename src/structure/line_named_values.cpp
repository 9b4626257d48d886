#include "structure/line_named_values.h"

#include "structure/blanks.h"
#include "structure/field_judge.h"
#include "structure/line_parser.h"
#include "structure/pair_names.h"
#include "structure/sample.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::structure {

namespace {

constexpr std::size_t kLeastNamedPairs = 3;

/// The labels of a list.
struct Labels {
  std::string name;
  std::string value;
};

/// What stands before the colon of a line, or nothing.
std::string_view label_before_colon(std::string_view line) {
  constexpr std::size_t kLongest = 20;
  const std::size_t colon = line.substr(0, kLongest + 1).find(':');
  return colon == line.npos ? std::string_view() : line.substr(0, colon);
}

/// Where what is said behind `label` begins in the line.
std::size_t begin_behind(std::string_view label, std::string_view line) {
  return skip_blanks(line, label.size() + 1);
}

/// A line of nothing but one sign, or blanks.
bool is_rule_or_blank(std::string_view line) {
  return line.find_first_not_of(line.empty() ? '\0' : line.front()) == line.npos &&
         (line.empty() || std::string_view("=-_*#~+ \t").find(line.front()) != line.npos);
}

class NamedValueLines {
 public:
  explicit NamedValueLines(Labels labels) : labels_(std::move(labels)) {}

  static std::string_view format() { return "pairs"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (is_rule_or_blank(line)) return;
    const std::string_view label = label_before_colon(line);
    if (label == labels_.name) {
      if (!out.record_open()) out.begin_record();
      const std::size_t begin = begin_behind(label, line);
      name_ = line.substr(std::min(begin, line.size()));
      out.value(begin, line.size(), {});
    } else if (label == labels_.value) {
      out.value(begin_behind(label, line), line.size(), name_);
    } else {
      out.end_record(0);
    }
  }

 private:
  Labels labels_;
  std::string name_;  ///< That of the latest line.
};

/// The labels of the first pair whose second label is that of a value.
std::optional<Labels> labels_in(const Sample& sample) {
  constexpr std::size_t kMostBefore = 40;
  const auto& lines = sample.lines();
  for (std::size_t i = 0; i + 1 < std::min(lines.size(), kMostBefore); ++i) {
    const std::string_view name = label_before_colon(lines[i]);
    const std::string_view value = label_before_colon(lines[i + 1]);
    if (!name.empty() && name != value && may_be_labelled(value)) {
      return Labels{std::string(name), std::string(value)};
    }
  }
  return std::nullopt;
}

/// What a sample has of a list.
struct PairCounts {
  std::size_t pairs = 0;
  std::size_t others = 0;  ///< Lines that are of no pair, and no rules.
  std::set<std::string_view> names;

  PairCounts(const Sample& sample, const Labels& labels) {
    std::optional<std::string_view> name;
    for (const std::string_view line : sample.lines()) {
      if (is_rule_or_blank(line)) continue;
      const std::string_view label = label_before_colon(line);
      if (label == labels.name) {
        others += name ? 1 : 0;
        name = line.substr(std::min(begin_behind(label, line), line.size()));
      } else if (label == labels.value && name) {
        ++pairs;
        names.insert(*name);
        name.reset();
      } else {
        ++others;
      }
    }
  }
};

}  // namespace

std::unique_ptr<Parser> sniff_named_values(const Sample& sample) {
  if (sample.judge() == nullptr) return nullptr;
  std::optional<Labels> labels = labels_in(sample);
  if (!labels) return nullptr;
  const PairCounts counts(sample, *labels);
  const bool is_list = counts.pairs >= kLeastNamedPairs && !too_many(counts.others, 10, sample) &&
                       is_share(counts.names.size(), counts.pairs, 50);
  const bool known = std::ranges::any_of(
      counts.names, [&sample](std::string_view name) { return sample.judge()->names_field(name); });
  if (!is_list || !known) return nullptr;
  return line_parser(NamedValueLines(*std::move(labels)), sample);
}

}  // namespace leaksift::structure
