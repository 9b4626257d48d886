// Mail that is cut and mutated gives what a scan of it as plain text gives, and blocks are no edge.

#include "content/expander.h"
#include "core/translated_stream.h"
#include "scan/text_scan.h"
#include "support/database.h"
#include "support/pattern_set.h"
#include "support/random_text.h"
#include "support/rounds.h"
#include "support/show_matches.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leaksift::scan {
namespace {

using support::Dice;

class TextStream final : public core::ByteStream {
 public:
  explicit TextStream(std::string_view text) : rest_(text) {}
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t size = rest_.copy(buffer, capacity);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
};

struct Blob {
  std::string text;
  std::optional<core::MailText> mail;
};

std::vector<Blob> blobs_of(std::string_view bytes) {
  content::Expander expander(std::make_shared<core::Provenance>(),
                             std::make_unique<TextStream>(bytes), bytes.size(), {});
  std::vector<Blob> blobs;
  for (content::Item item; expander.next(item);) {
    if (item.stream == nullptr) continue;
    const auto* const text = dynamic_cast<core::TranslatedStream*>(item.stream);
    const core::MailText* const mail = text == nullptr ? nullptr : text->mail();
    blobs.push_back({"", mail == nullptr ? std::nullopt : std::optional(*mail)});
    char buffer[4096];
    for (auto got = item.stream->read(buffer, sizeof buffer); got && *got > 0;
         got = item.stream->read(buffer, sizeof buffer)) {
      blobs.back().text.append(buffer, *got);
    }
  }
  return blobs;
}

/// How often each value of a type that shows by itself is found.
using Values = std::map<std::string, std::size_t>;

void add_values(TextScan& scan, const Blob& blob, Values& values) {
  const auto& patterns = support::project_patterns().patterns;
  for (const core::Match& match :
       scan.scan(blob.text, 0.0, 512 * 1024, blob.mail ? &*blob.mail : nullptr)) {
    const std::string& type = patterns[match.what->pattern].id;
    if (type != "us_ssn" && type != "payment_card" && type != "iban") continue;
    ++values[type + " " + blob.text.substr(match.value.begin, match.value.length())];
  }
}

constexpr std::string_view kMail =
    "From ann@x.org Tue Feb  3 09:10:00 2026\n"
    "From: Ann Lee 536-90-4399 <ann@x.org>\nTo: b@x.org,\n c@x.org\n"
    "Subject: =?utf-8?Q?J=C3=B6rg?= 536-90-4399\n\t536-90-4398\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=\"b1\"; x=\"536-90-4399\"; y*=utf-8''z\n\n"
    "before 536-90-4399\n"
    "--b1\nContent-Type: multipart/alternative; boundary=b2\n\n"
    "--b2\nContent-Type: text/plain; charset=iso-8859-1\n"
    "Content-Transfer-Encoding: quoted-printable\n\nSSN 536-90-4399, J=F6rg\nFrom 536-90-4398 on\n"
    "--b2\nContent-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\n"
    "SSN 536-90-4399\n536-90-4398\n536904399\nGfg5\n= 4539148803436467\n--b2--\n"
    "--b1\nContent-Type: application/x; name=\"536-90-4399.pdf\"\n"
    "Content-Disposition: attachment; filename*0=\"536-90-\"; filename*1=\"4399.pdf\"\n"
    "Content-Transfer-Encoding: base64\n\nSSN 536-90-4399\n=\n4539 1488 0343 6467\n"
    "--b1\nContent-Type: message/rfc822\n\nFrom: d@x.org\nTo: e@x.org\n\nSSN 536-90-4399\n"
    "--b1\nContent-Type: text/csv; charset=gb18030\n\nssn\n536-90-4399\n536-90-4398\n"
    "--b1--\nafter DE89370400440532013000\n\n"
    "From ann@x.org Tue Feb  3 09:11:00 2026\n"
    "From: b@x.org\nTo: c@x.org\n\nbegin 644 x\nSSN 536-90-4399\n\nend 536-90-4398\n";

/// Values of the text as it stands that a scan of the mail does not give.
std::vector<std::string> lost(TextScan& scan, const std::string& bytes) {
  Values plain;
  add_values(scan, {bytes, std::nullopt}, plain);
  Values mail;
  for (const Blob& blob : blobs_of(bytes)) add_values(scan, blob, mail);
  std::vector<std::string> values;
  for (const auto& [value, count] : plain) {
    if (mail[value] < count) values.push_back(value);
  }
  return values;
}

TEST(Mail, CutAnywhereLosesNothingThatPlainTextHas) {
  TextScan scan(support::project_database());
  const std::string mail(kMail);
  ASSERT_EQ(blobs_of(mail).size(), 4u);
  // A value that is cut short may be another one: the cut is at blanks and the ends of lines.
  for (std::size_t size = 0; size <= mail.size(); ++size) {
    if (size > 0 && mail[size - 1] != ' ' && mail[size - 1] != '\n') continue;
    const auto values = lost(scan, mail.substr(0, size));
    EXPECT_TRUE(values.empty()) << testing::PrintToString(values) << mail.substr(0, size);
  }
}

TEST(Mail, LinesInAnyOrderLoseNothingThatPlainTextHas) {
  TextScan scan(support::project_database());
  std::vector<std::string> lines;
  for (std::string_view rest = kMail; !rest.empty();) {
    const std::size_t length = rest.find('\n') + 1;
    lines.emplace_back(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  Dice dice(9);
  for (int round = 0; round < 300; ++round) {
    std::string mail;
    // The beginning makes it mail.
    for (std::size_t i = 0; i < 3; ++i) mail += lines[i];
    for (int i = 0; i < 40; ++i) {
      const std::size_t at = dice.below(lines.size());
      for (std::size_t k = at; k < std::min(at + 4, lines.size()); ++k) mail += lines[k];
    }
    const auto values = lost(scan, mail);
    EXPECT_TRUE(values.empty()) << testing::PrintToString(values) << mail;
  }
}

TEST(Mail, BlocksAreNoEdge) {
  TextScan scan(support::project_database());
  Dice dice(2);
  const auto texts = support::example_texts(support::project_patterns());
  std::string text;
  for (int i = 0; i < support::rounds(30); ++i) {
    text += "From a@x.org Tue Feb  3 09:10:00 2026\nFrom: \"Ann Lee\" <ann.lee@x.org>\n";
    text += "To: Bob Stone <bob@x.org>,\n Cy Young <cy@x.org>\nSubject: SSN 536-90-4399\n\n";
    text += support::glued_text(texts, dice.below(9000), dice) + "\n";
  }
  const core::MailText form;
  const auto& patterns = support::project_patterns();
  const auto whole = support::show(patterns, scan.scan(text, 0.0, text.size() + 1, &form));
  EXPECT_GT(whole.size(), 30u * 5);
  for (const std::size_t size : {64UL, 1000UL, 4096UL, 65536UL}) {
    EXPECT_EQ(support::show(patterns, scan.scan(text, 0.0, size, &form)), whole) << size;
  }
}

}  // namespace
}  // namespace leaksift::scan
