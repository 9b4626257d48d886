#include "structure/line_mail.h"

#include "structure/bytes.h"
#include "structure/line_machine.h"
#include "structure/machine_parser.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace leaksift::structure {

namespace {

constexpr bool separates_addresses(char c) {
  return c == ',' || c == ';' || c == '<' || c == '>' || c == '"' || c == '(' || c == ')' ||
         c == ':';
}

class Mail {
 public:
  /// Only LF ends a line: what stands behind a carriage return alone starts no message.
  static constexpr bool kNewlineAlone = true;

  explicit Mail(const core::MailText& form)
      : number_(form.first_message), in_header_(!form.begins_in_body) {}

  static std::string_view format() { return "mail"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.starts_with(core::kMessageStart)) {
      start_message(out);
      return;
    }
    if (!out.record_open()) out.begin_record(0, number_);
    begun_ = true;
    if (!in_header_) return;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) {
      in_header_ = false;
    } else if (line[0] == ' ' || line[0] == '\t') {
      if (!name_.empty()) give(line, 0, out);
    } else if (line[0] == '>') {
      name_.clear();
    } else {
      read_field(line, out);
    }
  }

 private:
  template <class Out>
  void start_message(Out& out) {
    // A text that begins within a message goes on with the next one.
    if (begun_ || !in_header_) ++number_;
    begun_ = in_header_ = true;
    name_.clear();
    out.begin_record(0, number_);
  }

  template <class Out>
  void read_field(std::string_view line, Out& out) {
    const std::size_t length = core::field_name_length(line);
    in_header_ = length > 0;
    name_ = line.substr(0, length);
    is_list_ = core::holds_addresses(name_);
    if (in_header_) give(line, line.find(':') + 1, out);
  }

  template <class Out>
  void give(std::string_view line, std::size_t from, Out& out) const {
    if constexpr (!Out::kSilent) {
      if (is_list_) return give_addresses(line, from, out);
      while (from < line.size() && (line[from] == ' ' || line[from] == '\t')) ++from;
      out.value(from, line.size(), name_);
    }
  }

  /// "Ann Lee" <ann@example.com>, bob@example.com (Bob Stone), friends: ...;
  template <class Out>
  void give_addresses(std::string_view line, std::size_t at, Out& out) const {
    while (at < line.size()) {
      const char c = line[at];
      if (c == '"') {
        bool escaped = false;
        const std::size_t end = closing_quote(line, at + 1, escaped);
        out.value(at + 1, end, name_,
                  escaped ? core::Encoding::kBackslash : core::Encoding::kPlain);
        at = end + 1;
      } else if (c == ' ' || c == '\t' || separates_addresses(c)) {
        ++at;
      } else {
        std::size_t end = at;
        while (end < line.size() && !separates_addresses(line[end])) ++end;
        const std::size_t next = end;
        // The blank in front of an address.
        if (end < line.size() && line[end - 1] == ' ') --end;
        out.value(at, end, name_);
        at = next;
      }
    }
  }

  static std::size_t closing_quote(std::string_view line, std::size_t at, bool& escaped) {
    while (at < line.size() && line[at] != '"') {
      const bool escape = line[at] == '\\' && at + 1 < line.size();
      escaped = escaped || escape;
      at += escape ? 2 : 1;
    }
    return std::min(at, line.size());
  }

  std::uint64_t number_;  ///< Of the message at hand.
  bool in_header_;
  bool begun_ = false;  ///< A line has been seen.
  bool is_list_ = false;
  std::string name_;  ///< Of the latest field.
};

}  // namespace

std::unique_ptr<Parser> read_mail(const core::MailText& form) {
  using Machine = LineMachine<Mail>;
  return std::make_unique<MachineParser<Machine>>(Machine(Mail(form), 0));
}

}  // namespace leaksift::structure
