#include "structure/line_log.h"

#include "base/ascii.h"
#include "structure/bytes.h"
#include "structure/line_bound_values.h"
#include "structure/line_fields.h"
#include "structure/line_pairs.h"
#include "structure/line_parser.h"
#include "structure/line_statement.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <iterator>
#include <vector>

namespace leaksift::structure {

namespace {

/// How an entry may begin; each is a bit, so that a log may have several.
enum Head : std::uint16_t {
  kNoHead = 0,
  kDateTime = 1,     ///< 2024-01-31T12:00, 2024/01/31 12:00
  kClockTime = 2,    ///< 12:00:00
  kDayFirst = 4,     ///< 31/Jan/2024:12:00, 01/31/2024 12:00, 1/31/24, 9:00 AM - (WhatsApp)
  kMonth = 8,        ///< Jan 31 12:00:00, RFC 3164
  kPriority = 16,    ///< <165>, RFC 5424
  kLevel = 32,       ///< INFO, [error]
  kInBrackets = 64,  ///< [2024-01-31 12:00, [   12.345678], [1/31/24, 9:00]
  kUnixTime = 128,   ///< 1700000000.123
  kLogfmt = 256,     ///< key=value
  kDevice = 512,     ///< CEF:0|, LEEF:1.0|: ArcSight's and QRadar's events
  kRequest = 1024,   ///< Started POST "/users": Rails
  kObject = 2048,    ///< JSON behind a key or a name: what consumers of queues print
};

bool is_at(std::string_view line, std::size_t at, char c) {
  return at < line.size() && line[at] == c;
}

bool is_digit_at(std::string_view line, std::size_t at) {
  return at < line.size() && is_digit(line[at]);
}

/// "12:00" at this offset.
bool is_clock_at(std::string_view line, std::size_t at) {
  return is_at(line, at + 2, ':') && is_digit(line[at]) && is_digit_at(line, at + 3);
}

/// 2024-01-31T12:00 at the front. Apart, because most lines of most logs begin so.
inline bool is_date_time(std::string_view line) {
  constexpr std::size_t kLength = 16;
  constexpr unsigned kDigits = 0b1101'1011'0110'1111;
  if (line.size() < kLength || digit_mask(line.data()) != kDigits) return false;
  const char dash = line[4];
  const char gap = line[10];
  return (dash == '-' || dash == '/') && line[7] == dash && line[13] == ':' &&
         (gap == 'T' || gap == ' ' || gap == '_');
}

/// Behind one or two digits at this offset; npos if none are there.
std::size_t behind_number(std::string_view line, std::size_t at) {
  if (!is_digit_at(line, at)) return std::string_view::npos;
  return is_digit_at(line, at + 1) ? at + 2 : at + 1;
}

/// "3/12/22, 9:15": how chats are exported, with or without zeros in front.
bool is_chat_time(std::string_view line) {
  const std::size_t day = behind_number(line, 0);
  if (day >= line.size() || std::string_view("/.-").find(line[day]) == std::string_view::npos) {
    return false;
  }
  const std::size_t month = behind_number(line, day + 1);
  if (!is_at(line, month, line[day])) return false;
  std::size_t year = behind_number(line, month + 1);
  if (is_digit_at(line, year)) year = behind_number(line, year);
  if (line.substr(std::min(year, line.size()), 2) != ", ") return false;
  const std::size_t hour = behind_number(line, year + 2);
  return is_at(line, hour, ':') && is_digit_at(line, hour + 1) && is_digit_at(line, hour + 2);
}

/// Who wrote a line of a chat, between its time and ": "; empty if that is told of none: "3/12/22,
/// 9:15 - Ann Lee: hello", "[3/12/22, 9:15:07 AM] Ann Lee: hello".
std::string_view sender_of(std::string_view line) {
  constexpr std::size_t kLongestTime = 32;
  constexpr std::size_t kLongestSender = 40;
  const bool in_brackets = line.starts_with('[');
  const std::string_view time = line.substr(in_brackets ? 1 : 0);
  if (!is_chat_time(time)) return {};
  const std::string_view gap = in_brackets ? "] " : " - ";
  const std::size_t end = time.substr(0, kLongestTime).find(gap);
  if (end == std::string_view::npos) return {};
  const std::string_view rest = time.substr(end + gap.size());
  const std::size_t colon = rest.substr(0, kLongestSender + 1).find(": ");
  return colon == std::string_view::npos ? std::string_view() : rest.substr(0, colon);
}

Head digits_head(std::string_view line) {
  if (is_date_time(line)) return kDateTime;
  if (is_at(line, 2, ':') && is_at(line, 5, ':') && is_clock_at(line, 0)) return kClockTime;
  if (is_at(line, 2, '/') || is_at(line, 2, '-') || is_at(line, 2, ' ') || is_at(line, 2, '.')) {
    // 31/01/2024 12:00 and 31/Jan/2024:12:00
    const bool digits = is_at(line, 5, line[2]) && is_clock_at(line, 11);
    const bool word = is_at(line, 6, line[2]) && is_clock_at(line, 12);
    if (digits || word) return kDayFirst;
  }
  if (is_chat_time(line) && line.find(" - ") != std::string_view::npos) return kDayFirst;
  constexpr std::size_t kSeconds = 10;
  const std::size_t length =
      static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_digit) - line.begin());
  const bool whole = length == kSeconds || length == kSeconds + 3;
  return whole && line[0] == '1' && (is_at(line, length, ' ') || is_at(line, length, '.'))
             ? kUnixTime
             : kNoHead;
}

/// The length of the word of ASCII letters at the front.
std::size_t word_length(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && to_lower(line[length]) >= 'a' && to_lower(line[length]) <= 'z') {
    ++length;
  }
  return length;
}

bool is_level(std::string_view word) {
  static constexpr std::string_view kLevels[] = {"trace", "debug",   "info",  "notice", "warn",
                                                 "error", "warning", "fatal", "severe", "critical"};
  return base::is_one_of_caseless(word, kLevels);
}

bool is_month(std::string_view word) {
  static constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};
  return base::is_one_of_caseless(word, kMonths);
}

bool is_weekday(std::string_view word) {
  static constexpr std::string_view kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  return base::is_one_of_caseless(word, kDays);
}

/// Whether a key and its '=' stand at the front.
bool begins_with_key(std::string_view line) {
  LinePair pair;
  const std::size_t equals = line.substr(0, kMaxPairKey + 1).find('=');
  return equals != std::string_view::npos && pair_at(line, equals, 0, pair) && pair.key_begin == 0;
}

Head word_head(std::string_view line) {
  const std::size_t length = word_length(line);
  const std::string_view word = line.substr(0, length);
  const char next = length < line.size() ? line[length] : '\n';
  if (length == 3 && next == ' ') {
    if (is_month(word) && is_clock_at(line, 7)) return kMonth;
    if (is_weekday(word) && is_month(line.substr(4, 3)) && is_at(line, 7, ' ')) return kMonth;
  }
  const bool device = word == "CEF" || word == "LEEF";
  if (device && next == ':' && is_digit_at(line, length + 1)) return kDevice;
  if (word == "Started" && next == ' ' && word_length(line.substr(length + 1)) > 2 &&
      line.find(" \"/") != std::string_view::npos) {
    return kRequest;
  }
  const bool upper = !word.empty() && to_lower(word[0]) != word[0];
  if (upper && (next == ' ' || next == ':' || next == '|') && is_level(word)) return kLevel;
  return kNoHead;
}

Head bracket_head(std::string_view line) {
  const std::string_view inner = line.substr(1);
  if (is_level(inner.substr(0, word_length(inner))) && is_at(inner, word_length(inner), ']')) {
    return kLevel;
  }
  const std::size_t begin = inner.find_first_not_of(' ');
  if (begin == std::string_view::npos) return kNoHead;
  const std::string_view time = inner.substr(begin);
  if (is_digit(time[0])) {
    // The time of a kernel: seconds since it began.
    const std::size_t length = static_cast<std::size_t>(
        std::find_if_not(time.begin(), time.end(), is_digit) - time.begin());
    const bool kernel =
        is_at(time, length, '.') && is_digit_at(time, length + 6) && is_at(time, length + 7, ']');
    return kernel || is_chat_time(time) || digits_head(time) != kNoHead ? kInBrackets : kNoHead;
  }
  return word_head(time) == kMonth ? kInBrackets : kNoHead;
}

Head time_head(std::string_view line) {
  if (line.empty()) return kNoHead;
  switch (line[0]) {
    case '<': {
      const std::size_t end = line.substr(0, 5).find('>');
      return end != std::string_view::npos && end > 1 && is_digit(line[1]) ? kPriority : kNoHead;
    }
    case '[':
      return bracket_head(line);
    default:
      return is_digit(line[0]) ? digits_head(line) : word_head(line);
  }
}

/// Whether an object of JSON begins near the front, and no pair before it.
bool has_object(std::string_view line) {
  constexpr std::size_t kLongestFront = 80;
  const std::string_view front = line.substr(0, kLongestFront);
  const std::size_t object = front.find("{\"");
  return object != std::string_view::npos && front.find('=') > object;
}

/// How `line` begins, if it begins an entry. Only what stands before the first '=' tells, so that
/// no pair can come before the answer.
Head entry_head(std::string_view line) {
  constexpr std::size_t kLongestHead = 40;
  if (line.empty() || is_space(line[0])) return kNoHead;
  const std::string_view front = line.substr(0, kLongestHead);
  const Head head = time_head(front.substr(0, front.find('=')));
  return head == kNoHead && begins_with_key(line) ? kLogfmt : head;
}

class Log {
 public:
  /// `heads`: the ways in which entries begin. `statements`: whether some hold SQL. `binds`:
  /// whether some hold values bound to it. `chat`: whether some say who wrote them.
  Log(std::uint16_t heads, bool statements, bool binds, bool chat)
      : heads_(heads), statements_(statements), binds_(binds), chat_(chat) {}

  static std::string_view format() { return "log"; }

  static constexpr std::array kSigns = {'=', '{'};
  template <class Out>
  void line(std::string_view line, Out& out, LineSigns signs) {
    Head head = is_date_time(line) ? kDateTime : entry_head(line);
    if (heads_ == kObject && has_object(line)) head = kObject;
    if (!out.record_open() || (head & heads_) != 0) out.begin_record();
    const std::size_t bound = binds_ ? BoundValues::find(line) : std::string_view::npos;
    if (binds_) bound_.follow(line.substr(0, bound));
    if constexpr (!Out::kSilent) read(line, bound, out, signs);
  }

 private:
  /// `bound`: where values bound to a statement begin, unless a value before them reaches further.
  template <class Out>
  void read(std::string_view line, std::size_t bound, Out& out, LineSigns signs) const {
    const std::size_t end = read_fields(line, bound, out, signs);
    if (bound == std::string_view::npos) return;
    bound_.read(line, bound, [&](std::size_t begin, std::size_t value_end, std::string_view name) {
      if (begin >= end) out.value(begin, value_end, name);
    });
  }

  /// What begins before `to`. Returns where it ends.
  template <class Out>
  std::size_t read_fields(std::string_view line, std::size_t to, Out& out, LineSigns signs) const {
    const std::string_view sender = chat_ ? sender_of(line) : std::string_view();
    if (!sender.empty()) {
      const auto begin = static_cast<std::size_t>(sender.data() - line.data());
      out.value(begin, begin + sender.size(), "chat sender");
    }
    FieldReader<Out> fields(line, signs, out);
    std::size_t statement = statements_ ? find_statement(line) : std::string_view::npos;
    if (statement >= to) statement = std::string_view::npos;
    const std::size_t end = fields.read(0, std::min(statement, to));
    if (statement == std::string_view::npos) return end;
    if (end <= statement) return read_statement(line, statement, to, out);
    return fields.read(end, to);  // It is a part of a value.
  }

  std::uint16_t heads_;
  bool statements_;
  bool binds_;
  bool chat_;
  BoundValues bound_;
};

std::size_t count_pairs(std::string_view line) {
  std::size_t pairs = 0;
  each_pair(line, 0, line.size(), [&pairs](const LinePair&) { ++pairs; });
  return pairs;
}

bool is_class_name_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '$';
}

/// Whether a line goes on with an entry: it is indented, or belongs to the trace of an exception in
/// Java, .NET or Python ("java.io.IOException: no file", "Traceback (most recent call last):").
bool continues_entry(std::string_view line) {
  if (is_space(line[0])) return true;
  constexpr std::string_view kFronts[] = {
      "Caused by:",         "Suppressed:",         "Traceback (",
      "During handling of", "The above exception", "--- End of"};
  for (const std::string_view front : kFronts) {
    if (line.starts_with(front)) return true;
  }
  const auto end = std::find_if_not(line.begin(), line.end(), is_class_name_byte);
  const std::string_view word(line.data(), static_cast<std::size_t>(end - line.begin()));
  return word.ends_with("Exception") || word.ends_with("Error") || word.ends_with("Throwable");
}

/// How often each way to begin occurs in a sample.
struct HeadCounts {
  std::array<std::size_t, 16> lines{};
  std::size_t entries = 0;
  std::size_t judged = 0;   ///< Lines that should begin an entry.
  std::size_t objects = 0;  ///< Lines with an object of JSON at their end.
  std::size_t timed = 0;    ///< Entries that begin with their time.
  bool begins = false;      ///< The first line is one of those.

  explicit HeadCounts(const Sample& sample) {
    for (const std::string_view line : sample.lines()) {
      if (continues_entry(line) || line[0] == '#') continue;
      if (!begins && too_many(judged - entries, 40, sample)) return;
      ++judged;
      objects += has_object(line) && line.back() == '}' ? 1 : 0;
      const Head head = entry_head(line);
      if (head == kNoHead || (head == kLogfmt && count_pairs(line) < 2)) continue;
      ++entries;
      constexpr unsigned kTimes =
          kDateTime | kDayFirst | kMonth | kPriority | kInBrackets | kRequest;
      if ((head & kTimes) != 0) {
        ++timed;
        begins = begins || judged == 1;
      }
      ++lines[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(head)))];
    }
  }

  /// Those by which entries begin, and not only a line of one here and there.
  std::uint16_t common() const {
    if (entries == 0) return kObject;
    std::uint16_t heads = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i] * 20 > entries) heads |= static_cast<std::uint16_t>(1U << i);
    }
    return heads;
  }
};

}  // namespace

std::unique_ptr<Parser> sniff_log(const Sample& sample) {
  const HeadCounts heads(sample);
  // Entries of several lines: statements, messages.
  const bool long_entries =
      heads.begins && heads.timed > 1 && is_share(heads.timed, heads.judged, 20);
  const bool short_entries = heads.entries > 1 && is_share(heads.entries, heads.judged, 60);
  const bool objects =
      heads.entries == 0 && heads.objects > 1 && is_share(heads.objects, heads.judged, 80);
  if (!long_entries && !short_entries && !objects) return nullptr;
  const std::vector<std::string_view>& lines = sample.lines();
  // Whether a line begins an entry must show before its first value, and an object may stand behind
  // those of a statement.
  const bool statements =
      !objects && std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
        return find_statement(line) != std::string_view::npos;
      });
  const bool binds = std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    return BoundValues::find(line) != std::string_view::npos;
  });
  const bool chat = std::any_of(lines.begin(), lines.end(),
                                [](std::string_view line) { return !sender_of(line).empty(); });
  return line_parser(Log(heads.common(), statements, binds, chat), sample);
}

}  // namespace leaksift::structure
