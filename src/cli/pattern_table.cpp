#include "cli/pattern_table.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace leaksift::cli {

namespace {

// Bytes of `text` that take at most `columns` characters.
std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  for (; at < text.size() && columns > 0; --columns) {
    at += std::max<std::size_t>(1, base::decode_utf8(text, at).length);
  }
  return at;
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (bytes_within(text, columns) == text.size() || columns == 0) return std::string(text);
  return std::string(text.substr(0, bytes_within(text, columns - 1))) + "…";
}

// Appends `words`, joined by `separator`, as lines of at most `width` characters behind `indent`.
void wrap(std::string& out, const std::vector<std::string>& words, std::string_view separator,
          std::string_view indent, std::size_t width) {
  std::string line(indent);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i] + std::string(i + 1 < words.size() ? separator : "");
    const bool starts = line.size() == indent.size();
    const std::string longer = line + (starts ? "" : " ") + word;
    if (!starts && bytes_within(longer, width) < longer.size()) {
      out += line + "\n";
      line = std::string(indent) + word;
    } else {
      line = longer;
    }
  }
  if (line.size() > indent.size()) out += line + "\n";
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string_view boundary_name(pattern::Boundary boundary) {
  switch (boundary) {
    case pattern::Boundary::kNone:
      return "none";
    case pattern::Boundary::kWord:
      return "word";
    case pattern::Boundary::kNumber:
      return "number";
  }
  return "";
}

std::string shown_as(const pattern::Mask& mask) {
  switch (mask.style) {
    case pattern::MaskStyle::kEmail:
      return "masked as an e-mail address";
    case pattern::MaskStyle::kWords:
      return "masked word by word";
    case pattern::MaskStyle::kHidden:
      return "hidden";
    case pattern::MaskStyle::kEdges:
      break;
  }
  std::string ends;
  if (mask.first > 0) ends = fmt::format("first {}", mask.first);
  if (mask.last > 0) ends += fmt::format("{}last {}", ends.empty() ? "" : " and ", mask.last);
  return "masked" + (ends.empty() ? ends : " but for the " + ends + " letters or digits");
}

void describe_regexes(std::string& out, const pattern::Pattern& pattern) {
  out += "\nExpressions\n";
  for (const pattern::Regex& regex : pattern.regexes) {
    out += fmt::format("  {} (confidence {} alone", regex.name, regex.confidence);
    if (regex.anchor == pattern::Anchor::kLabel) out += "; only on the value of a label or field";
    if (regex.caseless) out += "; in any letter case";
    if (regex.has_sensitivity) out += fmt::format("; {}", core::name_of(regex.sensitivity));
    out += fmt::format(")\n    {}\n", regex.expression);
  }
}

void describe_phrases(std::string& out, std::string_view title,
                      const std::vector<std::string>& phrases, std::size_t width) {
  if (phrases.empty()) return;
  out += fmt::format("\n{}\n", title);
  wrap(out, phrases, ",", "  ", width);
}

}  // namespace

std::string pattern_table(const pattern::PatternSet& set, std::size_t width) {
  std::size_t id_width = 2;
  std::size_t category_width = 8;
  for (const pattern::Pattern& pattern : set.patterns) {
    id_width = std::max(id_width, pattern.id.size());
    category_width = std::max(category_width, pattern.category.size());
  }
  const std::size_t before_title = id_width + category_width + 12 + 6;
  const std::size_t title_width = width > before_title + 10 ? width - before_title : 10;
  std::string out;
  const auto add = [&](std::string_view id, std::string_view category, std::string_view sensitivity,
                       std::string_view title) {
    out += fmt::format("{:<{}}  {:<{}}  {:<12}  {}\n", id, id_width, category, category_width,
                       sensitivity, shortened(title, title_width));
  };
  add("ID", "CATEGORY", "SENSITIVITY", "TITLE");
  for (const pattern::Pattern& pattern : set.patterns) {
    add(pattern.id, pattern.category, core::name_of(pattern.sensitivity), pattern.title);
  }
  return out;
}

std::string describe(const pattern::Pattern& pattern, std::size_t width) {
  std::string out = fmt::format("{}: {}\n\n", pattern.id, pattern.title);
  wrap(out, split_words(pattern.description), "", "", width);
  out += fmt::format("\nCategory     {}\nSensitivity  {}\nBoundary     {}\nShown        {}\n",
                     pattern.category, core::name_of(pattern.sensitivity),
                     boundary_name(pattern.boundary), shown_as(pattern.mask));
  out += fmt::format("Proved by    {} examples, {} counter-examples\nFile         {}\n",
                     pattern.examples.size(), pattern.counterexamples.size(), pattern.file);
  describe_regexes(out, pattern);
  const pattern::Context& context = pattern.context;
  describe_phrases(out, "Fields and labels that name it", context.fields, width);
  describe_phrases(out, fmt::format("Words within {} bytes that make it likelier", context.window),
                   context.keywords, width);
  describe_phrases(out, "Fields that only look like it", context.other_fields, width);
  if (!pattern.references.empty()) out += "\nReferences\n";
  for (const std::string& reference : pattern.references) {
    wrap(out, split_words(reference), "", "  ", width);
  }
  return out;
}

}  // namespace leaksift::cli
