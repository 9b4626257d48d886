// Random JSON, read by the machine and by simdjson: the same cells.
#include "structure/decode.h"
#include "structure/read_cells.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

/// Writes random values: nested, with space, escapes and extended JSON. A key occurs once.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string object(int depth) {
    const std::size_t members = below(5);
    std::set<std::string> keys;
    std::string text = "{" + space();
    for (std::size_t i = 0; i < members; ++i) {
      const std::string key = pick(kKeys);
      if (!keys.insert(key).second) continue;
      if (keys.size() > 1) text += "," + space();
      text += "\"" + key + "\"" + space() + ":" + space() + value(depth + 1) + space();
    }
    return text + "}";
  }

  std::string array(int depth) {
    const std::size_t elements = below(20) == 0 ? 105 : below(5);
    std::string text = "[" + space();
    for (std::size_t i = 0; i < elements; ++i) {
      text += (i > 0 ? "," + space() : "") + value(elements > 100 ? 99 : depth + 1) + space();
    }
    return text + "]";
  }

  void allow_newlines(bool allowed) { newlines_ = allowed; }
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  using Choices = std::vector<std::string>;
  static inline const Choices kKeys = {"a",
                                       "name",
                                       "first/last",
                                       "m~n",
                                       "~1",
                                       "q\\\"t",
                                       "back\\\\slash",
                                       "\\u00e9",
                                       "$oid",
                                       "$date",
                                       "$id",
                                       "$numberLong",
                                       "a b\\n",
                                       "",
                                       "\xC3\xA9",
                                       "\\ud83d\\ude00",
                                       "items",
                                       "customer",
                                       "a",
                                       "$binary"};
  static inline const Choices kScalars = {
      "1",
      "-2.5",
      "1e3",
      "0",
      "-0.25E-2",
      "true",
      "false",
      "null",
      "\"\"",
      "\"text\"",
      "\"a \\\"quote\\\"\"",
      "\"\\u0041\\n\\\\\"",
      "\"{[,:]}\"",
      "\"\xC3\xA9\xE2\x82\xAC\"",
      "\"123-45-6789\"",
      "\"a long text that takes more than one vector, with \\\\ in it\""};

  const std::string& pick(const Choices& choices) { return choices[below(choices.size())]; }

  std::string space() {
    static constexpr std::string_view kSpaces[] = {"", "", "", " ", "\t ", "\n  ", "\r\n"};
    return std::string(kSpaces[below(newlines_ ? 7 : 5)]);
  }

  std::string value(int depth) {
    const std::size_t kind = depth > 6 ? 9 : below(10);
    if (kind < 2) return object(depth);
    if (kind < 4) return array(depth);
    return pick(kScalars);
  }

  std::mt19937 random_;
  bool newlines_ = false;
};

/// Walks what simdjson read and shows the cells as structure/json_stack.h defines them.
class Walker {
 public:
  void walk_document(std::string_view json) {
    Node top;
    walk(parser_.parse(json.data(), json.size()).value(), top, "", "");
  }
  const std::vector<std::string>& cells() const { return cells_; }

 private:
  using Element = simdjson::dom::element;
  struct Record {
    std::string table;
    std::uint64_t number = 0;
    std::size_t base = 0;
  };
  struct Node {
    Node* parent = nullptr;
    char kind = 'T';
    std::string path;
    std::string table;  ///< The path with '*' for indices.
    std::optional<Record> record;
  };

  void walk(Element element, Node& parent, const std::string& path, const std::string& table) {
    Node node{&parent, 'O', path, table, std::nullopt};
    if (element.is_object()) {
      walk_members(simdjson::dom::object(element), node);
    } else if (element.is_array()) {
      node.kind = 'A';
      std::uint32_t index = 0;
      for (const Element child : simdjson::dom::array(element)) {
        walk(child, node, path + (index > 99 ? "/*" : "/" + std::to_string(index)), table + "/*");
        ++index;
      }
    } else {
      scalar(element, parent, path);
    }
  }

  void walk_members(simdjson::dom::object object, Node& node) {
    bool first = true;
    const bool element = node.parent->kind == 'A';
    if (object.size() == 0 && node.parent->kind != 'O') make_record(node);
    for (const auto& [key, value] : object) {
      static const std::set<std::string_view> kWrappers = {"$oid", "$date", "$numberLong",
                                                           "$binary"};
      const bool wrapper = first && kWrappers.count(key) > 0 && node.parent->kind != 'T';
      if (first && node.parent->kind != 'O' && !(wrapper && element)) make_record(node);
      first = false;
      const std::string step = wrapper ? "" : "/" + escaped(key);
      walk(value, node, node.path + step, node.table + step);
    }
  }

  static std::string escaped(std::string_view key) {
    std::string step;
    for (const char c : key) step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return step;
  }

  void make_record(Node& node) {
    const bool top = node.parent == nullptr || node.parent->kind == 'T';
    const std::string table = top ? "" : node.parent->table;
    node.record = Record{table, ++numbers_[table], node.path.size()};
  }

  void scalar(Element element, Node& parent, const std::string& path) {
    if (!element.is_string() && !element.is_number()) return;
    Node* holder = &parent;
    while (holder != nullptr && !holder->record) holder = holder->parent;
    if (holder == nullptr) {
      holder = &parent;
      while (holder->kind == 'O') holder = holder->parent;
      make_record(*holder);
    }
    std::string value;
    if (element.is_string()) {
      value = std::string(std::string_view(element));
      if (value.empty()) return;
    } else {
      value = std::to_string(element.get_double().value());
    }
    const Record& record = *holder->record;
    cells_.push_back(record.table + "." + path.substr(record.base) + "=" + value + "#" +
                     std::to_string(record.number));
  }

  simdjson::dom::parser parser_;
  std::map<std::string, std::uint64_t> numbers_;
  std::vector<std::string> cells_;
};

/// What the machine finds, with values decoded.
std::vector<std::string> cells_of(std::string_view text) {
  core::RecordIndex index;
  sniff(text).index(text, index);
  std::vector<std::string> cells;
  Decoded decoded;
  for (const core::Cell& cell : index.cells) {
    const core::Column& column = index.columns.at(cell.column);
    const bool number = text[cell.begin - 1] != '"';
    decode(text.substr(cell.begin, cell.end - cell.begin), cell.encoding, decoded);
    std::string value(decoded.text());
    if (number) value = std::to_string(std::strtod(value.c_str(), nullptr));
    cells.push_back(column.table + "." + column.name + "=" + value + "#" +
                    std::to_string(index.records.at(cell.record).number));
  }
  return cells;
}

TEST(JsonOracle, FindsInDocumentsWhatSimdjsonFinds) {
  std::size_t compared = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Generator generator(seed);
    generator.allow_newlines(seed % 2 == 0);
    const std::string text = seed % 3 == 0 ? generator.array(0) : generator.object(0);
    if (!sniff(text).structured()) continue;
    Walker walker;
    walker.walk_document(text);
    ASSERT_EQ(cells_of(text), walker.cells()) << text;
    compared += walker.cells().size();
  }
  EXPECT_GT(compared, 10'000U);
}

TEST(JsonOracle, FindsInStreamsWhatSimdjsonFinds) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    Generator generator(seed);
    const bool lines = seed % 2 == 0;
    std::string text = "{\"first\":1}\n";
    Walker walker;
    walker.walk_document(text);
    for (int i = 0; i < 20; ++i) {
      generator.allow_newlines(!lines);
      const std::string value = generator.below(4) == 0 ? generator.array(0) : generator.object(0);
      walker.walk_document(value);
      text += value + (lines ? "\n" : "");
    }
    ASSERT_EQ(cells_of(text), walker.cells()) << text;
  }
}

}  // namespace
}  // namespace leaksift::structure
