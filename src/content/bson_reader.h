// BsonReader: a dump of MongoDB as a container of NDJSON.
#pragma once

#include "content/container_reader.h"
#include "content/source_window.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leaksift::content {

/// What mongodump writes, as a file of documents for each collection or as an archive of several.
/// Its members:
///
/// - of a file: "documents", one document a line, as relaxed Extended JSON;
/// - of an archive (mongo-tools-common, archive/archive.go): "metadata", and "shop.people" for each
///   run of documents of one collection, which others may part.
///
/// Reads forward alone, a document at a time. One that makes no sense ends its member with an
/// error, and is a member "raw from byte 812", as it is; then the others follow. Where no document
/// begins, or one is cut off, all ends with an error, and rest() begins there.
class BsonReader final : public ContainerReader {
 public:
  enum class Kind : std::uint8_t { kDocuments, kArchive };

  /// `source` must outlive it.
  BsonReader(ReplayStream& source, Kind kind) : window_(source), kind_(kind) {}

  base::Result<bool> next(Member& member) override;
  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;
  std::uint64_t bytes_used() const override { return begin_; }
  std::size_t memory() const override { return bytes_.capacity() + text_.capacity(); }
  std::unique_ptr<core::ByteStream> rest(std::uint64_t& offset) override;

 private:
  /// What stands at the front: nothing more, the end of a run in an archive, a document.
  enum class Found : std::uint8_t { kEnd, kTerminator, kDocument };

  std::string_view name() const { return kind_ == Kind::kArchive ? "mongodump" : "bson"; }
  base::Result<bool> fill();
  base::Status take(std::size_t count);
  base::Result<Found> next_document();
  base::Result<bool> next_run(Member& member);
  void begin_run(std::string name, Member& member);
  void pass_over();
  base::Error damage(std::string_view why) const;
  base::Error damaged(std::string_view why);

  SourceWindow window_;
  Kind kind_;
  std::string_view input_;   ///< Of the window's last block, not taken yet.
  std::string bytes_;        ///< What was taken of the document at hand...
  std::uint64_t begin_ = 0;  ///< ...and where it begins in the source.
  bool started_ = false;
  bool in_run_ = false;  ///< Documents of the member at hand may follow.
  std::string run_;      ///< Its name.
  /// What becomes of a document that makes no sense, in this order.
  enum class Senseless : std::uint8_t { kNone, kMet, kHandedOut } senseless_ = Senseless::kNone;
  std::string text_;            ///< Of the document at hand...
  std::size_t handed_out_ = 0;  ///< ...and how much of it has been read.
  std::optional<base::Error> error_;
};

}  // namespace leaksift::content
