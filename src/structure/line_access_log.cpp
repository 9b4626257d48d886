#include "structure/line_access_log.h"

#include "structure/bytes.h"
#include "structure/line_machine.h"
#include "structure/line_pairs.h"
#include "structure/line_sample.h"
#include "structure/machine_parser.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leaksift::structure {

namespace {

enum Column : std::uint32_t {
  kVhost,
  kClient,
  kUser,
  kTime,
  kPath,
  kStatus,
  kBytes,
  kReferrer,
  kAgent
};

const SharedHeading& heading() {
  static const SharedHeading shared = std::make_shared<const Heading>(Heading{
      "", {"vhost", "client", "user", "time", "path", "status", "bytes", "referrer", "agent"}});
  return shared;
}

/// The words before the time: client, ident and user, and perhaps the virtual host before them.
constexpr std::size_t kWords = 3;

std::size_t word_end(std::string_view line, std::size_t at) {
  return std::min(line.find(' ', at), line.size());
}

/// Reads one line from left to right. Nothing that follows changes what was given.
template <class Out>
class LineReader {
 public:
  LineReader(std::string_view line, Out& out) : line_(line), out_(out) {}

  void read(bool vhost) {
    if (vhost && !word(kVhost)) return;
    if (!word(kClient) || !word(std::nullopt) || !word(kUser) || !enclosed(']', kTime)) return;
    if (!request() || !number_follows() || !word(kStatus)) return;
    if (!number_follows() || !word(kBytes) || !referrer()) return;
    if (enclosed('"', kAgent)) rest();
  }

 private:
  bool ended() const { return at_ >= line_.size(); }

  void give(std::size_t begin, std::size_t end, std::uint32_t column) {
    if (end - begin == 1 && line_[begin] == '-') return;
    out_.cell(begin, end, column);
  }

  /// The next word and the space behind it.
  bool word(std::optional<std::uint32_t> column) {
    const std::size_t begin = at_;
    const std::size_t end = word_end(line_, begin);
    if (column) give(begin, end, *column);
    at_ = end + 1;
    return !ended();
  }

  /// Whether a number or a hyphen comes next: where the request holds a quote too many, its rest
  /// would pass for a status. One byte decides, so that a line that is cut decides alike.
  bool number_follows() const { return is_digit(line_[at_]) || line_[at_] == '-'; }

  /// What stands in brackets or quotes, and the space behind them.
  bool enclosed(char closing, std::uint32_t column) {
    if (ended() || line_[at_] != (closing == ']' ? '[' : closing)) return false;
    bool escaped = false;
    const std::size_t begin = at_ + 1;
    const std::size_t end = closing_quote(line_, begin, closing, escaped);
    give(begin, end, column);
    at_ = end + 2;
    return !ended();
  }

  bool request() {
    if (ended() || line_[at_] != '"') return false;
    bool escaped = false;
    const std::size_t begin = at_ + 1;
    const std::size_t end = closing_quote(line_, begin, '"', escaped);
    const std::size_t target = std::min(word_end(line_, begin) + 1, end);
    url(target, std::min(word_end(line_, target), end), kPath);
    at_ = end + 2;
    return !ended();
  }

  bool referrer() {
    if (line_[at_] != '"') return false;
    bool escaped = false;
    const std::size_t begin = at_ + 1;
    const std::size_t end = closing_quote(line_, begin, '"', escaped);
    url(begin, end, kReferrer);
    at_ = end + 2;
    return !ended();
  }

  /// A URL at bytes [begin, end): what stands before its query is of this column.
  void url(std::size_t begin, std::size_t end, std::uint32_t column) {
    const std::string_view part = line_.substr(0, end);
    const std::size_t query = std::min(part.find('?', begin), end);
    give(begin, query, column);
    for (std::size_t at = query + 1; at < end;) {
      const std::size_t stop = std::min(part.find_first_of("&;#", at), end);
      const std::size_t equals = part.substr(0, stop).find('=', at);
      if (equals != std::string_view::npos && equals - at <= kMaxPairKey) {
        name_.replace(kPrefix.size(), std::string::npos, part.substr(at, equals - at));
        out_.value(equals + 1, stop, name_,
                   query_encoding(part.substr(equals + 1, stop - equals - 1)));
      }
      if (stop < end && part[stop] == '#') return;
      at = stop + 1;
    }
  }

  void rest() {
    each_pair(line_, at_, line_.size(), [this](const LinePair& pair) {
      out_.value(pair.begin, pair.end, line_.substr(pair.key_begin, pair.key_end - pair.key_begin),
                 pair.encoding);
    });
  }

  static constexpr std::string_view kPrefix = "query.";
  std::string_view line_;
  Out& out_;
  std::size_t at_ = 0;
  std::string name_{kPrefix};
};

class AccessLog {
 public:
  explicit AccessLog(bool vhost) : vhost_(vhost) {}

  static std::string_view format() { return "access_log"; }
  static char terminator() { return '\n'; }
  template <class Out>
  void select(Out& out) const {
    out.select(heading());
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty()) return;
    out.begin_record();
    if constexpr (!Out::kSilent) LineReader<Out>(line, out).read(vhost_);
  }

 private:
  bool vhost_;
};

/// How many words stand before the time of an access log's line; 0 if it is none.
std::size_t words_before_time(std::string_view line) {
  const std::size_t bracket = line.find(" [");
  if (bracket == std::string_view::npos) return 0;
  const std::string_view time = line.substr(bracket + 2);
  constexpr std::string_view kForm = "dd/Mmm/dddd:dd:dd:dd";
  if (time.size() < kForm.size()) return 0;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = kForm[i] == 'd';
    const bool letter = kForm[i] == 'M' || kForm[i] == 'm';
    const bool fits = digit ? is_digit(time[i]) : letter ? is_letter(time[i]) : time[i] == kForm[i];
    if (!fits) return 0;
  }
  const std::size_t end = time.find("] ");
  if (end == std::string_view::npos || !time.substr(end).starts_with("] \"")) return 0;
  const auto spaces =
      std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(bracket), ' ');
  return static_cast<std::size_t>(spaces) + 1;
}

}  // namespace

std::unique_ptr<Parser> sniff_access_log(std::string_view prefix, bool complete) {
  if (prefix.find("] \"") == std::string_view::npos) return nullptr;
  const std::vector<std::string_view> lines = sample_lines(prefix, complete);
  std::size_t plain = 0;
  std::size_t vhost = 0;
  for (const std::string_view line : lines) {
    const std::size_t words = words_before_time(line);
    if (words == kWords) ++plain;
    if (words == kWords + 1) ++vhost;
  }
  if (plain + vhost < 2 || !is_share(std::max(plain, vhost), lines.size(), 60)) return nullptr;
  using Machine = LineMachine<AccessLog>;
  return std::make_unique<MachineParser<Machine>>(
      Machine(AccessLog(vhost > plain), bom_length(prefix)));
}

}  // namespace leaksift::structure
