#include "content/open_reader.h"

#include "content/archive_reader.h"
#include "content/bson_reader.h"
#include "content/cfb_reader.h"
#include "content/codec.h"
#include "content/decompressor.h"
#include "content/flat_office.h"
#include "content/http_reader.h"
#include "content/mail_reader.h"
#include "content/office_reader.h"
#include "content/pg_custom_reader.h"
#include "content/rtf_reader.h"
#include "content/self_extracting.h"
#include "content/seven_zip_reader.h"
#include "content/sqlite_log_reader.h"
#include "content/sqlite_reader.h"
#include "content/tnef_reader.h"

#include <utility>

namespace leaksift::content {

using Opened = base::Result<std::unique_ptr<ContainerReader>>;

Opened open_reader(const Format& format, ReplayStream& stream, const OpenOptions& options) {
  if (format.id == FormatId::kSqlite) {
    if (!stream.seekable()) return base::Error{"sqlite: too large to be held"};
    auto reader = SqliteReader::open(stream, options.beside, options.time);
    return reader ? Opened(*std::move(reader)) : Opened(reader.error());
  }
  if (format.id == FormatId::kSqliteWal) {
    if (!stream.seekable()) return base::Error{"sqlite-wal: too large to be held"};
    auto reader = SqliteLogReader::open(stream, options.beside, options.time);
    return reader ? Opened(*std::move(reader)) : Opened(reader.error());
  }
  if (format.id == FormatId::kFlatOffice) {
    const auto kind = FlatOfficeReader::kind_of(stream.peek(kMagicBytes));
    return Opened(std::make_unique<FlatOfficeReader>(stream, kind));
  }
  if (format.id == FormatId::kRtf) return Opened(std::make_unique<RtfReader>(stream));
  if (format.id == FormatId::kTnef) return Opened(std::make_unique<TnefReader>(stream));
  if (format.id == FormatId::kHttp) {
    auto reader = HttpReader::open(stream);
    return reader ? Opened(std::move(reader)) : Opened(base::Error{"no headers"});
  }
  if (format.id == FormatId::kProgram) {
    auto reader = SelfExtractingReader::open(stream);
    return reader ? Opened(std::move(reader)) : Opened(base::Error{"no archive"});
  }
  if (format.id == FormatId::kCfb) {
    if (!stream.seekable()) return base::Error{"cfb: too large to be held"};
    auto reader = CfbReader::open(stream);
    return reader ? Opened(*std::move(reader)) : Opened(reader.error());
  }
  if (format.id == FormatId::kMailbox || format.id == FormatId::kMessage) {
    return Opened(std::make_unique<MailReader>(stream, format.id == FormatId::kMailbox));
  }
  if (format.id == FormatId::kPgDump) {
    return Opened(std::make_unique<PgCustomReader>(stream, options.memory));
  }
  if (format.id == FormatId::kBson || format.id == FormatId::kMongodump) {
    const bool archive = format.id == FormatId::kMongodump;
    return Opened(std::make_unique<BsonReader>(
        stream, archive ? BsonReader::Kind::kArchive : BsonReader::Kind::kDocuments));
  }
  if (format.id == FormatId::kZip && stream.seekable()) {
    if (auto office = OfficeReader::open(format, stream)) return Opened(std::move(office));
    if (!stream.seek(0)) return base::Error{"zip: seek failed"};
  }
  if (auto codec = make_codec(format.id, options.memory)) {
    return Opened(std::make_unique<Decompressor>(format, std::move(codec), stream));
  }
  if (format.id == FormatId::kSevenZip && stream.seekable()) {
    return SevenZipReader::open(format, stream, options);
  }
  auto reader = ArchiveReader::open(format, stream, options);
  return reader ? Opened(*std::move(reader)) : Opened(reader.error());
}

}  // namespace leaksift::content
