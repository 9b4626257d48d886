// Archives that stand behind a program that unpacks them.
#pragma once

#include "content/container_reader.h"
#include "content/replay_stream.h"

#include <memory>
#include <optional>
#include <string_view>

namespace leaksift::content {

/// Whether `prefix` begins a program of Windows (PE) or Linux (ELF).
bool begins_like_program(std::string_view prefix);

/// Where in `bytes` a zip, 7z or rar begins behind other bytes. Each has more than its magic there,
/// which programs that unpack hold too.
std::optional<std::size_t> find_appended_archive(std::string_view bytes);

/// A program with an archive behind it, as two members: "program", and "archive from byte 30720".
class SelfExtractingReader final : public ContainerReader {
 public:
  /// How far an archive is looked for: the programs of known makers are smaller.
  static constexpr std::size_t kMostProgram = 1 << 20;

  /// Null if there is no archive. `source` must outlive it.
  static std::unique_ptr<SelfExtractingReader> open(ReplayStream& source);

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;

 private:
  SelfExtractingReader(ReplayStream& source, std::size_t begin)
      : source_(source), begin_(begin), left_(begin) {}

  ReplayStream& source_;
  std::size_t begin_;  ///< Of the archive.
  std::size_t left_;   ///< Of the program.
  int members_ = 0;
};

}  // namespace leaksift::content
