#include "structure/cursor.h"

#include "structure/delimited.h"
#include "structure/html.h"
#include "structure/json.h"
#include "structure/line_access_log.h"
#include "structure/line_hl7.h"
#include "structure/line_ini.h"
#include "structure/line_ldif.h"
#include "structure/line_log.h"
#include "structure/line_tables.h"
#include "structure/line_vcard.h"
#include "structure/line_x12.h"
#include "structure/parser.h"
#include "structure/sql.h"
#include "structure/xml.h"

#include <utility>

namespace leaksift::structure {

namespace {

using SniffFunction = std::unique_ptr<Parser> (*)(std::string_view prefix, bool complete);

/// The formats, most telling first: the commas of an INSERT would pass for a table's.
constexpr SniffFunction kFormats[] = {
    &sniff_json, &sniff_html,        &sniff_xml,  &sniff_sql,        &sniff_x12,
    &sniff_hl7,  &sniff_vcard,       &sniff_ldif, &sniff_access_log, &sniff_delimited,
    &sniff_log,  &sniff_ruled_table, &sniff_ini,  &sniff_headless};

}  // namespace

Cursor::Cursor() = default;
Cursor::~Cursor() = default;
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor& Cursor::operator=(Cursor&&) noexcept = default;

Cursor::Cursor(std::unique_ptr<Parser> parser) : parser_(std::move(parser)) {}

Cursor::Cursor(const Cursor& other) : parser_(other.parser_ ? other.parser_->clone() : nullptr) {}

Cursor& Cursor::operator=(const Cursor& other) {
  if (this != &other) *this = Cursor(other);
  return *this;
}

Cursor Cursor::sniff(std::string_view prefix, bool complete) {
  if (prefix.size() > kSniffLength) {
    prefix = prefix.substr(0, kSniffLength);
    complete = false;
  }
  for (const SniffFunction sniff_format : kFormats) {
    if (auto parser = sniff_format(prefix, complete)) return Cursor(std::move(parser));
  }
  return Cursor();
}

void Cursor::advance(std::string_view bytes) {
  if (parser_) parser_->advance(bytes);
}

void Cursor::index(std::string_view window, core::RecordIndex& out) const {
  if (parser_) {
    parser_->index(window, out);
  } else {
    out.clear();
  }
}

std::string Cursor::damage() const {
  return parser_ ? parser_->damage() : std::string();
}

std::string_view Cursor::format() const {
  return parser_ ? parser_->format() : "text";
}

}  // namespace leaksift::structure
