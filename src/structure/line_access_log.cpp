#include "structure/line_access_log.h"

#include "structure/bytes.h"
#include "structure/line_fields.h"
#include "structure/line_machine.h"
#include "structure/line_words.h"
#include "structure/machine_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
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

/// Whether a number or a hyphen comes next: where the request holds a quote too many, its rest
/// would pass for a status. One byte decides, so that a line that is cut decides alike.
template <class Out>
bool number_follows(const WordReader<Out>& reader) {
  return is_digit(reader.next()) || reader.next() == '-';
}

/// Reads what every line has; returns whether more follows.
template <class Out>
bool read_words(WordReader<Out>& reader, bool vhost) {
  if (vhost && !reader.word(kVhost)) return false;
  if (!reader.word(kClient) || !reader.word(std::nullopt) || !reader.word(kUser)) return false;
  if (!reader.enclosed(']', kTime) || !reader.request(kPath)) return false;
  if (!number_follows(reader) || !reader.word(kStatus)) return false;
  if (!number_follows(reader) || !reader.word(kBytes) || !reader.url(kReferrer)) return false;
  return reader.enclosed('"', kAgent);
}

class AccessLog {
 public:
  explicit AccessLog(bool vhost) : vhost_(vhost) {}

  static std::string_view format() { return "access_log"; }
  template <class Out>
  void select(Out& out) const {
    out.select(heading());
  }

  static constexpr std::array kSigns = {'=', '{'};
  template <class Out>
  void line(std::string_view line, Out& out, LineSigns signs) {
    if (line.empty()) return;
    out.begin_record();
    if constexpr (Out::kSilent) return;
    WordReader<Out> reader(line, out);
    if (read_words(reader, vhost_)) FieldReader<Out>(line, signs, out).read(reader.offset());
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

std::unique_ptr<Parser> sniff_access_log(const Sample& sample) {
  const std::string_view prefix = sample.bytes();
  if (prefix.find("] \"") == std::string_view::npos) return nullptr;
  const std::vector<std::string_view>& lines = sample.lines();
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
