// SevenZipOpening: finds out what a 7z file holds, and which password opens it.
#pragma once

#include "base/result.h"
#include "content/magic.h"
#include "content/open_options.h"
#include "content/replay_stream.h"
#include "content/seven_zip_aes.h"
#include "content/seven_zip_ciphers.h"
#include "content/seven_zip_header.h"
#include "content/seven_zip_view.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace leaksift::content {

/// Used once: read_header(), then open_view(). What libarchive is given afterwards was read here
/// too, so that its memory is bounded: what this does not understand is not opened.
class SevenZipOpening {
 public:
  /// `source` is seekable; it and what `options` points to must outlive this.
  SevenZipOpening(const Format& format, ReplayStream& source, const OpenOptions& options)
      : format_(&format), source_(&source), options_(options) {}

  /// Reads the header, be it packed and encrypted, which takes a few times the memory that it has
  /// bytes. The error is kEncrypted if no password opens it; one that begins with "7z: needs " says
  /// what is over a limit: so much memory, or so many rounds.
  base::Status read_header();

  /// The archive as it would be without its encryption, as far as a password opens it; null if that
  /// is the archive as it is.
  std::unique_ptr<ReplayStream> open_view();

  /// What keeps something from being decrypted, whatever the password: "7z: needs 2^30 rounds of
  /// SHA-256"; or empty.
  const std::string& shortfall() const { return shortfall_; }

 private:
  /// A folder by which a password is verified, and the file in it that must come out.
  struct Proof {
    std::size_t folder;
    SevenZipFirstFile file;
  };

  base::Result<std::string> unpack_header();
  base::Result<std::string> decode_header(SevenZipFolder folder,
                                          std::vector<SevenZipPiece> streams) const;
  void place_streams();
  std::vector<Proof> proofs() const;
  const std::string* find_password();
  bool verifies(const Proof& proof, const std::string& password);
  std::vector<SevenZipPiece> streams_of(std::size_t index) const;
  bool decrypt(SevenZipFolder& folder, std::vector<SevenZipPiece>& streams,
               const std::string& password);
  std::optional<SevenZipKey> key_of(const SevenZipAes& aes, const std::string& password);
  bool is_time_over() const { return options_.time != nullptr && options_.time->passed(); }

  const Format* format_;
  ReplayStream* source_;
  OpenOptions options_;
  SevenZipKeys own_keys_;
  std::string bytes_;  ///< Of the header.
  std::optional<SevenZipHeader> header_;
  std::vector<SevenZipPiece> streams_;     ///< The packed streams, as they are.
  std::vector<std::size_t> first_;         ///< Of each folder, in `streams_`.
  bool is_placed_ = false;                 ///< All packed streams stand within the file.
  const std::string* password_ = nullptr;  ///< That opened the header.
  /// Salts of which there is a key, with the power of its rounds.
  std::set<std::pair<unsigned, std::string>> salts_;
  std::string shortfall_;
};

}  // namespace leaksift::content
