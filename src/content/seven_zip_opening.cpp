#include "content/seven_zip_opening.h"

#include "content/archive_reader.h"
#include "content/codec.h"

#include <algorithm>
#include <iterator>

namespace leaksift::content {
namespace {

/// A header that is packed holds another one, which may be packed in its turn.
constexpr int kMostNestedHeaders = 4;
/// How far it is verified that a password is right: folders, and kBytesToVerify of the first file
/// in each if noise cannot have been decoded so far.
constexpr std::size_t kProofs = 3;
/// libarchive 3.6 refuses an archive with a folder of more.
constexpr std::size_t kMostCodersOfLibarchive = 4;
/// 7-Zip writes no salt at all, and others one: who has more of them wants them computed.
constexpr std::size_t kMostSalts = 16;
constexpr std::size_t kBuffer = 64 << 10;
constexpr std::string_view kDeflate = "\4\1\x08";
constexpr std::string_view kBzip2Coder = "\4\2\2";

base::Error needs_memory(std::uint64_t bytes) {
  return {"7z: " + std::string(kNeedsMemory) + std::to_string(bytes) + " bytes of memory"};
}

base::Error cannot_be_read() {
  return {"7z: the header cannot be read"};
}

/// Whether one of the coders breaks when it is given noise: most do, but one that stores does not,
/// and PPMd makes noise of it.
bool notices_noise(const SevenZipFolder& folder) {
  return std::any_of(folder.coders.begin(), folder.coders.end(), [](const SevenZipCoder& coder) {
    return coder.id == kSevenZipLzma || coder.id == kSevenZipLzma2 || coder.id == kDeflate ||
           coder.id == kBzip2Coder;
  });
}

/// Whether a header is none by chance: py7zr writes no checksum of one that is encrypted.
bool is_whole_header(std::string_view bytes) {
  const std::optional<SevenZipHeader> header = parse_seven_zip_header(bytes);
  const auto files = header ? files_of(*header) : std::nullopt;
  return files && files->is_whole;
}

/// Makes a folder that stays encrypted one that can be listed, though it could not be decrypted.
void make_listable(SevenZipFolder& folder, std::vector<SevenZipPiece>& streams) {
  SevenZipFolder listable;
  listable.coders.push_back({kSevenZipAes, {}, 1, 1});
  listable.packed = {0};
  listable.sizes = {folder.bytes()};
  listable.crc = folder.crc;
  folder = std::move(listable);
  streams.resize(1);
}

/// An archive of `folder` alone, with the one file that is known of it, be there others too.
std::unique_ptr<ReplayStream> view_of(ReplayStream& source, SevenZipFolder folder,
                                      std::vector<SevenZipPiece> streams,
                                      const SevenZipFirstFile& file) {
  const std::string rest = rest_with_first_file(folder, file);
  SevenZipHeader header;
  header.folders.push_back(std::move(folder));
  header.rest = rest;
  return std::make_unique<ReplayStream>(
      std::make_unique<SevenZipView>(source, std::move(streams), std::move(header)));
}

}  // namespace

base::Status SevenZipOpening::read_header() {
  const auto start = parse_seven_zip_start(read_at(*source_, 0, SevenZipStart::kBytes));
  const std::uint64_t behind =
      source_->size() - std::min(source_->size(), std::uint64_t{SevenZipStart::kBytes});
  if (!start || start->offset > behind || start->bytes > behind - start->offset) {
    return cannot_be_read();
  }
  if (start->bytes == 0) return base::Ok{};  // An archive of nothing.
  if (start->bytes > options_.memory) return needs_memory(start->bytes);
  bytes_ = read_at(*source_, SevenZipStart::kBytes + start->offset, start->bytes);
  for (int i = 0; i < kMostNestedHeaders; ++i) {
    header_ = parse_seven_zip_header(bytes_);
    if (!header_) break;
    const std::optional<std::uint64_t> memory = seven_zip_memory(*header_);
    if (!memory) break;
    if (*memory > options_.memory) return needs_memory(*memory);
    place_streams();
    if (!header_->is_packed) return base::Ok{};
    base::Result<std::string> header = unpack_header();
    if (!header) return header.error();
    bytes_ = *std::move(header);
  }
  return cannot_be_read();
}

/// The header that the one at hand holds.
base::Result<std::string> SevenZipOpening::unpack_header() {
  const SevenZipFolder& folder = header_->folders.front();
  if (!is_placed_) return cannot_be_read();
  if (!is_encrypted(folder)) return decode_header(folder, streams_of(0));
  if (options_.passwords == nullptr) return base::Error{kEncrypted};
  for (const std::string& password : *options_.passwords) {
    if (is_time_over()) break;
    SevenZipFolder open = folder;
    std::vector<SevenZipPiece> streams = streams_of(0);
    if (!decrypt(open, streams, password)) continue;
    base::Result<std::string> header = decode_header(std::move(open), std::move(streams));
    if (!header || !(folder.crc || is_whole_header(*header))) continue;
    password_ = &password;
    return header;
  }
  return base::Error{shortfall_.empty() ? kEncrypted : shortfall_};
}

base::Result<std::string> SevenZipOpening::decode_header(SevenZipFolder folder,
                                                         std::vector<SevenZipPiece> streams) const {
  const SevenZipFirstFile file = {folder.bytes(), folder.crc};
  if (file.bytes > options_.memory) return needs_memory(file.bytes);
  const auto view = view_of(*source_, std::move(folder), std::move(streams), file);
  const auto reader = ArchiveReader::open(*format_, *view);
  Member member;
  if (!reader || !(*reader)->next(member).ok()) return cannot_be_read();
  std::string header;
  std::vector<char> buffer(kBuffer);
  while (header.size() < file.bytes) {
    const auto got = (*reader)->read(buffer.data(), buffer.size());
    if (!got || *got == 0) return cannot_be_read();
    header.append(buffer.data(), *got);
  }
  if (file.crc && seven_zip_crc(header) != *file.crc) return cannot_be_read();
  return header;
}

std::unique_ptr<ReplayStream> SevenZipOpening::open_view() {
  if (!header_) return nullptr;
  const auto& folders = header_->folders;
  const bool encrypted = std::any_of(folders.begin(), folders.end(), is_encrypted);
  if ((!encrypted && password_ == nullptr) || !is_placed_) return nullptr;
  const std::string* const password = password_ != nullptr ? password_ : find_password();
  bool differs = password_ != nullptr;
  std::vector<SevenZipPiece> pieces;
  for (std::size_t i = 0; i < header_->folders.size(); ++i) {
    SevenZipFolder& folder = header_->folders[i];
    const bool was_encrypted = is_encrypted(folder);
    std::vector<SevenZipPiece> some = streams_of(i);
    if (was_encrypted && password != nullptr) decrypt(folder, some, *password);
    const bool is_long = is_encrypted(folder) && folder.coders.size() > kMostCodersOfLibarchive;
    if (is_long) make_listable(folder, some);
    differs = differs || is_long || was_encrypted != is_encrypted(folder);
    std::move(some.begin(), some.end(), std::back_inserter(pieces));
  }
  if (!differs) return nullptr;
  return std::make_unique<ReplayStream>(
      std::make_unique<SevenZipView>(*source_, std::move(pieces), *std::move(header_)));
}

/// Finds where the packed streams stand, if that is within the file.
void SevenZipOpening::place_streams() {
  streams_.clear();
  first_.clear();
  std::uint64_t left = source_->size();
  const auto pass = [&left](std::uint64_t bytes) {
    const bool fits = bytes <= left;
    left -= fits ? bytes : 0;
    return fits;
  };
  is_placed_ = pass(SevenZipStart::kBytes) && pass(header_->begin);
  for (const SevenZipFolder& folder : header_->folders) {
    first_.push_back(streams_.size());
    for (std::size_t i = 0; i < folder.packed.size(); ++i) {
      const std::uint64_t bytes = header_->packed[streams_.size()];
      streams_.push_back({source_->size() - left, bytes, {}, {}});
      is_placed_ = is_placed_ && pass(bytes);
    }
  }
}

/// Those that cost least to verify a password by.
std::vector<SevenZipOpening::Proof> SevenZipOpening::proofs() const {
  std::vector<Proof> proofs;
  const std::optional<SevenZipFiles> files = files_of(*header_);
  for (std::size_t i = 0; files && i < files->first.size(); ++i) {
    const SevenZipFirstFile& file = files->first[i];
    const bool proves = file.bytes > 0 && file.crc;
    if (proves && is_encrypted(header_->folders[i])) proofs.push_back({i, file});
  }
  const auto end = proofs.begin() + std::min(std::ssize(proofs), std::ptrdiff_t{kProofs});
  std::partial_sort(proofs.begin(), end, proofs.end(), [](const Proof& one, const Proof& other) {
    return one.file.bytes < other.file.bytes;
  });
  proofs.erase(end, proofs.end());
  return proofs;
}

/// The first password that any of the proofs is for; null if there is none.
const std::string* SevenZipOpening::find_password() {
  if (options_.passwords == nullptr) return nullptr;
  const std::vector<Proof> some = proofs();
  for (const std::string& password : *options_.passwords) {
    if (some.empty() || is_time_over()) return nullptr;
    const auto proves = [&](const Proof& proof) { return verifies(proof, password); };
    if (std::any_of(some.begin(), some.end(), proves)) return &password;
  }
  return nullptr;
}

/// Whether the file comes out with its checksum, or enough of it.
bool SevenZipOpening::verifies(const Proof& proof, const std::string& password) {
  SevenZipFolder folder = header_->folders[proof.folder];
  std::vector<SevenZipPiece> streams = streams_of(proof.folder);
  if (!decrypt(folder, streams, password)) return false;
  const bool may_stop = notices_noise(folder);
  const auto view = view_of(*source_, std::move(folder), std::move(streams), proof.file);
  const auto reader = ArchiveReader::open(*format_, *view);
  Member member;
  if (!reader || !(*reader)->next(member).ok()) return false;
  std::vector<char> buffer(kBuffer);
  std::uint64_t bytes = 0;
  while (!may_stop || bytes < kBytesToVerify) {
    const auto got = (*reader)->read(buffer.data(), buffer.size());
    if (!got || is_time_over()) return false;
    if (*got == 0) return bytes == proof.file.bytes;
    bytes += *got;
  }
  return true;
}

/// The packed streams of the folder at `index`, as they are.
std::vector<SevenZipPiece> SevenZipOpening::streams_of(std::size_t index) const {
  const auto begin = streams_.begin() + static_cast<std::ptrdiff_t>(first_[index]);
  return {begin, begin + std::ssize(header_->folders[index].packed)};
}

/// Has `streams`, those of `folder`, decrypted, and takes out of it what would do that. False, and
/// both as they are, if that cannot be.
bool SevenZipOpening::decrypt(SevenZipFolder& folder, std::vector<SevenZipPiece>& streams,
                              const std::string& password) {
  SevenZipFolder open = folder;
  const std::optional<SevenZipCiphers> ciphers = take_ciphers(open);
  if (!ciphers) return false;
  std::vector<SevenZipPiece> pieces = streams;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto& cipher = (*ciphers)[i];
    if (!cipher) continue;
    pieces[i].key = key_of(cipher->aes, password);
    if (!pieces[i].key) return false;
    pieces[i].iv = cipher->aes.iv;
    pieces[i].bytes = std::min(cipher->bytes, pieces[i].bytes / kAesBlock * kAesBlock);
  }
  folder = std::move(open);
  streams = std::move(pieces);
  return true;
}

std::optional<SevenZipKey> SevenZipOpening::key_of(const SevenZipAes& aes,
                                                   const std::string& password) {
  if (!aes.is_affordable()) {
    shortfall_ = "7z: " + std::string(kNeedsMemory) + "2^" + std::to_string(aes.power) +
                 " rounds of SHA-256";
    return std::nullopt;
  }
  std::pair salt(aes.power, aes.salt);
  if (salts_.size() == kMostSalts && !salts_.contains(salt)) return std::nullopt;
  salts_.insert(std::move(salt));
  return (options_.keys != nullptr ? *options_.keys : own_keys_).of(aes, password);
}

}  // namespace leaksift::content
