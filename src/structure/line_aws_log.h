// Access logs of AWS: of Application and Classic Load Balancers, and of S3.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the log that begins with `prefix`, or null if it is none. The first line, and 60 %
/// of all, are as the Elastic Load Balancing user guides say ("Access log entries"), or that of S3
/// ("Server access log format"):
///   [type] time elb client:port target:port … "request" "user agent" ssl_cipher …
///   owner bucket [time] client requester id operation key "request" status …
/// where only the Application Load Balancer has a type in front, and the rest behind ssl_protocol.
/// Without a type, there must be two such lines.
///
/// Each line is a record with the fields that the guides name, but for client, target (without
/// their ports), path (the URL of the request) and agent. Parameters of the queries of request and
/// redirect_url are fields "query.NAME", percent-encoded; "-" is no value.
std::unique_ptr<Parser> sniff_aws_log(const Sample& sample);

}  // namespace leaksift::structure
