// What the Expander makes of mail.

#include "content/archives.h"
#include "content/mail_magic.h"
#include "content/mail_reader.h"
#include "support/random_text.h"
#include "support/rounds.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::content {
namespace {

using testing::expand;
using testing::expand_stream;
using testing::OneWay;
using testing::Seen;
using testing::zip;

/// "way/in: bytes" for each blob, then what is wrong with containers.
std::vector<std::string> shown(const std::vector<Seen>& all) {
  std::vector<std::string> lines;
  for (const Seen& seen : all) {
    std::string way;
    for (const std::string& step : seen.within) way += (way.empty() ? "" : "/") + step;
    if (seen.is_blob) lines.push_back(way + ": " + seen.bytes);
    if (!seen.error.empty()) lines.push_back(way + ": " + seen.error);
    if (!seen.reason.empty()) lines.push_back(way + "! " + seen.reason);
  }
  return lines;
}

constexpr const char* kHead = "From: a@x.org\nTo: b@x.org\n";
constexpr const char* kStart = "From a@x.org Tue Feb  3 09:10:00 2026\n";

struct Case {
  std::string behaviour;
  std::string bytes;
  std::vector<std::string> blobs;
};

std::string head(const std::string& more = "") {
  return kHead + more;
}

std::string mixed(const std::string& parts) {
  return head("Content-Type: multipart/mixed; boundary=\"=b\"\n") + "\nbefore\n" + parts;
}

std::vector<Case> messages() {
  const std::string text = mixed("");
  return {
      {"a plain message is its text", head() + "\nhello\n", {": " + head() + "\nhello\n"}},
      {"a message of headers alone", head(), {": " + head()}},
      {"a byte order mark", "\xef\xbb\xbf" + head() + "\nx", {": " + head() + "\nx\n"}},
      {"the length in front, as Apple Mail writes it",
       "34        \n" + head() + "\nx",
       {": " + head() + "\nx\n"}},
      {"paragraphs that flow from line to line",
       head("Content-Type: text/plain; format=flowed\n") +
           "\n12 \nElm \n> a \n> b\n> c \n>> d\n-- \nme \n",
       {": " + head("Content-Type: text/plain; format=flowed\n") +
        "\n12 Elm \n> a b\n> c \n>> d\n-- \nme \n"}},
      {"the same without the space",
       head("Content-Type: text/plain; format=flowed; delsp=yes\n") + "\nab \ncd\n",
       {": " + head("Content-Type: text/plain; format=flowed; delsp=yes\n") + "\nabcd\n"}},
      {"lines that would start messages get a tab",
       head() + "\nFrom x\n>From y\n>> From\nFromage",
       {": " + head() + "\nFrom\tx\n>From y\n>> From\nFromage\n"}},
      {"headers are unfolded and decoded, lists keep their folds",
       head("Subject: =?utf-8?Q?J=C3=BC?=\r\n =?utf-8?Q?rg?=\n\tx\nCc: c@x.org,\n d@x.org\n") +
           "\n",
       {": " + head("Subject: Jürg x\nCc: c@x.org,\n d@x.org\n") + "\n"}},
      {"base64 with the end of a list behind it",
       head("Content-Transfer-Encoding: BASE64\n") + "\nRnJvbSBtZQ==\n____\nlist a@x.org\n",
       {": " + head("Content-Transfer-Encoding: BASE64\n") + "\nFrom\tme\n____\nlist a@x.org\n"}},
      {"quoted-printable in another character set",
       head("Content-Type: text/html; charset=iso-8859-1\n"
            "Content-Transfer-Encoding: quoted-printable\n") +
           "\n<b>J=F6=\nrg</b>",
       {": " +
        head("Content-Type: text/html; charset=iso-8859-1\n"
             "Content-Transfer-Encoding: quoted-printable\n") +
        "\n<b>Jörg</b>\n"}},
      {"files are attached, other parts are text",
       mixed(
           "--=b\n\none\n--=b\nContent-Type: text/csv\n\na,b\n1,2\n\n--=b\n"
           "Content-Disposition: attachment; filename*=utf-8''%C3%BC.txt\n\nfile\n--=b--\nafter\n"),
       {": " + text +
            "--=b\n\none\n--=b\nContent-Type: text/csv\n\n--=b\n"
            "Content-Disposition: attachment; filename=\"ü.txt\"\n\n--=b--\nafter\n",
        "part 2: a,b\n1,2\n", "ü.txt: file"}},
      {"multiparts nest, and end with those around them",
       mixed("--=b\nContent-Type: multipart/alternative; "
             "boundary=c\n\n--c\n\none\n--=b\n\ntwo\n--c\n"),
       {": " + text +
        "--=b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\none\n"
        "--=b\n\ntwo\n--c\n"}},
      {"a message in a message",
       mixed("--=b\nContent-Type: message/rfc822\n\nX: y\n\nz\n--=b--\n"),
       {": " + text + "--=b\nContent-Type: message/rfc822\n\n--=b--\n", "part 1: X: y\n\nz\n"}},
      {"the parts of a digest are messages",
       head("Content-Type: multipart/digest; boundary=d\n") + "\n--d\n\nX: y\n\nz\n--d--\n",
       {": " + head("Content-Type: multipart/digest; boundary=d\n") + "\n--d\n\n--d--\n",
        "part 1: X: y\n\nz\n"}},
      {"a message that is a file",
       head("Content-Type: application/x; name=a.bin\nContent-Transfer-Encoding: base64\n") +
           "\nYWJj\nZA==\n",
       {": " +
            head("Content-Type: application/x; name=a.bin\n"
                 "Content-Transfer-Encoding: base64\n") +
            "\n",
        "a.bin: abcd"}},
      {"uuencode in a text",
       head() + "\nlook:\nbegin 644 a.txt\n#0V%T\n`\nend\nbye\n",
       {": " + head() + "\nlook:\nbegin 644 a.txt\nend\nbye\n", "a.txt: Cat"}},
      {"uuencode that breaks off",
       head() + "\nbegin 644 a.txt\n#0V%T\nno such line\nbye\n",
       {": " + head() + "\nbegin 644 a.txt\nno such line\nbye\n", "a.txt: Cat"}},
      {"a day that begins",
       head() + "\nbegin 644 a.txt\nbut not like that\n",
       {": " + head() + "\nbegin 644 a.txt\nbut not like that\n"}},
      {"a multipart without a boundary",
       head("Content-Type: multipart/mixed\n") + "\n--x\ny\n",
       {": " + head("Content-Type: multipart/mixed\n") + "\n--x\ny\n"}},
      {"two files of one name",
       mixed("--=b\nContent-Type: x/y; name=a\n\n1\n--=b\nContent-Type: x/y; name=a\n\n2\n"),
       {": " + text + "--=b\nContent-Type: x/y; name=a\n\n--=b\nContent-Type: x/y; name=a\n\n",
        "a: 1", "a (part 2): 2\n"}},
  };
}

std::vector<Case> mailboxes() {
  const std::string one = kStart + head() + "\none\n";
  return {
      {"a mailbox is its text", one + "\n" + one, {": " + one + "\n" + one}},
      {"quoted lines stay so",
       one + ">From x\n>>From y\n" + one,
       {": " + one + ">From x\n>>From y\n" + one}},
      {"other lines with From start no message",
       one + "From here on\nnothing\n\nFrom x\n",
       {": " + one + "From\there on\nnothing\n\nFrom\tx\n"}},
      {"an address alone does, behind an empty line",
       one + "\nFrom b@x.org\nX: y\n\n",
       {": " + one + "\nFrom b@x.org\nX: y\n\n"}},
      {"attachments are told by their message, and their quoted lines are freed",
       one + "\n" + kStart + head("Content-Type: x/y\n") + "\n>From x\n>>From y\n>z\n" + one,
       {": " + one + "\n" + kStart + head("Content-Type: x/y\n") + "\n" + one,
        "message 2/part 1: From x\n>From y\n>z\n"}},
      {"a header that breaks off",
       kStart + head("Content-Transfer-Encoding: base64\n") + "no field\nYWJj\n",
       {": " + (kStart + head("Content-Transfer-Encoding: base64\n")) + "no field\nabc\n"}},
      {"a message ends what is open in the one before",
       kStart + mixed("--=b\nContent-Transfer-Encoding: base64\n\nYWJj\n") + one + "--=b\n\nx\n",
       {": " + (kStart + mixed("--=b\nContent-Transfer-Encoding: base64\n\nabc\n")) + one +
        "--=b\n\nx\n"}},
  };
}

TEST(MailReader, TakesMessagesApart) {
  for (const auto& cases : {messages(), mailboxes()}) {
    for (const Case& test : cases) {
      SCOPED_TRACE(test.behaviour);
      EXPECT_EQ(shown(expand(test.bytes)), test.blobs);
    }
  }
}

TEST(MailReader, DoesNotDependOnHowTheBytesCome) {
  support::Dice dice(5);
  std::string all;
  for (const auto& cases : {messages(), mailboxes()}) {
    for (const Case& test : cases) all += kStart + test.bytes + "\n";
  }
  for (int round = 0; round < support::rounds(200); ++round) {
    std::string bytes = all;
    for (int i = 0; i < 20 && round > 0; ++i) bytes[dice.below(bytes.size())] = dice.pick(all);
    if (round > 0) bytes.resize(dice.below(bytes.size()) + 1);
    const auto whole = shown(expand(bytes));
    for (const std::size_t step : {1u, 7u}) {
      EXPECT_EQ(shown(expand_stream(std::make_unique<OneWay>(bytes, step), "x")), whole) << bytes;
    }
  }
}

TEST(MailReader, HoldsLittleOfLargeAttachments) {
  // 200 attachments of 1 MiB, two messages of 20 MiB, and what is in base64 in one line.
  std::string body(1 << 20, 'x');
  for (std::size_t i = 75; i < body.size(); i += 76) body[i] = '\n';
  const std::string small = kStart + head("Content-Type: x/y\n") + "\n" + body + "\n";
  std::string large = kStart + head("Content-Type: x/y\n") + "\n";
  for (int i = 0; i < 20; ++i) large += body;
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes += small;
  large += "\n";
  bytes += large + small + large;
  const auto all = expand(bytes);
  std::size_t texts = 0;
  std::size_t attached = 0;
  for (const Seen& seen : all) {
    if (!seen.is_blob) continue;
    const bool is_text = seen.within.size() < 2;
    (is_text ? texts : attached) += is_text ? 1 : seen.bytes.size();
  }
  EXPECT_GE(texts, 5u);
  EXPECT_EQ(attached, (20 + 20 + 1 + 20) * body.size() + 23);
  std::vector<std::string> names;
  for (const Seen& seen : all) {
    if (seen.within.size() == 1) names.push_back(seen.within[0]);
  }
  EXPECT_EQ(std::vector<std::string>(names.begin(), names.begin() + 2),
            (std::vector<std::string>{"messages from 5", "messages from 9"}));
  EXPECT_EQ(names.back(), "message 21 from part 1");
}

TEST(MailReader, DeepMultipartsAreText) {
  std::string bytes = head();
  for (std::size_t i = 0; i < 10'000; ++i) {
    const std::string name = std::to_string(i);
    bytes += "Content-Type: multipart/mixed; boundary=" + name + "\n\n--" + name + "\n";
  }
  const auto all = shown(expand(bytes + "\nlast\n"));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0], ": " + bytes + "\nlast\n");
  EXPECT_EQ(all[1], ": limit: depth of multiparts");
}

TEST(MailReader, ASourceThatBreaksGivesWhatCameBefore) {
  const std::string bytes = head() + "\n" + std::string(100'000, 'x');
  const auto all = expand_stream(std::make_unique<OneWay>(bytes, SIZE_MAX, 1, "read: broken"), "x");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].bytes, bytes + "\n");
  EXPECT_EQ(all[0].error, "read: broken");
}

TEST(MailMagic, TellsMailFromOtherText) {
  const std::pair<std::string, bool> cases[] = {
      {head() + "\n", true},
      {head(), true},
      {"Received: by x\n\tid y\nSubject: z\n\n", true},
      {kStart + head(), true},
      {std::string(kStart) + ">From x\nA: b\n", true},
      {"From - Mon Jan 01 00:00:00 1965\nX-Status: y\n", true},
      {"From 1529@xxx Thu Mar 31 09:59:28 +0000 2016\nX: y\n", true},
      {"From a@x.org\nX: y\n", true},
      {kStart, false},
      {"", false},
      {"From: a\nFrom: b\n\n", false},
      {"From: a\nhello\nTo: b\n", false},
      {"From the desk of Ann, Tue 9:10\nX: y\n", true},
      {"From the desk of Ann\nX: y\n", false},
      {"Name: x\nVersion: y\nDate: z\n\n", false},
      {" From: a\nTo: b\n", false},
      {"HTTP/1.1 200 OK\nDate: x\nFrom: y\n", false},
      {"name,ssn\nFrom: a\nTo: b\n", false},
  };
  for (const auto& [text, is_mail] : cases) {
    EXPECT_EQ(begins_like_mailbox(text) || begins_like_message(text), is_mail) << text;
  }
}

}  // namespace
}  // namespace leaksift::content
