// Write-ahead logs of SQLite, made in memory.
#pragma once

#include "content/sqlite_log.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::content::testing {

/// A version of a page; `pages` is the size of the database if a transaction ends here.
struct LogFrame {
  std::uint32_t page = 0;
  std::uint32_t pages = 0;
  std::string bytes;
};

inline void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

inline void append_sum(std::string& out, const SqliteLogSum& sum) {
  append_u32(out, sum.first);
  append_u32(out, sum.second);
}

/// A log as SQLite writes it, with words of this order in its checksums.
inline std::string make_log(std::uint32_t page_size, const std::vector<LogFrame>& frames,
                            bool big_endian = false) {
  const std::string salts = "salt1sal";
  std::string log;
  append_u32(log, big_endian ? 0x377f0683 : 0x377f0682);
  append_u32(log, 3007000);
  append_u32(log, page_size);
  append_u32(log, 0);
  log += salts;
  SqliteLogSum sum;
  sum.add(log, big_endian);
  append_sum(log, sum);
  for (const LogFrame& frame : frames) {
    std::string header;
    append_u32(header, frame.page);
    append_u32(header, frame.pages);
    sum.add(header, big_endian);
    sum.add(frame.bytes, big_endian);
    log += header + salts;
    append_sum(log, sum);
    log += frame.bytes;
  }
  return log;
}

}  // namespace leaksift::content::testing
