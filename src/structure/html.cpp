#include "structure/html.h"

#include "structure/html_machine.h"
#include "structure/machine_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <string>

namespace leaksift::structure {

namespace {

bool begins_with(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(),
                                                   [](char a, char b) { return a == to_lower(b); });
}

/// What is left of a page behind the space, comments and XML declaration at its front.
std::string_view without_preamble(std::string_view text) {
  for (;;) {
    const char* const first = skip_markup_space(text.data(), text.data() + text.size());
    text.remove_prefix(static_cast<std::size_t>(first - text.data()));
    const std::string_view end = text.starts_with("<!--")    ? "-->"
                                 : text.starts_with("<?xml") ? "?>"
                                                             : "";
    const std::size_t at = end.empty() ? text.npos : text.find(end);
    if (at == text.npos) return text;
    text.remove_prefix(at + end.size());
  }
}

/// Counts the texts of named rows, and these rows.
struct NamedRowCounts : NoCells {
  std::size_t named = 0;
  std::size_t all = 0;
  std::size_t rows = 0;
  std::string latest{};
  void value(std::int64_t, std::int64_t, std::string_view name, core::Encoding) {
    ++all;
    if (!name.empty()) {
      ++named;
      rows += name == latest ? 0 : 1;
    }
    latest = name;
  }
};

/// Whether the tables and lists of a page are forms: three values or more, six in ten of them
/// behind what is known as the name of a field. Prose has many texts on one name.
bool has_sheets(const Sample& sample, std::size_t bom) {
  constexpr std::size_t kLeastValues = 3;
  constexpr std::size_t kMostTexts = 2;
  if (sample.judge() == nullptr) return false;
  HtmlMachine machine(bom, sample.judge());
  NamedRowCounts sink;
  machine.run(sample.bytes(), sink, false);
  return sink.named >= kLeastValues && is_share(sink.named, sink.all, 60) &&
         sink.named <= kMostTexts * sink.rows;
}

}  // namespace

std::unique_ptr<Parser> sniff_html(const Sample& sample) {
  const std::string_view prefix = sample.bytes();
  const std::size_t bom = bom_length(prefix);
  const std::string_view text = without_preamble(prefix.substr(bom));
  if (!begins_with(text, "<!doctype html") && !begins_with(text, "<html") &&
      !begins_with(text, "<table")) {
    return nullptr;
  }
  const FieldJudge* const sheets = has_sheets(sample, bom) ? sample.judge() : nullptr;
  HtmlMachine machine(bom, sheets);
  NoCells sink;
  machine.run(prefix, sink, false);
  if (!machine.has_rows()) return nullptr;
  return std::make_unique<MachineParser<HtmlMachine>>(HtmlMachine(bom, sheets));
}

}  // namespace leaksift::structure
