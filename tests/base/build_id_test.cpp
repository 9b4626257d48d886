#include "base/build_id.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace leaksift::base {
namespace {

// What readelf of binutils says of this very program.
std::string id_by_readelf() {
  FILE* const pipe = popen("readelf -n /proc/$PPID/exe | sed -n 's/.*Build ID: //p'", "r");
  std::string id(128, '\0');
  id.resize(std::fread(id.data(), 1, id.size(), pipe));
  pclose(pipe);
  while (!id.empty() && id.back() == '\n') id.pop_back();
  return id;
}

TEST(BuildId, IsThatOfTheRunningProgram) {
  EXPECT_FALSE(build_id().empty());
  EXPECT_EQ(build_id(), id_by_readelf());
}

}  // namespace
}  // namespace leaksift::base
