// Logs in the W3C Extended Log File Format, as IIS, CloudFront and Exchange write them.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the log that begins with `prefix`, or null if it is none. It begins with lines that
/// begin with '#', of which one is "#Fields: NAME NAME …", and at least 60 % of the others have as
/// many values as that has names (https://www.w3.org/TR/WD-logfile). Values are parted by tabs if
/// the first line of them has one, else by spaces, or by commas if the names are; they may stand in
/// quotes.
///
/// Each line is a record, whose columns the latest #Fields names; "-" is no value. Parameters of
/// cs-uri-query, and of the queries of cs-uri and cs(Referer), are fields "query.NAME", and cookies
/// "cookie.NAME". These and what a request's headers hold are percent-encoded, with '+' for a space
/// as IIS writes it.
std::unique_ptr<Parser> sniff_w3c_log(const Sample& sample);

}  // namespace leaksift::structure
