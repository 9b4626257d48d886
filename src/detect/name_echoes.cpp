#include "detect/name_echoes.h"

#include "base/ascii.h"
#include "validate/plain_letters.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <utility>

namespace leaksift::detect {
namespace {

constexpr std::size_t kLongestValue = 48;
constexpr std::size_t kMostWords = 4;
constexpr std::size_t kMostRows = 256;
/// Shorter words stand in addresses by chance.
constexpr std::size_t kLeastWord = 3;
/// Cells from one part of a name to the other: a middle name may stand between them.
constexpr std::size_t kFarthest = 2;
/// Votes: of an address that holds both parts, of one with an initial or the surname first, and
/// what is asked for.
constexpr std::size_t kBoth = 2;
constexpr std::size_t kInitial = 1;
constexpr std::size_t kLeastVotes = 2;
constexpr double kLeastShare = 0.6;

/// How one column, or two as given name and surname, fare.
struct Votes {
  std::size_t rows = 0;
  std::size_t held = 0;
  std::size_t sum = 0;

  void add(std::size_t vote) {
    ++rows;
    held += vote != 0 ? 1 : 0;
    sum += vote;
  }
  bool carried() const {
    return sum >= kLeastVotes &&
           static_cast<double>(held) >= kLeastShare * static_cast<double>(rows);
  }
};

/// Small letters without marks, "ue" as "u"; other bytes are left out.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : validate::without_marks(text)) {
    const char letter = base::to_lower(c);
    if (!base::is_lower(letter)) continue;
    const char last = letters.empty() ? 'x' : letters.back();
    const bool umlaut = letter == 'e' && (last == 'a' || last == 'o' || last == 'u');
    if (!umlaut) letters += letter;
  }
  return letters;
}

/// The words of a value that is made of words alone, as letters_of has them; else none.
std::vector<std::string> words_of(std::string_view value) {
  std::vector<std::string> words;
  const auto is_of_name = [](char c) {
    return base::is_text_letter(c) || c == ' ' || c == '-' || c == '\'' || c == '.';
  };
  if (value.size() > kLongestValue || !std::all_of(value.begin(), value.end(), is_of_name)) {
    return words;
  }
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find(' ', at), value.size());
    std::string word = letters_of(value.substr(at, end - at));
    if (!word.empty()) words.push_back(std::move(word));
    at = end + 1;
  }
  if (words.size() > kMostWords) words.clear();
  return words;
}

/// What stands before the '@' of a value that is an address, as letters_of has it; else empty.
std::string local_letters(std::string_view value) {
  const std::size_t at = value.find('@');
  if (at == std::string_view::npos || value.find_first_of(" ,;/:") != std::string_view::npos) {
    return {};
  }
  if (value.find('.', at) == std::string_view::npos) return {};
  return letters_of(value.substr(0, at));
}

std::size_t vote(const std::string& local, const std::string& given, const std::string& surname) {
  if (surname.size() < kLeastWord || given.empty()) return 0;
  const std::size_t at = local.find(surname);
  if (at == std::string::npos || local.size() == surname.size()) return 0;
  const std::string rest = local.substr(0, at) + local.substr(at + surname.size());
  // In "peter.miller" Miller is the surname: the other way round counts less.
  const bool holds_given = given.size() >= kLeastWord && rest.find(given) != std::string::npos;
  if (holds_given) return at != 0 ? kBoth : kInitial;
  return rest.front() == given.front() && rest.size() <= 2 ? kInitial : 0;
}

std::size_t vote_whole(const std::string& local, const std::vector<std::string>& words) {
  if (words.size() < 2) return 0;
  return std::max(vote(local, words.front(), words.back()),
                  vote(local, words.back(), words.front()));
}

class Ballot {
 public:
  Ballot(std::string_view text, const core::RecordIndex& records, const std::vector<bool>& open)
      : text_(text), records_(records), open_(open) {}

  void count_row(std::span<const core::Cell> cells) {
    std::string local;
    for (const core::Cell& cell : cells) {
      if (local.empty() && cell.encoding == core::Encoding::kPlain) local = local_letters(of(cell));
    }
    if (local.empty()) return;
    std::vector<std::pair<std::uint32_t, std::vector<std::string>>> row;
    for (const core::Cell& cell : cells) {
      const bool asked = open_[cell.column] && cell.encoding == core::Encoding::kPlain;
      row.emplace_back(cell.column, asked ? words_of(of(cell)) : std::vector<std::string>());
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].second.empty()) continue;
      whole_[row[i].first].add(vote_whole(local, row[i].second));
      const std::size_t end = std::min(row.size(), i + kFarthest + 1);
      for (std::size_t j = i - std::min(i, kFarthest); j < end; ++j) {
        if (j == i || row[j].second.empty()) continue;
        pairs_[{row[i].first, row[j].first}].add(
            vote(local, row[i].second.front(), joined(row[j].second)));
      }
    }
  }

  NameFields result() const {
    NameFields fields(records_.columns.size());
    for (const auto& [column, votes] : whole_) {
      if (votes.carried()) fields[column] = NameField::kFull;
    }
    // The clearest pairs first, so that "peter.miller" is no name of Miller Peter.
    std::vector<std::pair<std::size_t, std::pair<std::uint32_t, std::uint32_t>>> ranked;
    for (const auto& [pair, votes] : pairs_) {
      if (votes.carried()) ranked.emplace_back(votes.sum, pair);
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [sum, pair] : ranked) {
      if (fields[pair.first] || fields[pair.second]) continue;
      fields[pair.first] = NameField::kGiven;
      fields[pair.second] = NameField::kFamily;
    }
    return fields;
  }

 private:
  std::string_view of(const core::Cell& cell) const {
    std::string_view value = text_.substr(cell.begin, cell.end - cell.begin);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
    return value;
  }
  static std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += word;
    return all;
  }

  std::string_view text_;
  const core::RecordIndex& records_;
  const std::vector<bool>& open_;
  std::map<std::uint32_t, Votes> whole_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Votes> pairs_;
};

}  // namespace

bool echoes_name(std::string_view local, std::string_view given, std::string_view surname) {
  const std::string letters = letters_of(local);
  const std::string first = letters_of(given);
  const std::string last = letters_of(surname);
  return vote(letters, first, last) != 0 || vote(letters, last, first) != 0;
}

NameFields echoed_names(std::string_view text, const core::RecordIndex& records,
                        const std::vector<bool>& open) {
  Ballot ballot(text, records, open);
  const std::span<const core::Cell> cells(records.cells);
  std::size_t rows = 0;
  for (std::size_t begin = 0; begin < cells.size() && rows < kMostRows; ++rows) {
    std::size_t end = begin + 1;
    while (end < cells.size() && cells[end].record == cells[begin].record) ++end;
    ballot.count_row(cells.subspan(begin, end - begin));
    begin = end;
  }
  return ballot.result();
}

}  // namespace leaksift::detect
