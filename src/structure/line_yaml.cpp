#include "structure/line_yaml.h"

#include "base/ascii.h"
#include "structure/bytes.h"
#include "structure/line_pairs.h"
#include "structure/line_parser.h"
#include "structure/plural.h"
#include "structure/sample.h"
#include "structure/table_register.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace leaksift::structure {

namespace {

constexpr std::size_t kMaxKey = 64;
constexpr std::size_t kMaxLevels = 64;

std::size_t skip_spaces(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at;
}

bool is_yaml_key_byte(char c) {
  return is_letter(c) || is_digit(c) ||
         std::string_view("_-./()#&' ").find(c) != std::string_view::npos;
}

/// A key of a mapping and where its value begins.
struct YamlKey {
  std::string_view name;  ///< Empty if there is none.
  std::size_t value = 0;
};

/// The key at offset `at`: up to a colon that a space or the line's end follows.
YamlKey read_key(std::string_view line, std::size_t at) {
  std::size_t begin = at;
  std::size_t end = begin;
  if (at < line.size() && (line[at] == '"' || line[at] == '\'')) {
    end = std::min(line.find(line[at], ++begin), line.size());
    at = std::min(end + 1, line.size());
  } else {
    if (at >= line.size() || !(is_letter(line[at]) || line[at] == '_')) return {};
    const std::string_view front = line.substr(0, at + kMaxKey + 1);
    while (at < front.size() && is_yaml_key_byte(front[at])) ++at;
    end = at;
    while (end > begin && (line[end - 1] == ' ' || line[end - 1] == '.')) --end;
  }
  if (at >= line.size() || line[at] != ':' || end == begin || end - begin > kMaxKey) return {};
  if (at + 1 < line.size() && line[at + 1] != ' ') return {};
  return {line.substr(begin, end - begin), skip_spaces(line, at + 1)};
}

/// "---", "...", "=====": what parts documents.
bool is_document_rule(std::string_view line) {
  return line.size() >= 3 && std::string_view("-=.").find(line[0]) != std::string_view::npos &&
         line.find_first_not_of(line[0]) == std::string_view::npos;
}

/// "*************************** 1. row ***************************"
bool is_row_mark(std::string_view line) {
  return line.starts_with("***") && line.ends_with("***") &&
         line.find(". row *") != std::string_view::npos;
}

/// What mysql says below rows: "2 rows in set (0.00 sec)".
bool is_remark(std::string_view line) {
  const std::size_t space = line.find(' ');
  const std::string_view rest = line.substr(std::min(space, line.size()));
  return is_digit(line[0]) && (rest.starts_with(" row in set") || rest.starts_with(" rows in set"));
}

bool is_item(std::string_view line, std::size_t at) {
  return at < line.size() && line[at] == '-' && (at + 1 == line.size() || line[at + 1] == ' ');
}

bool is_block_mark(std::string_view value) {
  return !value.empty() && (value[0] == '|' || value[0] == '>');
}

/// Whether a value is surely no name of a person, which may not be told as that of a field, but one
/// of a variable: "DB_HOST" (as POSIX writes them, with an underscore), "dbPassword", "api-token".
bool is_variable(std::string_view value) {
  constexpr std::array<std::string_view, 6> kSecrets = {"password", "passwd", "pwd",
                                                        "secret",   "token",  "passphrase"};
  const auto is_plain = [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-';
  };
  const auto is_posix = [](char c) { return base::is_upper(c) || is_digit(c) || c == '_'; };
  const auto ends_value = [value](std::string_view word) {
    return value.size() >= word.size() &&
           base::equal_caseless(value.substr(value.size() - word.size()), word);
  };
  if (value.empty() || value.size() > kMaxKey || !is_letter(value.front())) return false;
  if (value.find('_') != std::string_view::npos && std::ranges::all_of(value, is_posix)) {
    return true;
  }
  return std::ranges::all_of(value, is_plain) && std::ranges::any_of(kSecrets, ends_value);
}

/// Where a plain value ends: before a comment.
std::size_t plain_value_end(std::string_view line, std::size_t from) {
  for (std::size_t at = from + 1; at < line.size(); ++at) {
    if (line[at] == '#' && line[at - 1] == ' ') return at;
  }
  return line.size();
}

class Yaml {
 public:
  static std::string_view format() { return "yaml"; }
  template <class Out>
  void select(Out& out) const {
    out.select_table(tables_.name(table_));
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    const std::size_t indent = skip_spaces(line, 0);
    if (indent == line.size()) return;
    if (block_ != kNoBlock) {
      if (indent > block_) return out.value(indent, line.size(), field());
      block_ = kNoBlock;
    }
    if (is_document_rule(line) || is_remark(line)) return end_document(out);
    if (is_row_mark(line)) {
      end_document(out);
      rows_ = true;
      return begin_record(TableRegister::kTop, 0, out);
    }
    if (line[indent] == '#') return;
    content(line, indent, out);
  }

 private:
  static constexpr std::size_t kNoBlock = ~std::size_t{0};
  /// A key or an item within which the line stands.
  struct Level {
    std::size_t indent = 0;
    std::size_t path = 0;  ///< Length of the path before it.
    std::uint32_t items = 0;
  };

  template <class Out>
  void content(std::string_view line, std::size_t at, Out& out) {
    while (is_item(line, at)) {
      pair_column_ = kNoBlock;
      const std::size_t dash = at;
      at = skip_spaces(line, at + 1);
      const bool mapping = !read_key(line, at).name.empty() || is_flow(line, at);
      item(dash, mapping, out);
    }
    const YamlKey key = read_key(line, at);
    if (!key.name.empty()) {
      take_key(line, key, rows_ ? 0 : at, out);
    } else if (is_flow(line, at)) {
      flow(line, at + 1, out);
    }
  }

  static bool is_flow(std::string_view line, std::size_t at) {
    return at < line.size() && line[at] == '{';
  }

  void leave(std::size_t indent, bool same) {
    while (!levels_.empty() &&
           (levels_.back().indent > indent || (same && levels_.back().indent == indent))) {
      path_.resize(levels_.back().path);
      levels_.pop_back();
    }
  }

  template <class Out>
  void item(std::size_t dash, bool mapping, Out& out) {
    if (list_ != kNoBlock && dash < list_) end_list(out);
    if (list_ == kNoBlock) {
      // A list may stand as far left as its key does.
      leave(dash, false);
      if (!mapping) return;
      list_ = dash;
      base_ = path_.size();
      list_levels_ = levels_.size();
      list_table_ = tables_.number_of(path_.substr(0, kMaxNameLength));
    } else if (dash > list_) {
      return leave(dash, false);
    }
    levels_.resize(list_levels_);
    path_.resize(base_);
    out.end_record(0);
    if (mapping) begin_record(list_table_, dash, out);
  }

  template <class Out>
  void take_key(std::string_view line, const YamlKey& key, std::size_t column, Out& out) {
    if (list_ != kNoBlock && column <= list_) end_list(out);
    if (map_ != kNoBlock && column < map_) end_map(out);
    leave(column, true);
    if (begins_member(line, key, column)) return begin_member(line, key, column, out);
    const bool top = levels_.empty() && list_ == kNoBlock;
    if (top && !first_key_.empty() && key.name == first_key_) out.end_record(0);
    if (!out.record_open()) {
      if (top) first_key_ = key.name;
      begin_record(list_ == kNoBlock ? TableRegister::kTop : list_table_, 0, out);
    }
    valued_ = valued_ || key.value < line.size();
    if (levels_.size() < kMaxLevels) {
      levels_.push_back({column, path_.size(), 0});
      path_ += '/';
      path_ += name_of(line, key, column);
    }
    if (is_block_mark(line.substr(key.value))) {
      block_ = column;
    } else if constexpr (!Out::kSilent) {
      give(line, key.value, out);
    }
  }

  /// Whether a key is an id in a map, as json_outline.h has them: right below a key in the plural,
  /// where nothing else has been said yet, and of a mapping itself.
  bool begins_member(std::string_view line, const YamlKey& key, std::size_t column) const {
    const bool mapping = key.value >= line.size() || is_flow(line, key.value);
    if (!mapping || list_ != kNoBlock || rows_) return false;
    return map_ == column ||
           (map_ == kNoBlock && !valued_ && levels_.size() == 1 && is_plural(path_));
  }

  template <class Out>
  void begin_member(std::string_view line, const YamlKey& key, std::size_t column, Out& out) {
    if (map_ == kNoBlock) list_table_ = tables_.number_of(path_.substr(0, kMaxNameLength));
    map_ = column;
    begin_record(list_table_, 0, out);
    levels_.push_back({column, path_.size(), 0});
    path_ += '/';
    path_ += key.name;
    base_ = path_.size();
    if constexpr (!Out::kSilent) give(line, key.value, out);
  }

  template <class Out>
  void end_map(Out& out) {
    out.end_record(0);
    map_ = kNoBlock;
    base_ = 0;
  }

  /// What a key is called: "value" has the name that stands right before it, of the same mapping.
  std::string_view name_of(std::string_view line, const YamlKey& key, std::size_t column) {
    if (key.name == "value" && column == pair_column_) return pair_name_;
    pair_column_ = kNoBlock;
    if (key.name != "name" && key.name != "key") return key.name;
    const std::string_view value = line.substr(std::min(key.value, line.size()));
    if (is_variable(value)) {
      pair_column_ = column;
      pair_name_ = value;
    }
    return key.name;
  }

  template <class Out>
  void give(std::string_view line, std::size_t at, Out& out) {
    // Types and anchors stand before the value. Tags of programs say that it is none.
    const auto is_type = [line](std::size_t begin) {
      return line[begin] == '!' && (begin + 1 == line.size() || line[begin + 1] == '!');
    };
    while (at < line.size() && (line[at] == '&' || is_type(at))) {
      at = skip_spaces(line, std::min(line.find(' ', at), line.size()));
    }
    if (at >= line.size() || line[at] == '#') return;
    if (line[at] == '{') return flow(line, at + 1, out);
    give_scalar(line, at, plain_value_end(line, at), out);
  }

  /// A value in quotes, or else the bytes up to `end`. Returns where it ends.
  template <class Out>
  std::size_t give_scalar(std::string_view line, std::size_t at, std::size_t end, Out& out) {
    if (line[at] != '"' && line[at] != '\'') {
      out.value(at, end, field());
      return end;
    }
    bool escaped = false;
    const std::size_t begin = at + 1;
    if (line[at] == '"') {
      end = closing_quote(line, begin, '"', escaped);
      out.value(begin, end, field(), escaped ? core::Encoding::kJson : core::Encoding::kPlain);
      return end;
    }
    for (end = begin; end < line.size(); ++end) {
      if (line[end] != '\'') continue;
      if (end + 1 >= line.size() || line[end + 1] != '\'') break;
      escaped = true;
      ++end;
    }
    end = std::min(end, line.size());
    out.value(begin, end, field(), escaped ? core::Encoding::kDoubled : core::Encoding::kPlain);
    return end;
  }

  /// {key: value, key: value} on one line, from behind its brace.
  template <class Out>
  void flow(std::string_view line, std::size_t at, Out& out) {
    if (!out.record_open()) begin_record(TableRegister::kTop, 0, out);
    if constexpr (!Out::kSilent) {
      while (at < line.size()) {
        at = skip_spaces(line, at);
        const YamlKey key = read_key(line, at);
        if (key.name.empty()) {
          at = std::min(line.find_first_of(",{}", at), line.size()) + 1;
          continue;
        }
        const std::size_t before = path_.size();
        path_ += '/';
        path_ += key.name;
        at = key.value;
        if (at < line.size() && line[at] != '{') {
          at = give_scalar(line, at, std::min(line.find_first_of(",}", at), line.size()), out);
        }
        path_.resize(before);
        at = std::min(line.find_first_of(",{}", at), line.size()) + 1;
      }
    }
  }

  template <class Out>
  void begin_record(TableRegister::Number table, std::size_t at, Out& out) {
    out.end_record(0);
    table_ = table;
    select(out);
    out.begin_record(rows_ ? 0 : at, tables_.next_record(table));
    valued_ = false;
  }

  template <class Out>
  void end_list(Out& out) {
    out.end_record(0);
    levels_.resize(std::min(levels_.size(), list_levels_));
    path_.resize(std::min(path_.size(), base_));
    list_ = kNoBlock;
    base_ = 0;
  }

  template <class Out>
  void end_document(Out& out) {
    out.end_record(0);
    levels_.clear();
    path_.clear();
    first_key_.clear();
    list_ = map_ = kNoBlock;
    base_ = 0;
    rows_ = false;
  }

  /// The key of the value, or the pointer to it.
  std::string_view field() const {
    const std::string_view path = std::string_view(path_).substr(std::min(base_, path_.size()));
    const bool nested = path.find('/', 1) != std::string_view::npos;
    return nested || path.empty() ? path : path.substr(1);
  }

  TableRegister tables_;
  TableRegister::Number table_ = TableRegister::kTop;
  TableRegister::Number list_table_ = TableRegister::kTop;
  std::vector<Level> levels_;
  std::string path_;
  std::string first_key_;         ///< Of the document.
  std::string pair_name_;         ///< What the "name" before a "value" says.
  std::size_t base_ = 0;          ///< Length of the path to the record's list.
  std::size_t list_levels_ = 0;   ///< How many levels hold that list.
  std::size_t list_ = kNoBlock;   ///< Where the items of the list stand whose items are records.
  std::size_t map_ = kNoBlock;    ///< Where the ids of the map stand whose members are records.
  std::size_t block_ = kNoBlock;  ///< Where the key of the open block scalar stands.
  std::size_t pair_column_ = kNoBlock;  ///< Where that "name" stands.
  bool valued_ = false;                 ///< The record has had a value.
  bool rows_ = false;                   ///< Keys are aligned to their colons.
};

/// Whether a value is that of a program or a style sheet.
bool ends_like_code(std::string_view line) {
  const char last = line[line.find_last_not_of(' ')];
  return std::string_view(",;({\\").find(last) != std::string_view::npos;
}

/// What the lines of a sample are.
struct YamlLines {
  std::size_t judged = 0, fitting = 0, keys = 0, items = 0, rules = 0, nested = 0, repeated = 0;
  std::size_t block = ~std::size_t{0};
  std::string_view first_key;
  bool others = false;    ///< Keys other than the first.
  bool open_key = false;  ///< The line before was a key without a value.

  void add(std::string_view line) {
    std::size_t at = skip_spaces(line, 0);
    if (at == line.size() || line[at] == '#') return;
    ++judged;
    if (block != ~std::size_t{0} && at > block) {
      ++fitting;
      return;
    }
    block = ~std::size_t{0};
    if (is_document_rule(line) || is_row_mark(line) || is_remark(line)) {
      ++rules;
      ++fitting;
      return;
    }
    const std::size_t indent = at;
    const bool item = is_item(line, at);
    while (is_item(line, at)) at = skip_spaces(line, at + 1);
    const YamlKey key = read_key(line, at);
    const bool flow = item && at < line.size() && line[at] == '{' && line.ends_with('}');
    if (item || !key.name.empty()) fitting += ends_like_code(line) ? 0 : 1;
    if (item && (flow || !key.name.empty())) ++items;
    if (!key.name.empty()) add_key(line, key, indent, item);
    keys += flow ? 1 : 0;
  }

 private:
  void add_key(std::string_view line, const YamlKey& key, std::size_t indent, bool item) {
    ++keys;
    if (open_key && indent > 0) ++nested;
    open_key = key.value >= line.size();
    if (is_block_mark(line.substr(key.value))) block = indent;
    if (first_key.empty()) {
      first_key = key.name;
    } else if (!item && key.name == first_key) {
      repeated += others ? 1 : 0;
    } else {
      others = true;
    }
  }
};

}  // namespace

std::unique_ptr<Parser> sniff_yaml(const Sample& sample) {
  const std::string_view first = sample.first_line();
  if (first.empty() || first.find('\t') != std::string_view::npos) return nullptr;
  if (first.find(':') == std::string_view::npos && first[0] != '#' && first[0] != '-' &&
      first[0] != '*' && first[0] != '=') {
    return nullptr;
  }
  YamlLines lines;
  for (const std::string_view line : sample.lines()) {
    lines.add(line);
    if (too_many(lines.judged - lines.fitting, 10, sample)) return nullptr;
  }
  if (lines.keys < 2 || lines.keys * 3 < lines.judged) return nullptr;
  const bool ordered = lines.items + lines.rules + lines.nested + lines.repeated > 0;
  if (!is_share(lines.fitting, lines.judged, ordered ? 90 : 100)) return nullptr;
  if (!ordered && lines.keys < 3) return nullptr;
  return line_parser(Yaml(), sample);
}

}  // namespace leaksift::structure
