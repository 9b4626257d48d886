#include "structure/line_aws_log.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

using Strings = std::vector<std::string>;

TEST(AwsLog, GivesTheFieldsOfAnApplicationLoadBalancer) {
  const std::string front =
      "https 2024-01-31T12:00:00.186641Z app/my-lb/50dc 192.0.2.7:2817 10.0.0.1:80 0.086 0.048 "
      "0.037 200 200 0 57 ";
  const std::string text =
      front +
      "\"GET https://h.example:443/x?ssn=536-90-4399&mail=a%40b.example HTTP/1.1\" "
      "\"curl/7.46 \\\"x\\\"\" ECDHE TLSv1.2 arn:aws:x \"Root=1-58\" \"h.example\" \"-\" 1 "
      "2024-01-31T12:00:00.1Z \"forward\" \"https://h.example/?q=b+c\" \"-\" \"10.0.0.1:80\" "
      "\"200\" \"-\" \"-\" TID_1\n" +
      "h2 2024-01-31T12:00:01.186641Z app/my-lb/50dc [2001:db8::1]:2817 - -1 -1 -1 502 - 34 366 "
      "\"- http://h.example:80- -\" \"-\" - -\n";
  EXPECT_EQ(sniff(text).format(), "elb_log");
  EXPECT_EQ(read_cells(text), (Strings{"type=https#1",
                                       "time=2024-01-31T12:00:00.186641Z#1",
                                       "elb=app/my-lb/50dc#1",
                                       "client=192.0.2.7#1",
                                       "target=10.0.0.1#1",
                                       "request_processing_time=0.086#1",
                                       "target_processing_time=0.048#1",
                                       "response_processing_time=0.037#1",
                                       "elb_status_code=200#1",
                                       "target_status_code=200#1",
                                       "received_bytes=0#1",
                                       "sent_bytes=57#1",
                                       "path=https://h.example:443/x#1",
                                       "query.ssn=536-90-4399#1",
                                       "query.mail=a%40b.example#1",
                                       "agent=curl/7.46 \\\"x\\\"#1",
                                       "ssl_cipher=ECDHE#1",
                                       "ssl_protocol=TLSv1.2#1",
                                       "target_group_arn=arn:aws:x#1",
                                       "trace_id=Root=1-58#1",
                                       "domain_name=h.example#1",
                                       "matched_rule_priority=1#1",
                                       "request_creation_time=2024-01-31T12:00:00.1Z#1",
                                       "actions_executed=forward#1",
                                       "redirect_url=https://h.example/#1",
                                       "query.q=b+c#1",
                                       "target_port_list=10.0.0.1:80#1",
                                       "target_status_code_list=200#1",
                                       "conn_trace_id=TID_1#1",
                                       "type=h2#2",
                                       "time=2024-01-31T12:00:01.186641Z#2",
                                       "elb=app/my-lb/50dc#2",
                                       "client=2001:db8::1#2",
                                       "request_processing_time=-1#2",
                                       "target_processing_time=-1#2",
                                       "response_processing_time=-1#2",
                                       "elb_status_code=502#2",
                                       "received_bytes=34#2",
                                       "sent_bytes=366#2",
                                       "path=http://h.example:80-#2"}));
}

TEST(AwsLog, GivesTheFieldsOfAClassicLoadBalancer) {
  const std::string text =
      "2024-01-31T12:00:00.945958Z my-lb 192.0.2.7:2817 10.0.0.1:80 0.07 0.01 0.05 200 200 0 29 "
      "\"GET http://h.example:80/?a=b HTTP/1.1\" \"curl/7.38.0\" - -\n\nbroken\n"
      "2024-01-31T12:00:01.945958Z my-lb 192.0.2.8:2817 - -1 -1 -1 503 0 0 0 \"- - - \" \"-\" - -";
  EXPECT_EQ(sniff(text).format(), "elb_log");
  const Strings cells = read_cells(text);
  ASSERT_EQ(cells.size(), 25U);
  EXPECT_EQ(cells[2], "client=192.0.2.7#1");
  EXPECT_EQ(cells[11], "path=http://h.example:80/#1");
  EXPECT_EQ(cells[12], "query.a=b#1");
  EXPECT_EQ(cells[13], "agent=curl/7.38.0#1");
  EXPECT_EQ(cells[14], "type=broken#2");
  EXPECT_EQ(cells[17], "client=192.0.2.8#3");
}

TEST(AwsLog, NeedsOneEntryWhereItsTypeStandsInFront) {
  const std::string line =
      "https 2024-01-31T12:00:00.945958Z app/my-lb/1 192.0.2.7:2817 10.0.0.1:80 0.07 0.01 0.05 200 "
      "200 0 29 \"GET http://h.example:80/?a=b HTTP/1.1\" \"curl/7.38.0\" - -\n";
  EXPECT_EQ(sniff(line).format(), "elb_log");
}

TEST(AwsLog, GivesTheFieldsOfRequestsToStorage) {
  const std::string owner(64, '7');
  const std::string line =
      owner +
      " bkt [06/Feb/2024:00:00:38 +0000] 192.0.2.3 arn:aws:iam::1:user/ann 3E57 "
      "REST.GET.OBJECT staff/a%20b.pdf \"GET /staff/a.pdf?mail=a%40b.example HTTP/1.1\" "
      "200 - 113 - 7 - \"-\" \"S3Console/0.4\" -\n";
  EXPECT_EQ(sniff(line).format(), "s3_log");
  const Strings cells = read_cells(line);
  EXPECT_EQ(cells[2], "time=06/Feb/2024:00:00:38 +0000#1");
  EXPECT_EQ(cells[3], "client=192.0.2.3#1");
  EXPECT_EQ(cells[7], "key=staff/a%20b.pdf#1");
  EXPECT_EQ(cells[8], "path=/staff/a.pdf#1");
  EXPECT_EQ(cells[9], "query.mail=a%40b.example#1");
}

TEST(AwsLog, TakesNothingElse) {
  const std::string line =
      "2024-01-31T12:00:00.945958Z my-lb 192.0.2.7:2817 10.0.0.1:80 0.07 0.01 0.05 200 200 0 29 "
      "\"GET http://h.example:80/?a=b HTTP/1.1\" \"curl/7.38.0\" - -\n";
  EXPECT_NE(sniff(line).format(), "elb_log");
  EXPECT_NE(sniff(line + line + "a\nb\nc\n").format(), "elb_log");
  EXPECT_NE(
      sniff("2024-01-31T12:00:00.9Z INFO a \"b\"\n2024-01-31T12:00:00.9Z INFO c \"d\"\n").format(),
      "elb_log");
}

}  // namespace
}  // namespace leaksift::structure
