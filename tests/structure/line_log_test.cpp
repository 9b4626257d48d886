#include "structure/line_log.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Log, GivesThePairsOfEntries) {
  expect_cells(
      "log",
      {
          {"pairs in free text",
           "2024-01-31 12:00:00,123 INFO login user=ann email=\"a@b.example\" ok\n"
           "2024-01-31 12:00:01,200 WARN no pairs here\n"
           "2024-01-31 12:00:02,001 INFO (id=7, name='Bob B', note=) x == y\n",
           {"user=ann#1", "email=a@b.example#1", "id=7#3", "name=Bob B#3"}},
          {"a stack trace belongs to its entry",
           "2024-01-31T12:00:00Z ERROR failed user=ann\n"
           "java.lang.Exception: ssn=536904399\n\tat a.b.C(D.java:1) line=9\nCaused by: x\n"
           "2024-01-31T12:00:01Z INFO user=bob\n",
           {"user=ann#1", "ssn=536904399#1", "line=9#1", "user=bob#2"}},
          {"traces of Python, and entries of several lines",
           "2024-01-31 12:00:00 ERROR no ssn=536904399\nTraceback (most recent call last):\n"
           "  File \"a.py\", line 1\nValueError: dup id=7\nmore\ntext\n"
           "2024-01-31 12:00:01 ERROR a=1\nmore\ntext\nmore\n2024-01-31 12:00:02 ERROR a=2\n",
           {"ssn=536904399#1", "id=7#1", "a=1#2", "a=2#3"}},
          {"queries of URLs in values, and forms",
           "level=info url=/find?mail=a%40b.c&x=1 pw=a?b&c\nlevel=warn ref=\"http://h/p?q=1\" "
           "ok=2\n"
           "name=Ann+Lee&mail=a%40b.c&n=1\n",
           {"level=info#1", "url=/find#1", "mail=a%40b.c#1", "x=1#1", "pw=a?b&c#1", "level=warn#2",
            "ref=http://h/p#2", "q=1#2", "ok=2#2", "name=Ann+Lee#3", "mail=a%40b.c#3", "n=1#3"}},
          {"events of ArcSight and QRadar",
           "CEF:0|Acme|Gate|1.0|100|Login|3|suser=ann src=192.0.2.7\n"
           "LEEF:2.0|Acme|Gate|1.0|7|usrName=bob\n",
           {"suser=ann#1", "src=192.0.2.7#1", "usrName=bob#2"}},
          {"requests in Rails",
           "Started POST \"/users\" for 192.0.2.7 at 2024-01-31 12:00:00 +0000\n"
           "Processing by UsersController#create as HTML\n  Parameters: {\"a\"=>\"b\"} id=1\n"
           "Completed 302 Found\n\nStarted GET \"/\" for 192.0.2.7 at 2024-01-31 12:00:01 +0000\n"
           "Processing by HomeController#index as HTML\nCompleted 200 OK id=2\n",
           {"id=1#1", "id=2#2"}},
          {"messages of chats, as WhatsApp exports them",
           "[12/03/2022, 09:15:32] Ann: a=1\nmore b=2\n[12/03/2022, 09:16:02] Bo: c=3\n",
           {"chat sender=Ann#1", "a=1#1", "b=2#1", "chat sender=Bo#2", "c=3#2"}},
          {"the same, from other phones",
           "3/12/22, 9:15 AM - Ann: a=1\n13.12.22, 19:16 - Bo: b=2\n",
           {"chat sender=Ann#1", "a=1#1", "chat sender=Bo#2", "b=2#2"}},
          {"statements that insert rows",
           "12:00:00 12 Query\tINSERT INTO t (name, `ssn`) VALUES ('O\\'Neil a=b', 7)\n"
           "12:00:01 user=ann ran insert into t values ('x')\n"
           "12:00:02 q=\"insert into t (a) values ('y')\" b=1\n12:00:03 insert INTO t\n",
           {"name=O\\'Neil a=b#1", "ssn=7#1", "user=ann#2", "column_1=x#2",
            "q=insert into t (a) values ('y')#3", "b=1#3"}},
          {"objects behind keys",
           "k1\t{\"a\":\"x\",\"b\":{\"c\":1}}\ntopic: k2 {\"a\":\"y\"}\nk3\t{\"a\":\"z\"}\n",
           {"/a=x#1", "/b/c=1#1", "/a=y#2", "/a=z#3"}},
          {"logfmt",
           "level=info msg=\"said \\\"hi\\\"\" user.id=5\r\nlevel=warn user.id=6 took=3ms",
           {"level=info#1", "msg=said \\\"hi\\\"#1", "user.id=5#1", "level=warn#2", "user.id=6#2",
            "took=3ms#2"}},
          {"syslog of RFC 3164",
           "Jan  5 03:04:05 host sshd[12]: user=ann\nJan 15 03:04:06 host su: uid=0;gid=1\n",
           {"user=ann#1", "uid=0#2", "gid=1#2"}},
          {"syslog of RFC 5424",
           "<165>1 2003-10-11T22:14:15.003Z h app - ID47 [ex@32473 iut=\"3\" src=\"a \\\"b\\\"\"] "
           "m\n"
           "<34>1 2003-10-11T22:14:16.003Z h su - - - k=v\n",
           {"iut=3#1", "src=a \\\"b\\\"#1", "k=v#2"}},
          {"levels, brackets, times and Unix times",
           "INFO: a=1\n[error] a=2\n[2024-01-31 12:00:00] a=3\n12:00:00.5 a=4\n1700000000.25 a=5\n"
           "[   12.345678] a=6\n31/Jan/2024:12:00:00 a=7\nMon Jan 15 03:04:05 2024 a=8\n",
           {"a=1#1", "a=2#2", "a=3#3", "a=4#4", "a=5#5", "a=6#6", "a=7#7", "a=8#8"}},
          {"queries",
           "12:00:00 GET /x?mail=a%40b.example&page=2#top HTTP/1.1\n12:00:01 POST /y?q=a+b\n",
           {"mail=a%40b.example#1", "page=2#1", "q=a+b#2"}},
          {"JSON in entries",
           "2024-01-31 12:00:00 INFO payload={\"customer\":{\"name\":\"Ann Lee\",\"ssn\":\"1\"}} "
           "ok=1\n"
           "2024-01-31 12:00:01 INFO {\"ssn\": 2, \"tags\": [\"x\", \"y\"]} id=3, {\"a\":\"b=c\"}\n"
           "2024-01-31 12:00:02 INFO cb({\"ssn\":4}); list=[{\"k\":5},{\"k\":6}] body: "
           "[{\"l\":{}}]\n"
           "2024-01-31 12:00:03 INFO body={ \"m\": \"\\u0041\", \"$oid\": \"n\" } o={p=q, r=[s]}\n",
           {"payload/customer/name=Ann Lee#1", "payload/customer/ssn=1#1", "ok=1#1", "/ssn=2#2",
            "/tags/0=x#2", "/tags/1=y#2", "id=3#2", "/a=b=c#2", "/ssn=4#3", "list/k=5#3",
            "list/k=6#3", "body/m=\\u0041#4", "body/$oid=n#4", "o=p=q#4", "r=s#4"}},
          {"JSON that is cut or broken",
           "12:00:00 a={\"b\":\"c\",\"d\":nothing e=f} g=h\n12:00:01 {\"i\"=>\"j\", \"k\"=>1} l=m\n"
           "12:00:02 n={\"o\":{\"p\":\"open q=r\n12:00:03 s={\"t\n12:00:04 u={ v={} w=X{y=z}\n",
           {"a/b=c#1", "e=f#1", "g=h#1", "l=m#2", "n/o/p=open q=r#3", "w=X#5", "y=z#5"}},
          {"an open quote goes to the end of its line",
           "12:00:00 a=\"open b=1\n12:00:01 c='it\n",
           {"a=open b=1#1", "c=it#2"}},
          {"byte order mark, blank lines and lone carriage returns",
           "\xEF\xBB\xBF"
           "12:00:00 a=1\r\r\n\n12:00:01 b=2\r12:00:02 c=3",
           {"a=1#1", "b=2#2", "c=3#3"}},
      });
}

TEST(Log, TakesNothingElse) {
  expect_other("log",
               {
                   "",
                   "2024-01-31 12:00:00 one line is no log\n",
                   "Dear Ann,\nin 2024 we met at 12:00.\nRegards\n",
                   "ann@a.example:secret\nbob@b.example:word\n",
                   "int a = 5;\nint b = c == d;\nreturn a;\n",
                   "A=1\nB=2\n",
                   "Started\nStarted \nStarted\n",
                   "12/03/2022, 09:15, 20.5\n12/03/2022, 09:16, 20.7\n12/03/2022, 09:17, 21\n",
               });
}

TEST(Log, ListsEntriesAsRecords) {
  const std::string text = "12:00:00 a=1\n more\n12:00:01 b\n";
  core::RecordIndex index;
  sniff(text).index(text, index);
  ASSERT_EQ(index.records.size(), 2U);
  EXPECT_EQ(index.records[0].begin, 0);
  EXPECT_EQ(index.records[0].end, 19);
  EXPECT_TRUE(index.records[0].closed);
  EXPECT_EQ(index.records[1].begin, 19);
  EXPECT_FALSE(index.records[1].closed);
}

TEST(Log, OpensTheEntryAgainThatBeganBeforeTheWindow) {
  const std::string text = "12:00:00 a=1\n12:00:01 bb\n more=2\n12:00:03 c=3\n";
  Cursor cursor = sniff(text);
  cursor.advance(text.substr(0, 30));
  core::RecordIndex index;
  cursor.index(text.substr(30), index);
  ASSERT_EQ(index.records.size(), 2U);
  EXPECT_EQ(index.records[0].begin, 13 - 30);
  EXPECT_EQ(index.records[0].number, 2U);
  EXPECT_EQ(index.records[0].end, 33 - 30);
}

TEST(Log, ReadsTheRestOfAnOverlongLineAsText) {
  const std::string text = "12:00:00 a=1 " + std::string(5000, 'x') + " b=2\n12:00:01 c=3\n";
  EXPECT_EQ(read_cells(text), (std::vector<std::string>{"a=1#1", "c=3#2"}));
  Cursor cursor = sniff(text);
  EXPECT_EQ(cursor.damage(), "");
  cursor.advance(text);
  EXPECT_EQ(cursor.damage(), "line longer than 4096 bytes at byte 4096, its rest read as text");
}

}  // namespace
}  // namespace leaksift::structure
