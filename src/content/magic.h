// Magic bytes: which container format a piece of content begins like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leaksift::content {

enum class FormatId : std::uint8_t {
  kGzip,
  kBzip2,
  kXz,
  kLzma,
  kLzip,
  kZstd,
  kLz4,
  kLz4Legacy,  ///< What the Linux kernel and `lz4 -l` make.
  kCompress,
  kZlib,
  kUuencode,
  kZip,
  kSevenZip,
  kRar4,
  kRar5,
  kTar,
  kCpio,
  kAr,
  kIso9660,
  kCab,
  kXar,
  kWarc,
  kCfb,
  kFlatOffice,
  kRtf,
  kTnef,
  kHttp,
  kProgram,  ///< With an archive behind it.
  kSqlite,
  kSqliteWal,
  kPgDump,
  kBson,
  kMongodump,
  kMailbox,
  kMessage,
  kClosed  ///< What is known but never opened.
};

struct Format {
  FormatId id;
  std::string_view name;  ///< As it stands in reasons and in Item::format.
  /// True for what compresses one stream and has no member names.
  bool is_compressor = false;
  /// True if the magic also turns up in other content: what then does not open is plain content,
  /// not a broken container.
  bool is_weak = false;
  /// True if the directory stands at the end: 7z cannot be read without seeking; zip can, but then
  /// nothing after an encrypted member of unknown length is found.
  bool prefers_seeking = false;
  /// True if the directory itself may be encrypted.
  bool may_hide_names = false;
  /// True if it is read here and there, so that all of it must be at hand.
  bool needs_seeking = false;
  /// True for what has a name but is not opened: its bytes are scanned as they are.
  bool is_opaque = false;
  /// True for what packs its content in a way that is not undone, so that its bytes do not show
  /// all.
  bool is_closed = false;
  /// True for what is encrypted, and has no password that would be tried: all of it, unless it is
  /// closed too.
  bool is_encrypted = false;
};

/// What is said to be a message, whatever it begins with.
const Format& message_format(std::string_view prefix);

/// How many bytes find_format() wants to see: ISO 9660 has its magic behind 16 empty sectors.
inline constexpr std::size_t kMagicBytes = 32768 + 6;

/// The format whose magic bytes stand in `prefix`, the first kMagicBytes bytes of the content or
/// all of it; null if none.
const Format* find_format(std::string_view prefix);

}  // namespace leaksift::content
