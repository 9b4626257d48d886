// Delimited tables, with a header row or without: CSV, TSV, lists of logins and the like.
#pragma once

#include "structure/parser.h"
#include "structure/sample.h"

#include <memory>
#include <string_view>

namespace leaksift::structure {

/// The parser for the table that begins with `prefix`, or null when it is no table. The delimiter
/// is ',', tab, ';', '|', '^', '~' or Control-A, whichever gives the most even rows. At most 20
/// lines may stand before the header (a title, comments with '#', "sep=;"), none of them as wide as
/// the header. A header is a row of two or more distinct, short names with letters that do not look
/// like values (a colon may stand in names of which two share what is before it: "Home: City",
/// "Home: State"), followed by at least one row of its width. Where every delimiter is followed by
/// a space, as in prose, a column of numbers or e-mail addresses is required as well. Where nothing
/// else is a header, the last of the comments in front may be one: "#name,city". What announces a
/// header may stand before it: "format: SSN|DOB".
///
/// How cells are written is read off the first rows; see read_rows().
std::unique_ptr<Parser> sniff_delimited(const Sample& sample);

/// The same for a table without a header, whose columns are called column_1, column_2 and so on.
/// Asked for is one of:
///
///   - three columns or more, one of which holds numbers, dates or e-mail addresses, in eight rows
///     or more, nearly all of one width; or four columns or more, two of them of such values, in
///     three rows or more, all of one width;
///   - a list of logins: two columns or more, the first of e-mail addresses, in three rows or more;
///     or (with ':', ';' or a tab) of user names that stand beside passwords, in eight. Of two
///     columns, the second runs to the end of the line.
///
/// Text in which spaces follow the delimiters, source code and lists of key=value are no tables.
std::unique_ptr<Parser> sniff_headless(const Sample& sample);

/// The same for data in a control file of Oracle's SQL*Loader, behind the line BEGINDATA. "Fields
/// terminated by" tells the delimiter, the last list in parentheses the columns, less those that
/// the loader computes.
std::unique_ptr<Parser> sniff_loader(const Sample& sample);

}  // namespace leaksift::structure
