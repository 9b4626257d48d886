#include "content/create_table.h"

#include <algorithm>
#include <cstddef>

namespace leaksift::content {
namespace {

using namespace std::string_view_literals;

/// Walks over a statement. A quote within a string or a quoted name is doubled, and so ends one and
/// begins another.
class CreateStatement {
 public:
  explicit CreateStatement(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ >= text_.size(); }
  std::size_t at() const { return at_; }

  /// Goes to the next of `marks` that stands outside quotes and brackets. False if there is none.
  bool find(std::string_view marks) {
    for (std::size_t depth = 0; !at_end(); ++at_) {
      const char c = text_[at_];
      if (depth == 0 && marks.find(c) != marks.npos) return true;
      if (c == '(' || c == '[') ++depth;
      if ((c == ')' || c == ']') && depth > 0) --depth;
      if (c == '\'' || c == '"') at_ = std::min(text_.find(c, at_ + 1), text_.size() - 1);
    }
    return false;
  }

  /// The name or word that comes next, with its quotes.
  std::string_view word() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n"sv, at_), text_.size());
    const std::size_t begin = at_;
    while (!at_end() && " \t\r\n,()"sv.find(text_[at_]) == std::string_view::npos) {
      if (text_[at_] == '"') at_ = std::min(text_.find('"', at_ + 1), text_.size() - 1);
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  void pass_mark() { ++at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string column_names(std::string_view definition) {
  definition.remove_prefix(std::min(definition.find("CREATE "sv), definition.size()));
  CreateStatement statement(definition);
  if (!statement.find("("sv)) return "";
  const std::string_view table = definition.substr(0, statement.at());
  if (table.find(" TABLE "sv) == table.npos) return "";
  std::string names;
  do {
    statement.pass_mark();
    const std::string_view name = statement.word();
    if (name.empty() || name == "CONSTRAINT"sv) continue;
    names += names.empty() ? "(" : ", ";
    names += name;
  } while (statement.find(",)"sv) && definition[statement.at()] == ',');
  return names.empty() ? "" : std::string(table) + names + ");\n";
}

}  // namespace leaksift::content
