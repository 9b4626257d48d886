#include "source/glob.h"

#include <gtest/gtest.h>

#include <fnmatch.h>
#include <string>
#include <vector>

namespace leaksift::source {
namespace {

TEST(GlobTest, MatchesAsItsContractSays) {
  struct Case {
    const char* glob;
    const char* path;
    bool matches;
  };
  const Case cases[] = {
      {"*.log", "a.log", true},
      {"*.log", "deep/down/a.log", true},
      {"*.log", "a.log/b", false},
      {"dir/*.log", "dir/a.log", true},
      {"dir/*.log", "dir/sub/a.log", false},
      {"dir/*.log", "x/dir/a.log", false},
      {"/*.log", "a.log", true},
      {"/*.log", "dir/a.log", false},
      {"**/*.log", "a.log", true},
      {"**/*.log", "x/y/a.log", true},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "a/xb", false},
      {"a/**/b", "ab", false},
      {"a/**", "a/b/c", true},
      {"a/**", "a", false},
      {"a/x**z", "a/x/y/z", true},
      {"**", "any/thing", true},
      {"a?c", "abc", true},
      {"x/a?c", "x/a/c", false},
      {"x[/]y/z", "x/y/z", false},
      {"x[!a]y/z", "x/y/z", false},
      {"[a-c]1", "b1", true},
      {"[a-c]1", "d1", false},
      {"[!a-c]1", "d1", true},
      {"[^a-c]1", "b1", false},
      {"[]x]", "]", true},
      {"[a-]", "-", true},
      {"[[:digit:]x]", "7", true},
      {"[[:digit:]x]", "a", false},
      {"[abc", "[abc", true},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {".*", ".hidden", true},
      {"*", ".hidden", true},
      {"\xff*", "\xff\xfe", true},
      {"?", "\xff", true},
      {"", "a", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Glob(c.glob).matches(c.path, false), c.matches) << c.glob << " on " << c.path;
  }
}

TEST(GlobTest, ASlashAtTheEndMeansDirectoriesOnly) {
  EXPECT_TRUE(Glob("build/").matches("x/build", true));
  EXPECT_FALSE(Glob("build/").matches("x/build", false));
  EXPECT_TRUE(Glob("x/build/").matches("x/build", true));
}

// Without "**" the language is fnmatch's: every short glob and path over a small alphabet.
TEST(GlobTest, AgreesWithFnmatchOnAllShortGlobs) {
  const std::string letters = "ab/*?[]!-";
  const std::vector<std::string> paths = {"x/a", "x/b", "x/ab", "x/a/b", "x/-", "x/!", "x/]", "x/"};
  for (std::size_t code = 0; code < 9 * 9 * 9 * 9 * 9; ++code) {
    std::string glob = "x/";
    for (std::size_t rest = code, i = 0; i < 5; ++i, rest /= 9) glob += letters[rest % 9];
    if (glob.find("**") != std::string::npos || glob.ends_with('/')) continue;
    // A slash or an unclosed class in brackets is undefined in POSIX.
    if (glob.find('[') != std::string::npos) {
      const std::string_view rest = std::string_view(glob).substr(glob.find('['));
      if (rest.find('/') != std::string_view::npos || rest.rfind(']') < 2) continue;
      if (rest.substr(1).find('[') != std::string_view::npos) continue;
    }
    const Glob compiled(glob);
    for (const std::string& path : paths) {
      const bool expected = ::fnmatch(glob.c_str(), path.c_str(), FNM_PATHNAME) == 0;
      ASSERT_EQ(compiled.matches(path, false), expected) << glob << " on " << path;
    }
  }
}

TEST(GlobTest, ManyStarsOnALongPathAreNoTrap) {
  std::string glob;
  for (int i = 0; i < 50; ++i) glob += "*a";
  EXPECT_FALSE(Glob(glob + "b").matches(std::string(5000, 'a'), false));
}

}  // namespace
}  // namespace leaksift::source
