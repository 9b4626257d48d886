// SQL dumps: the rows of INSERT and COPY.
#pragma once

#include "structure/parser.h"
#include "structure/sample.h"

#include <memory>
#include <string_view>

namespace leaksift::structure {

/// The parser for the SQL script that begins with `prefix`, or null when it is none. The first word
/// outside comments must begin a statement, and the prefix must hold the columns of a CREATE TABLE,
/// a row of INSERT … VALUES or a row of COPY … FROM stdin.
///
/// Cells are the contents of string, hex and number literals, and the fields of COPY; keywords such
/// as NULL, function calls and COPY's \N give none. A record is a row's number within its table.
/// A backslash escapes in strings, as in MySQL, unless the prefix shows the hand of PostgreSQL,
/// SQLite, SQL Server or Oracle, or has more rows when it does not.
std::unique_ptr<Parser> sniff_sql(const Sample& sample);

}  // namespace leaksift::structure
