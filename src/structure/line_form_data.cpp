#include "structure/line_form_data.h"

#include "base/ascii.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::structure {

namespace {

constexpr std::string_view kHeader = "content-disposition: form-data;";

bool is_part_header(std::string_view line) {
  return base::starts_with_caseless(line, kHeader);
}

/// What stands in quotes behind `parameter` and '='; empty if nothing does.
std::string_view parameter_of(std::string_view header, std::string_view parameter) {
  for (std::size_t at = header.find(parameter); at != std::string_view::npos;
       at = header.find(parameter, at + 1)) {
    const std::size_t begin = at + parameter.size() + 2;
    const bool apart = at > 0 && (header[at - 1] == ' ' || header[at - 1] == ';');
    if (!apart || header.substr(at + parameter.size(), 2) != "=\"") continue;
    return header.substr(begin, std::min(header.find('"', begin), header.size()) - begin);
  }
  return {};
}

/// "POST /apply HTTP/1.1"
bool is_request(std::string_view line) {
  return line.find(" HTTP/") != std::string_view::npos;
}

class FormData {
 public:
  static std::string_view format() { return "form_data"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (place_ == Place::kValue && !line.starts_with("--")) {
      // Where a line is cut behind its first hyphen, the next one would tell.
      const std::size_t begin = line.starts_with('-') ? 1 : 0;
      if (!name_.empty()) out.value(begin, line.size(), name_);
    } else if (line.starts_with("--")) {
      if (line.ends_with("--")) out.end_record(line.size());
      place_ = Place::kOutside;
    } else if (is_part_header(line)) {
      if (!out.record_open()) out.begin_record();
      const bool file = !parameter_of(line, "filename").empty();
      name_ = file ? std::string_view() : parameter_of(line, "name");
      place_ = Place::kHeaders;
    } else if (place_ == Place::kHeaders) {
      if (line.empty()) place_ = Place::kValue;
    } else if (is_request(line)) {
      out.end_record(0);
    }
  }

 private:
  enum class Place : std::uint8_t { kOutside, kHeaders, kValue };

  Place place_ = Place::kOutside;
  std::string name_;  ///< Of the part; empty if it is a file.
};

}  // namespace

std::unique_ptr<Parser> sniff_form_data(const Sample& sample) {
  const std::vector<std::string_view>& lines = sample.lines();
  const auto parts =
      static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), is_part_header));
  return parts > 1 && is_share(parts, lines.size(), 5) ? line_parser(FormData(), sample) : nullptr;
}

}  // namespace leaksift::structure
