// Logs of programs: lines that begin with a time, a syslog priority or a level, and logfmt.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the log that begins with `prefix`, or null if it is none. At least two lines, and
/// 60 % of those that are not indented, begin like a log's entry: a date with a time, a time, the
/// time of RFC 3164, the priority of RFC 5424, a level, the
/// sign of CEF or LEEF, a request in Rails, the time of a kernel, or two pairs of logfmt at the
/// front of a line. Where no line does, 80 % may hold an object of JSON behind a short front.
///
/// A record is an entry: a line that begins as most do, with the lines that do not (stack traces).
/// Cells are the values of the pairs in it, named by their keys (structured data of RFC 5424 is
/// such pairs), and of the JSON in it, named by key and JSON Pointer (line_fields.h);
/// where the first lines hold statements that insert rows, those of the rows (line_statement.h),
/// and where they hold values bound to statements, those (line_bound_values.h).
std::unique_ptr<Parser> sniff_log(const Sample& sample);

}  // namespace leaksift::structure
