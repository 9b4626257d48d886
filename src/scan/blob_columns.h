// BlobColumns: what the columns of a blob hold, judged once by its first rows.
#pragma once

#include "detect/matcher.h"
#include "structure/cursor.h"

#include <mutex>
#include <string>
#include <utility>

namespace leaksift::scan {

/// Made by the thread that reads the blob, shared by all workers that scan blocks of it. The first
/// of them that asks does the work; the verdict then holds for all rows, so that it depends neither
/// on the block size nor on threads.
class BlobColumns {
 public:
  /// `prefix`: the first bytes of the blob, as many as tell its format; `begin` stands before them.
  BlobColumns(std::string prefix, structure::Cursor begin)
      : prefix_(std::move(prefix)), begin_(std::move(begin)) {}

  const detect::ColumnProfiles& profiles(detect::Matcher& matcher) {
    std::call_once(judged_, [&] {
      core::RecordIndex records;
      begin_.index(prefix_, records);
      profiles_ = matcher.profile(prefix_, records);
      prefix_ = {};
    });
    return profiles_;
  }

 private:
  std::once_flag judged_;
  std::string prefix_;
  structure::Cursor begin_;
  detect::ColumnProfiles profiles_;
};

}  // namespace leaksift::scan
