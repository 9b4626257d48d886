// Names in running text and in fields, as texts with marked spans: through all of matching, with
// the project's patterns.

#include "detect/matcher.h"
#include "support/database.h"
#include "support/marked_text.h"
#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

constexpr std::string_view kOpen = "\u00ab";
constexpr std::string_view kClose = "\u00bb";

std::string unmarked(std::string_view marked) {
  std::string text;
  for (std::size_t at = 0; at < marked.size();) {
    const bool mark = marked.substr(at, 2) == kOpen || marked.substr(at, 2) == kClose;
    if (!mark) text += marked[at];
    at += mark ? 2 : 1;
  }
  return text;
}

// The text with marks around each name found at medium or above.
std::string marked_names(const std::string& text, double least = 0.5) {
  core::Block block;
  block.bytes.assign(text.begin(), text.end());
  block.own_end = text.size();
  block.last = true;
  Matcher matcher(support::project_database());
  std::string marked;
  std::size_t done = 0;
  for (const core::Match& match : matcher.match(block, {}, least)) {
    if (support::project_patterns().patterns[match.what->pattern].id != "person_name") continue;
    marked += text.substr(done, match.value.begin - done) + std::string(kOpen) +
              text.substr(match.value.begin, match.value.length()) + std::string(kClose);
    done = match.value.end;
  }
  return marked + text.substr(done);
}

class NamesInText : public testing::TestWithParam<const char*> {};

TEST_P(NamesInText, are_found_with_their_spans) {
  EXPECT_EQ(marked_names(unmarked(GetParam())), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Forms, NamesInText,
    testing::Values("Yesterday «Rachel Nichols» came by.", "I asked «Rachel J. Nichols» about it.",
                    "We met «María de la Cruz» there.", "A note from «José Muñoz» arrived.",
                    "It was «Siobhán O'Brien» who wrote.",
                    "The keys of «Karen Smith-Jones» are lost.",
                    "Written by «Thomas Keller Jr.» and others.", "Signed, «Linda Martinez», MD",
                    "«Susan Miller»'s bag", "Dr. «Nguyen» will see you.", "Dear Mrs. «Van Dyke»,",
                    "Patient: «MILLER, SUSAN»  MRN", "customer «KEITH MARTINEZ», order 12",
                    "From: «Zorblat Quixby» <zorblat.quixby@northquay.org>",
                    "Regards,\n«Jennifer Porter»\nSenior Analyst"));

// Of MessagePack a byte before a text says its length; quotes and smileys are no letters either.
INSTANTIATE_TEST_SUITE_P(BehindOtherBytes, NamesInText,
                         testing::Values("\xa4user\xae«Rachel Nichols»\xa3"
                                         "age",
                                         "\xd9\x21«Rachel Nichols»\x00",
                                         "“«Rachel Nichols»” she said",
                                         "🙂«Rachel Nichols»🙂", "，«Rachel Nichols»。",
                                         "ÀRachel Nichols", "«Élodie Martin» — «José Muñoz»"));

INSTANTIATE_TEST_SUITE_P(
    Others, NamesInText,
    testing::Values("We walked down Martin Luther Street.", "Thomas Jefferson High School won.",
                    "She studies at Carson City College.", "Buy at Johnson Brothers Hardware.",
                    "The Amber Brown paint is new.", "Flights to San Jose and Santa Monica.",
                    "The John Deere Tractor Company.", "Jackson, Mississippi is hot.",
                    "public static RoseGarden MarkPage(HunterGreen)", "www.JohnMiller.com/Ann Lee/",
                    "Order a Dr Pepper.", "The Attorney General spoke.", "Error: File Not Found",
                    "GET /Rachel Nichols=1", "New York Times Best Seller List"));

TEST(NameFinder, takes_a_stranger_beside_a_known_name_that_is_no_word) {
  EXPECT_EQ(marked_names("the Rachel Zquorblat thing"), "the «Rachel Zquorblat» thing");
  EXPECT_EQ(marked_names("the Rachel Coverage thing"), "the Rachel Coverage thing");
  EXPECT_EQ(marked_names("by R. Zquorblat"), "by R. Zquorblat");
}

TEST(NameFinder, needs_more_for_a_stranger_beside_a_name_that_is_a_word) {
  EXPECT_EQ(marked_names("the Will Zquorblat thing"), "the Will Zquorblat thing");
}

TEST(NameFinder, takes_no_name_out_of_a_long_row_of_capitals) {
  EXPECT_EQ(marked_names("Susan Miller One Two Three Four Five Six Seven Eight"),
            "Susan Miller One Two Three Four Five Six Seven Eight");
}

TEST(NameFinder, reads_the_edges_of_any_text) {
  for (const std::string text : {"Dr. J. O'Brien-Smith, Jr. d'A É. Ünal de la ",
                                 R"(Al "Bud" Lee (Jo) Day \"Cy\" Fox sig.ra Ott, M. Roe)"}) {
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
      for (std::size_t size = 0; begin + size <= text.size(); ++size) {
        const std::string part = text.substr(begin, size);
        EXPECT_EQ(unmarked(marked_names(part, 0.0)), part);
      }
    }
  }
}

}  // namespace
}  // namespace leaksift::detect
