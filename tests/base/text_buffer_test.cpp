#include "base/text_buffer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace leaksift::base {
namespace {

TEST(TextBuffer, HoldsWhatIsAppendedAndWrittenInPlace) {
  TextBuffer buffer;
  std::string expected;
  for (int i = 0; i < 200; ++i) {
    const std::string text(static_cast<std::size_t>(i), static_cast<char>('a' + i % 26));
    expected += text;
    if (i % 2 == 0) {
      buffer.append(text);
    } else {
      buffer.written_to(std::copy(text.begin(), text.end(), buffer.room(text.size() + 7)));
    }
    ASSERT_EQ(buffer.view(), expected);
  }
}

TEST(TextBuffer, KeepsItsRoomWhenCleared) {
  TextBuffer buffer;
  buffer.append(std::string(1000, 'x'));
  const std::size_t capacity = buffer.capacity();
  buffer.clear();
  EXPECT_EQ(buffer.view(), "");
  EXPECT_EQ(buffer.capacity(), capacity);
}

TEST(TextBuffer, IsEmptyWhenMovedFrom) {
  TextBuffer buffer;
  buffer.append("abc");
  TextBuffer other = std::move(buffer);
  EXPECT_EQ(other.view(), "abc");
  EXPECT_EQ(buffer.view(), "");  // NOLINT(bugprone-use-after-move)
  buffer.append("de");
  other = std::move(buffer);
  EXPECT_EQ(other.view(), "de");
}

}  // namespace
}  // namespace leaksift::base
