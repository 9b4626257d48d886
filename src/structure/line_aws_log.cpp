#include "structure/line_aws_log.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/line_words.h"
#include "structure/sample.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::structure {

namespace {

enum class AwsForm : std::uint8_t { kText, kEndpoint, kRequest, kUrl, kTime };

struct AwsField {
  std::string_view name;
  AwsForm form = AwsForm::kText;
};

/// Of load balancers; a Classic Load Balancer's entries begin with the time.
constexpr AwsField kBalancerFields[] = {
    {"type"},
    {"time"},
    {"elb"},
    {"client", AwsForm::kEndpoint},
    {"target", AwsForm::kEndpoint},
    {"request_processing_time"},
    {"target_processing_time"},
    {"response_processing_time"},
    {"elb_status_code"},
    {"target_status_code"},
    {"received_bytes"},
    {"sent_bytes"},
    {"path", AwsForm::kRequest},
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
    {"redirect_url", AwsForm::kUrl},
    {"error_reason"},
    {"target_port_list"},
    {"target_status_code_list"},
    {"classification"},
    {"classification_reason"},
    {"conn_trace_id"},
};

/// Of S3 ("Amazon S3 server access log format", AWS).
constexpr AwsField kStorageFields[] = {
    {"bucket_owner"},
    {"bucket"},
    {"time", AwsForm::kTime},
    {"client"},
    {"requester"},
    {"request_id"},
    {"operation"},
    {"key"},
    {"path", AwsForm::kRequest},
    {"status"},
    {"error_code"},
    {"bytes_sent"},
    {"object_size"},
    {"total_time"},
    {"turn_around_time"},
    {"referrer", AwsForm::kUrl},
    {"agent"},
    {"version_id"},
    {"host_id"},
    {"signature_version"},
    {"cipher_suite"},
    {"authentication_type"},
    {"host_header"},
    {"tls_version"},
    {"access_point_arn"},
    {"acl_required"},
};

SharedHeading aws_heading(std::span<const AwsField> fields) {
  Heading heading;
  for (const AwsField& field : fields) heading.names.emplace_back(field.name);
  return std::make_shared<const Heading>(std::move(heading));
}

bool begins_with_time(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd.d";
  return text.size() > kForm.size() &&
         std::equal(kForm.begin(), kForm.end(), text.begin(),
                    [](char form, char c) { return form == 'd' ? is_digit(c) : form == c; });
}

template <class Out>
bool read_field(WordReader<Out>& reader, AwsForm form, std::uint32_t column) {
  const bool quoted = reader.next() == '"';
  switch (form) {
    case AwsForm::kTime:
      return reader.enclosed(']', column);
    case AwsForm::kEndpoint:
      return reader.endpoint(column);
    case AwsForm::kRequest:
      return reader.request(column);
    case AwsForm::kUrl:
      return quoted ? reader.url(column) : reader.word(column);
    default:
      return quoted ? reader.enclosed('"', column) : reader.word(column);
  }
}

class AwsLog {
 public:
  AwsLog(std::string_view format, std::span<const AwsField> fields)
      : format_(format), fields_(fields), heading_(aws_heading(fields)) {}

  std::string_view format() const { return format_; }
  template <class Out>
  void select(Out& out) const {
    out.select(heading_);
  }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty()) return;
    out.begin_record();
    if constexpr (!Out::kSilent) {
      WordReader<Out> reader(line, out);
      const bool untyped = fields_.data() == kBalancerFields && is_digit(line[0]);
      std::uint32_t column = untyped ? 1 : 0;
      while (column < fields_.size() && read_field(reader, fields_[column].form, column)) {
        ++column;
      }
    }
  }

 private:
  std::string_view format_;           ///< Static.
  std::span<const AwsField> fields_;  ///< Static.
  SharedHeading heading_;
};

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

/// The id of the bucket's owner, the bucket and the time.
bool is_storage_entry(std::string_view line) {
  constexpr std::size_t kOwner = 64;
  constexpr std::string_view kTime = " [dd/";
  if (line.size() < kOwner || line.find(' ') != kOwner) return false;
  const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  if (!std::all_of(line.begin(), line.begin() + kOwner, is_hex)) return false;
  const std::size_t time = line.find(' ', kOwner + 1);
  return time != line.npos && time + kTime.size() < line.size() && line[time + 1] == '[' &&
         is_digit(line[time + 2]) && line[time + 4] == '/';
}

std::unique_ptr<Parser> aws_parser(const Sample& sample, const AwsLog& log) {
  return line_parser(log, sample);
}

}  // namespace

std::unique_ptr<Parser> sniff_aws_log(const Sample& sample) {
  const bool storage = is_storage_entry(sample.first_line());
  if (!storage && !is_entry(sample.first_line())) return nullptr;
  const std::vector<std::string_view>& lines = sample.lines();
  const auto entries = static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), storage ? is_storage_entry : is_entry));
  // One entry alone shows by its front that it is none of another log, unless that is the time.
  const std::size_t least = begins_with_time(sample.first_line()) ? 2 : 1;
  if (entries < least || !is_share(entries, lines.size(), 60)) return nullptr;
  return aws_parser(
      sample, storage ? AwsLog("s3_log", kStorageFields) : AwsLog("elb_log", kBalancerFields));
}

}  // namespace leaksift::structure
