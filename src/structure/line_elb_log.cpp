#include "structure/line_elb_log.h"

#include "structure/bytes.h"
#include "structure/line_machine.h"
#include "structure/line_words.h"
#include "structure/machine_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

namespace leaksift::structure {

namespace {

enum class Form : std::uint8_t { kText, kEndpoint, kRequest, kUrl };

struct Field {
  std::string_view name;
  Form form = Form::kText;
};

constexpr Field kFields[] = {
    {"type"},
    {"time"},
    {"elb"},
    {"client", Form::kEndpoint},
    {"target", Form::kEndpoint},
    {"request_processing_time"},
    {"target_processing_time"},
    {"response_processing_time"},
    {"elb_status_code"},
    {"target_status_code"},
    {"received_bytes"},
    {"sent_bytes"},
    {"path", Form::kRequest},
    {"agent"},
    {"ssl_cipher"},
    {"ssl_protocol"},
    {"target_group_arn"},
    {"trace_id"},
    {"domain_name"},
    {"chosen_cert_arn"},
    {"matched_rule_priority"},
    {"request_creation_time"},
    {"actions_executed"},
    {"redirect_url", Form::kUrl},
    {"error_reason"},
    {"target_port_list"},
    {"target_status_code_list"},
    {"classification"},
    {"classification_reason"},
    {"conn_trace_id"},
};

const SharedHeading& heading() {
  static const SharedHeading shared = [] {
    Heading heading;
    for (const Field& field : kFields) heading.names.emplace_back(field.name);
    return std::make_shared<const Heading>(std::move(heading));
  }();
  return shared;
}

template <class Out>
bool read_field(WordReader<Out>& reader, Form form, std::uint32_t column) {
  const bool quoted = reader.next() == '"';
  switch (form) {
    case Form::kEndpoint:
      return reader.endpoint(column);
    case Form::kRequest:
      return reader.request(column);
    case Form::kUrl:
      return quoted ? reader.url(column) : reader.word(column);
    default:
      return quoted ? reader.enclosed('"', column) : reader.word(column);
  }
}

class ElbLog {
 public:
  static std::string_view format() { return "elb_log"; }
  static char terminator() { return '\n'; }
  template <class Out>
  void select(Out& out) const {
    out.select(heading());
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty()) return;
    out.begin_record();
    if constexpr (!Out::kSilent) {
      WordReader<Out> reader(line, out);
      std::uint32_t column = is_digit(line[0]) ? 1 : 0;
      while (column < std::size(kFields) && read_field(reader, kFields[column].form, column)) {
        ++column;
      }
    }
  }
};

bool begins_with_time(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd.d";
  return text.size() > kForm.size() &&
         std::equal(kForm.begin(), kForm.end(), text.begin(),
                    [](char form, char c) { return form == 'd' ? is_digit(c) : form == c; });
}

/// Whether words up to the request, and no more, stand before the first quote.
bool is_entry(std::string_view line) {
  constexpr std::size_t kWordsFromTime = 11;
  if (line.empty()) return false;
  const bool classic = is_digit(line[0]);
  const std::size_t time = classic ? 0 : line.find(' ') + 1;
  if (!begins_with_time(line.substr(std::min(time, line.size())))) return false;
  const std::string_view front = line.substr(0, line.find('"'));
  const auto spaces = static_cast<std::size_t>(std::count(front.begin(), front.end(), ' '));
  return front.size() < line.size() && spaces == kWordsFromTime + (classic ? 0 : 1);
}

}  // namespace

std::unique_ptr<Parser> sniff_elb_log(const Sample& sample) {
  if (!is_entry(sample.first_line())) return nullptr;
  const std::vector<std::string_view>& lines = sample.lines();
  const auto entries =
      static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), is_entry));
  // One entry alone shows by the type of a request in front that it is none of another log.
  const std::size_t least = is_digit(sample.first_line()[0]) ? 2 : 1;
  if (entries < least || !is_share(entries, lines.size(), 60)) return nullptr;
  using Machine = LineMachine<ElbLog>;
  return std::make_unique<MachineParser<Machine>>(Machine(ElbLog(), bom_length(sample.bytes())));
}

}  // namespace leaksift::structure
