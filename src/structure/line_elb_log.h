// Access logs of the load balancers of AWS: Application and Classic Load Balancer.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the log that begins with `prefix`, or null if it is none. At least two lines, and
/// 60 % of all, are as the Elastic Load Balancing user guides say ("Access log entries"):
///   [type] time elb client:port target:port … "request" "user agent" ssl_cipher …
/// where only the Application Load Balancer has a type in front, and the rest behind ssl_protocol.
///
/// Each line is a record with the fields that the guides name, but for client, target (without
/// their ports), path (the URL of the request) and agent. Parameters of the queries of request and
/// redirect_url are fields "query.NAME", percent-encoded; "-" is no value.
std::unique_ptr<Parser> sniff_elb_log(const Sample& sample);

}  // namespace leaksift::structure
