// JsonOutline: which objects of a document are tables of records under their ids, as its first
// bytes show.
#pragma once

#include "structure/cell_writer.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {

/// Exports of Firebase, of caches and of many APIs have {"users": {"-Nx1": {…}, "-Nx2": {…}}} where
/// others have an array. Such an object is a map: all of its members are objects, most of them of
/// the same keys, and their own keys are ids. Constant once built; shared by the copies of a
/// machine.
class JsonOutline {
 public:
  bool empty() const { return maps_.empty(); }
  std::size_t size() const { return maps_.size(); }
  /// Whether the object with this pointer, with '*' for the indices of arrays and the ids of maps,
  /// is a map.
  bool is_map(std::string_view path) const { return maps_.contains(path); }

 private:
  friend class JsonOutlineBuilder;
  std::set<std::string, std::less<>> maps_;
};

/// A sink of JsonMachine that finds the maps. A map has at least kLeastMembers members, nine tenths
/// of them with keys of their own where there are several such objects, and four in five with half
/// of the keys of the first one. Its ids have digits or an '@' in them, or are kManyMembers.
class JsonOutlineBuilder : public NoCells {
 public:
  static constexpr bool kOutlines = true;
  static constexpr std::size_t kLeastMembers = 4;
  static constexpr std::size_t kManyMembers = 64;

  /// `known` holds the maps that were found before: what is in them can only be told now.
  explicit JsonOutlineBuilder(const JsonOutline& known) : known_(known) {}

  /// Of the object that is open; `escaped`: it holds backslashes.
  void key(std::string_view key, bool escaped);
  void open(bool object);
  void close();
  void scalar();
  void reset() { levels_.clear(); }

  /// What is known and what was found.
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
    std::set<std::uint64_t> distinct;

    bool are_maps() const;
  };

  /// An open array or object.
  struct Level {
    std::string path;
    bool object = false;
    bool map = false;
    std::string key{};     ///< The latest...
    bool escaped = false;  ///< ...and whether it holds backslashes.
    Keys keys{};
    bool value = false;  ///< It is a value, wrapped as MongoDB does.
  };

  void add_member(const Level& object, const Level& member);

  const JsonOutline& known_;
  std::vector<Level> levels_;
  std::map<std::string, Objects> objects_;
};

}  // namespace leaksift::structure
