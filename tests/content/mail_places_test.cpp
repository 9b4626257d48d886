// The text of mail stands where its bytes do.

#include "content/archives.h"
#include "content/expander.h"
#include "core/translated_stream.h"
#include "support/random_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content {
namespace {

struct Word {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t line = 0;
};

struct Text {
  std::string text;
  core::OffsetMap origins;
  core::LineMap lines;

  /// Where the first `word` of the text stands in the mail.
  Word find(std::string_view word) const {
    const std::size_t at = text.find(word);
    EXPECT_NE(at, std::string::npos) << word << text;
    const auto newlines =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return {origins.begin_of(at), origins.end_of(at + word.size()),
            static_cast<std::uint64_t>(newlines + 1 + lines.at(at))};
  }
};

/// The text that stands for the mail as a whole.
Text letter_text(const std::string& bytes) {
  Expander expander(std::make_shared<core::Provenance>(),
                    std::make_unique<testing::OneWay>(bytes, 1000), bytes.size(), {});
  Item item;
  EXPECT_TRUE(expander.next(item));
  auto* const stream = dynamic_cast<core::TranslatedStream*>(item.stream);
  EXPECT_TRUE(stream != nullptr && stream->mail() != nullptr);
  Text result;
  if (stream == nullptr) return result;
  char buffer[64];
  for (auto got = stream->read(buffer, sizeof buffer); got && *got > 0;
       got = stream->read(buffer, sizeof buffer)) {
    result.text.append(buffer, *got);
  }
  result.origins = stream->origins();
  if (stream->lines() != nullptr) result.lines = *stream->lines();
  return result;
}

constexpr const char* kLetterHead =
    "From: a@x.org\nTo: b@x.org\nSubject: one\n two =?utf-8?Q?thr=C3=AAe?=\n";

TEST(MailPlaces, AreThoseInTheMail) {
  struct Case {
    std::string body;    ///< With its header fields.
    std::string word;    ///< In the text...
    std::string origin;  ///< ...and in the mail.
  };
  const Case cases[] = {
      {"\nfour five\n", "five", "five"},
      {"\nfour\nFrom five\n", "five", "five"},
      {"\nfour\n", "one two", "one\n two"},
      {"\nfour\n", "thrêe", "=?utf-8?Q?thr=C3=AAe?="},
      {"Content-Transfer-Encoding: quoted-printable\n\nfo=\nur fi=76e six\n", "five", "fi=76e"},
      {"Content-Transfer-Encoding: quoted-printable\n\nfo=\nur fi=76e six\n", "four", "fo=\nur"},
      {"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
       "quoted-printable\n\n"
       "f=F6ur five\n",
       "föur", "f=F6ur"},
      {"Content-Type: text/plain; charset=iso-8859-1\n\nf\xf6ur five\n", "föur five",
       "f\xf6ur five"},
      // Whole groups of four characters: "Zm91ciBmaXZl" is "four five".
      {"Content-Transfer-Encoding: base64\n\nZm91\nciBmaXZl\nIHNpeA==\n", "five", "ciBmaXZl"},
      {"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
       "x/y\n\nfour\nfour\n--b\n\nfive\n",
       "five", "five"},
      {"X: a\r\n b\r\n c\r\nContent-Type: text/plain; format*=utf-8''a%20b\r\n\r\nfive\r\n", "five",
       "five"},
  };
  for (const Case& test : cases) {
    for (const std::string before : {"", "From a@x.org Tue Feb  3 09:10:00 2026\n"}) {
      const std::string mail = before + kLetterHead + test.body;
      const Word word = letter_text(mail).find(test.word);
      const std::size_t at = mail.find(test.origin);
      EXPECT_EQ(mail.substr(word.begin, word.end - word.begin), test.origin) << mail;
      EXPECT_EQ(word.begin, at) << mail;
      const auto newlines =
          std::count(mail.begin(), mail.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      EXPECT_EQ(word.line, static_cast<std::uint64_t>(newlines + 1)) << mail;
    }
  }
}

TEST(MailPlaces, AscendWhateverTheMail) {
  support::Dice dice(3);
  const std::vector<std::string> lines = {"From a@x.org Tue Feb  3 09:10:00 2026\n",
                                          kLetterHead,
                                          "\n",
                                          "Content-Type: multipart/mixed; boundary=b\n",
                                          "--b\n",
                                          "--b--\n",
                                          "Content-Type: text/plain; charset=iso-2022-jp\n",
                                          "Content-Transfer-Encoding: base64\n",
                                          "Content-Transfer-Encoding: quoted-printable\n",
                                          "Zm91ciBm\n",
                                          "=41=\n",
                                          "=F6 536-90-4399\r\n",
                                          "\x1b$BF|K\\\n",
                                          "begin 644 x\n",
                                          "#0V%T\n",
                                          "end\n",
                                          "\xf6\xe4 x\n",
                                          "name*=utf-8''x%20y\n",
                                          "Content-Type: text/plain; name*=utf-8''x\n"};
  for (int round = 0; round < 500; ++round) {
    std::string mail = lines[0] + lines[1];
    for (int i = 0; i < 40; ++i) mail += dice.pick(lines);
    const Text text = letter_text(mail);
    std::uint64_t last = 0;
    for (std::size_t at = 0; at < text.text.size(); ++at) {
      const std::uint64_t begin = text.origins.begin_of(at);
      ASSERT_GE(begin, last) << mail;
      ASSERT_GE(text.origins.end_of(at + 1), begin) << mail;
      ASSERT_LE(text.origins.end_of(at + 1), mail.size()) << mail;
      last = begin;
    }
  }
}

}  // namespace
}  // namespace leaksift::content
