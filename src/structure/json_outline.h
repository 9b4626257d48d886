// JsonOutline: what else than arrays of objects is a table of a document, as its first bytes show.
#pragma once

#include "structure/cell_writer.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

class FieldJudge;

/// Exports of Firebase, of caches and of many APIs have {"users": {"-Nx1": {…}, "-Nx2": {…}}} where
/// others have an array. Such an object is a map: all of its members are objects, most of them of
/// the same keys, and their own keys are ids.
///
/// Results of queries and data frames have arrays of rows, {"columns": ["name", "ssn"], "data":
/// [["Ann", …], …]}: all elements are arrays of as many scalars.
///
/// Both stand outside of all records: in an array they would be parts of an element of it, and
/// beside the name of a person parts of what is known of that person.
///
/// Arrays of pairs, [{"name": "ssn", "value": …}, …], are lists of fields (pair_names.h).
///
/// Paths are pointers. Constant once built; shared by the copies of a machine.
class JsonOutline {
 public:
  /// The names of columns; none if they are not known.
  using Columns = std::vector<std::string>;

  bool empty() const { return size() == 0; }
  std::size_t size() const { return maps_.size() + tables_.size() + pairs_.size(); }
  /// Forgets what only a single document can have: of several, each is a record.
  void keep_pairs_alone() {
    maps_.clear();
    tables_.clear();
  }
  bool is_map(std::string_view path) const { return maps_.contains(path); }
  /// The columns of the array of rows that has this path; null if it is none.
  const Columns* columns_of(std::string_view path) const {
    const auto found = tables_.find(path);
    return found == tables_.end() ? nullptr : &found->second;
  }
  bool has_pairs() const { return !pairs_.empty(); }
  bool is_of_pairs(std::string_view path) const { return pairs_.contains(path); }

 private:
  friend class JsonOutlineBuilder;
  std::set<std::string, std::less<>> maps_;
  std::map<std::string, Columns, std::less<>> tables_;
  std::set<std::string, std::less<>> pairs_;
};

/// A sink of JsonMachine that finds them.
///
/// A map has at least kLeastMembers members, four in five of them with half of the keys of the
/// first one. Its ids have digits or an '@' in them, or are kManyMembers. Two are enough if the map
/// is called in the plural, and all members have half of the keys of the first one, two or more:
/// {"users": {"ann": …, "bob": …}}.
///
/// An array of rows has at least kLeastRows, or two with names. Nine in ten have as many scalars:
/// three or more, or two that have names. An array of names beside it, or of objects with a "name",
/// names the columns; else its first row does, where half of the second could not.
///
/// An array of pairs has at least two elements; nine in ten have a label and a value and little
/// else, and the judge knows one of the labels.
class JsonOutlineBuilder : public NoCells {
 public:
  static constexpr bool kOutlines = true;
  static constexpr std::size_t kLeastMembers = 4;
  static constexpr std::size_t kManyMembers = 64;
  static constexpr std::size_t kLeastRows = 3;

  /// The machine runs over `text`, which must outlive the builder, in one go. Without a `judge`
  /// no array is one of pairs.
  JsonOutlineBuilder(std::string_view text, const FieldJudge* judge) : text_(text), judge_(judge) {}

  /// Of the object that is open; `escaped`: it holds backslashes.
  void key(std::string_view key, bool escaped);
  void open(bool object);
  void close();
  void scalar();
  /// A scalar that is a cell: a string that is not empty, or a number.
  void value(std::int64_t begin, std::int64_t end, std::string_view pointer, core::Encoding);
  void reset() { levels_.clear(); }

  JsonOutline outline() const;

 private:
  using Keys = std::vector<std::uint64_t>;  ///< Hashes, at most kMostKeys.

  /// All objects of one path.
  struct Objects {
    std::size_t members = 0;
    std::size_t alike = 0;
    std::size_t ids = 0;
    bool others = false;  ///< Some member is no object.
    Keys first;           ///< The keys of the first member.

    /// `plural`: whether that is the form of what they are called.
    bool are_maps(bool plural) const;
  };

  /// All rows of one array.
  struct Rows {
    std::size_t count = 0;
    std::size_t width = 0;                      ///< Of the first row...
    std::size_t even = 0;                       ///< ...and so many more are as wide.
    bool others = false;                        ///< Some element is no row.
    std::array<JsonOutline::Columns, 2> first;  ///< The texts of the first two rows.

    bool are_table(bool named) const;
  };

  /// All elements of one array.
  struct Pairs {
    std::size_t count = 0;
    std::size_t labelled = 0;
    bool known = false;  ///< One of the labels is.

    bool are_pairs() const { return count > 1 && known && labelled * 10 >= count * 9; }
  };

  /// An open array or object.
  struct Level {
    std::string path;
    bool object = false;
    std::string key{};     ///< The latest...
    bool escaped = false;  ///< ...and whether it holds backslashes.
    Keys keys{};
    bool value = false;            ///< It is a value, wrapped as MongoDB does.
    std::size_t elements = 0;      ///< Of an array...
    bool nested = false;           ///< ...of which some are arrays or objects.
    JsonOutline::Columns texts{};  ///< Its cells, and the names of its objects; at most kMostKeys.
    std::string name{};            ///< The text of an object's "name".
    std::string label{};           ///< That of its first member that may be a label...
    bool labelled = false;         ///< ...and whether it has one that may be the value.
  };

  void add_member(const Level& object, const Level& member);
  void add_element(Level& array, const Level& element);
  void add_row(const Level& array, const Level& row);
  void add_pair(const Level& array, const Level& pair);
  JsonOutline::Columns names_of(const std::string& path, const Rows& rows) const;
  bool is_within_record(std::string_view path) const;
  static std::string with_ids_hidden(std::string path, const JsonOutline& outline);

  std::string_view text_;
  const FieldJudge* judge_;
  std::vector<Level> levels_;
  std::map<std::string, Objects> objects_;
  std::map<std::string, Rows> rows_;
  std::map<std::string, Pairs> pairs_;
  std::set<std::string, std::less<>> records_;  ///< Paths of objects that say something themselves.
  /// By the path of an object: the arrays of names in it.
  std::map<std::string, std::vector<JsonOutline::Columns>> headers_;
};

}  // namespace leaksift::structure
