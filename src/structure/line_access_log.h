// Logs of web servers: Common and Combined Log Format (Apache's mod_log_config, nginx).
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the access log that begins with `prefix`, or null if it is none. At least two
/// lines, and 60 % of all, are
///   [vhost] client ident user [day/month/year:time zone] "request" status bytes ["referrer"
///   ["agent" …]]
///
/// Each line is a record with the fields vhost, client, user, time, path, status, bytes, referrer
/// and agent. Parameters of the queries of request and referrer are fields "query.NAME",
/// percent-encoded; method and protocol are none. "-" is no value. Behind the agent, pairs of a key
/// and a value and the members of JSON are cells (line_fields.h).
std::unique_ptr<Parser> sniff_access_log(const Sample& sample);

}  // namespace leaksift::structure
