#include "structure/cursor.h"

#include "structure/binary.h"
#include "structure/delimited.h"
#include "structure/delimited_attributes.h"
#include "structure/delimited_sections.h"
#include "structure/delimited_sheet.h"
#include "structure/html.h"
#include "structure/json.h"
#include "structure/line_access_log.h"
#include "structure/line_accounts.h"
#include "structure/line_ach.h"
#include "structure/line_aws_log.h"
#include "structure/line_binlog.h"
#include "structure/line_blanks.h"
#include "structure/line_dsn.h"
#include "structure/line_expanded.h"
#include "structure/line_fixed.h"
#include "structure/line_form_data.h"
#include "structure/line_hl7.h"
#include "structure/line_ini.h"
#include "structure/line_ldif.h"
#include "structure/line_literals.h"
#include "structure/line_log.h"
#include "structure/line_logins.h"
#include "structure/line_mail.h"
#include "structure/line_named_values.h"
#include "structure/line_netrc.h"
#include "structure/line_php_dump.h"
#include "structure/line_statements.h"
#include "structure/line_swift.h"
#include "structure/line_tables.h"
#include "structure/line_tagged.h"
#include "structure/line_tax.h"
#include "structure/line_vcard.h"
#include "structure/line_w3c_log.h"
#include "structure/line_x12.h"
#include "structure/line_yaml.h"
#include "structure/note.h"
#include "structure/parser.h"
#include "structure/sample.h"
#include "structure/sql.h"
#include "structure/xml.h"

#include <exception>
#include <utility>

namespace leaksift::structure {

namespace {

using SniffFunction = std::unique_ptr<Parser> (*)(const Sample& sample);

/// The formats, most telling first: the commas of an INSERT would pass for a table's.
constexpr SniffFunction kFormats[] = {
    &sniff_json,         &sniff_html,     &sniff_xml,        &sniff_binlog,
    &sniff_sql,          &sniff_x12,      &sniff_ach,        &sniff_tax,
    &sniff_dsn,          &sniff_swift,    &sniff_hl7,        &sniff_vcard,
    &sniff_ldif,         &sniff_w3c_log,  &sniff_access_log, &sniff_aws_log,
    &sniff_expanded,     &sniff_php_dump, &sniff_accounts,   &sniff_netrc,
    &sniff_named_values, &sniff_loader,   &sniff_form_data,  &sniff_tagged,
    &sniff_attributes,   &sniff_sheet,    &sniff_sections,   &sniff_delimited,
    &sniff_framed_table, &sniff_log,      &sniff_fixed_rows, &sniff_ruled_table,
    &sniff_ini,          &sniff_yaml,     &sniff_logins,     &sniff_literals,
    &sniff_statements,   &sniff_headless, &sniff_blanks,     &sniff_note};

constexpr std::string_view kTextFormat = "text";
constexpr std::string_view kFault = "a fault of the parser";

/// A parser that throws has a fault, since none may: that costs the structure, and not the scan.
/// False if it did. Fuzzers are to see it.
template <class Work>
bool guarded(Work work) {
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  work();
  return true;
#else
  try {
    work();
    return true;
  } catch (const std::exception&) {
    return false;
  }
#endif
}

}  // namespace

Cursor::Cursor() = default;
Cursor::~Cursor() = default;
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor& Cursor::operator=(Cursor&&) noexcept = default;

Cursor::Cursor(const Cursor& other)
    : parser_(other.parser_ ? other.parser_->clone() : nullptr),
      fault_(other.fault_),
      is_mail_(other.is_mail_),
      is_binary_(other.is_binary_) {}

Cursor& Cursor::operator=(const Cursor& other) {
  if (this != &other) *this = Cursor(other);
  return *this;
}

Cursor Cursor::sniff(std::string_view prefix, bool complete, const FieldJudge* judge) {
  const bool all = complete && prefix.size() <= kSniffLength;
  return sniff(Sample(prefix.substr(0, kSniffLength), all, false, judge));
}

Cursor Cursor::sniff_value(std::string_view value) {
  return sniff(Sample(value.substr(0, kSniffLength), value.size() <= kSniffLength, true));
}

Cursor Cursor::sniff(const Sample& sample) {
  Cursor cursor;
  guarded([&] {
    for (const SniffFunction sniff_format : kFormats) {
      cursor.parser_ = sniff_format(sample);
      if (cursor.parser_) return;
    }
  });
  cursor.is_binary_ = !cursor.parser_ && is_binary(sample.bytes());
  return cursor;
}

Cursor Cursor::mail(const core::MailText& form) {
  Cursor cursor;
  cursor.parser_ = read_mail(form);
  cursor.is_mail_ = true;
  return cursor;
}

void Cursor::advance(std::string_view bytes) {
  if (!parser_) return;
  if (guarded([&] { parser_->advance(bytes); })) return;
  parser_.reset();
  fault_ = kFault;
}

void Cursor::index(std::string_view window, core::RecordIndex& out) const {
  out.clear();
  if (!parser_) return;
  if (!guarded([&] { parser_->index(window, out); })) out.clear();
  out.is_mail = is_mail_;
}

std::string Cursor::damage() const {
  return parser_ ? parser_->damage() : std::string(fault_);
}

bool Cursor::structured() const {
  return parser_ && parser_->format() != kTextFormat;
}

std::string_view Cursor::format() const {
  if (parser_) return parser_->format();
  return is_binary_ ? "binary" : kTextFormat;
}

}  // namespace leaksift::structure
