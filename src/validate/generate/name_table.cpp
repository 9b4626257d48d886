// leaksift_name_table FOLDER OUTPUT: compiles the lists of patterns/names into the table that
// name_tokens.cpp includes. Run by the build; says what is wrong with a list, as FILE:LINE.
#include "validate/name_hash.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::validate {
namespace {

using Classes = std::array<std::uint8_t, 3>;  // as given name, surname, word
using Keys = std::map<std::string, Classes>;

constexpr std::array<std::string_view, 3> kFiles = {"given.txt", "surnames.txt", "words.txt"};
constexpr std::size_t kKeysOfBucket = 4;
constexpr std::uint32_t kMostSeeds = 0x10000;

void read_list(const std::filesystem::path& file, std::size_t list, Keys& keys) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::size_t tab = line.find('\t');
    if (tab == 0 || tab > kLongestNameToken || tab + 2 != line.size() || line[tab + 1] < '1' ||
        line[tab + 1] > '9') {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) +
                               ": expected a token, a tab and a class from 1 to 9");
    }
    keys[line.substr(0, tab)][list] = static_cast<std::uint8_t>(line[tab + 1] - '0');
  }
}

// Keys are no longer than read_list lets them be.
std::uint64_t hash_of(std::string_view key) {
  PaddedName padded{};
  std::ranges::copy(key, padded.begin());
  return hash_of_name(padded, key.size());
}

struct Table {
  std::vector<std::uint32_t> seeds;
  std::vector<std::uint32_t> slots;
  std::string pool;
};

// Appends an entry of the pool and returns the slot for it.
std::uint32_t add_entry(std::string_view key, const Classes& classes, std::string& pool) {
  const std::size_t offset = pool.size();
  if (offset >> kOffsetBits != 0) throw std::runtime_error("the lists are too long for a slot");
  pool.push_back(static_cast<char>(key.size()));
  pool.append(classes.begin(), classes.end());
  pool.append(key);
  return fingerprint_of(hash_of(key)) << kOffsetBits | static_cast<std::uint32_t>(offset);
}

// The slots of the keys with a seed, unless one is taken or two keys want the same.
std::optional<std::vector<std::uint32_t>> places(const std::vector<std::uint64_t>& hashes,
                                                 std::uint32_t seed, const Table& table) {
  std::vector<std::uint32_t> result;
  for (std::uint64_t hash : hashes) {
    const std::uint32_t slot = slot_of(hash, seed, static_cast<std::uint32_t>(table.slots.size()));
    if (table.slots[slot] != kEmptySlot || std::ranges::find(result, slot) != result.end()) {
      return std::nullopt;
    }
    result.push_back(slot);
  }
  return result;
}

// The largest buckets first, while there is most room.
std::vector<std::size_t> order_of(
    const std::vector<std::vector<const Keys::value_type*>>& buckets) {
  std::vector<std::size_t> order(buckets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return buckets[a].size() > buckets[b].size(); });
  return order;
}

Table compile(const Keys& keys) {
  Table table;
  table.seeds.resize(keys.size() / kKeysOfBucket + 1);
  table.slots.assign(keys.size() + keys.size() / 32 + 1, kEmptySlot);
  const auto seed_count = static_cast<std::uint32_t>(table.seeds.size());
  std::vector<std::vector<const Keys::value_type*>> buckets(seed_count);
  for (const auto& entry : keys) {
    buckets[scaled(hash_of(entry.first), seed_count)].push_back(&entry);
  }
  for (std::size_t bucket : order_of(buckets)) {
    std::vector<std::uint64_t> hashes;
    for (const auto* entry : buckets[bucket]) hashes.push_back(hash_of(entry->first));
    std::uint32_t seed = 0;
    auto found = places(hashes, seed, table);
    while (!found && ++seed < kMostSeeds) found = places(hashes, seed, table);
    if (!found) throw std::runtime_error("no seed fits a bucket: change the size of buckets");
    table.seeds[bucket] = seed;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      const auto& [key, classes] = *buckets[bucket][i];
      table.slots[(*found)[i]] = add_entry(key, classes, table.pool);
    }
  }
  return table;
}

void write_numbers(std::ofstream& out, std::string_view type, std::string_view name,
                   const std::vector<std::uint32_t>& numbers) {
  out << "constexpr std::array<" << type << ", " << numbers.size() << "> " << name << " = {";
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    out << (i % 16 == 0 ? "\n" : "") << numbers[i] << "U,";
  }
  out << "};\n";
}

// As string literals, which compilers read fast; in octal, whose length is bounded.
void write_pool(std::ofstream& out, std::string_view pool) {
  out << "constexpr char kPool[] =";
  for (std::size_t i = 0; i < pool.size(); ++i) {
    if (i % 64 == 0) out << (i == 0 ? "\n\"" : "\"\n\"");
    const char c = pool[i];
    std::array<char, 8> text{};
    const bool plain = (c >= 'a' && c <= 'z');
    std::snprintf(text.data(), text.size(), plain ? "%c" : "\\%03o",
                  static_cast<unsigned>(static_cast<unsigned char>(c)));
    out << text.data();
  }
  out << "\";\n";
}

void generate(const std::filesystem::path& folder, const std::filesystem::path& output) {
  Keys keys;
  for (std::size_t list = 0; list < kFiles.size(); ++list) {
    read_list(folder / kFiles[list], list, keys);
  }
  const Table table = compile(keys);
  std::ofstream out(output);
  out << "// Made by leaksift_name_table of patterns/names.\n";
  write_numbers(out, "std::uint16_t", "kSeeds", table.seeds);
  write_numbers(out, "std::uint32_t", "kSlots", table.slots);
  write_pool(out, table.pool);
  out.close();
  if (!out) throw std::runtime_error("cannot write " + output.string());
}

}  // namespace
}  // namespace leaksift::validate

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: leaksift_name_table FOLDER OUTPUT\n", stderr);
    return 2;
  }
  try {
    leaksift::validate::generate(arguments[1], arguments[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "leaksift_name_table: %s\n", error.what());
    return 1;
  }
  return 0;
}
