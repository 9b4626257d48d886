#include "content/seven_zip_opening.h"

#include "content/archive_reader.h"
#include "content/codec.h"
#include "content/lzma_codec.h"

#include <algorithm>
#include <iterator>

namespace leaksift::content {
namespace {

constexpr std::uint64_t kMostHeader = 32 << 20;  ///< Bytes; a member takes about 100.
/// A header that is packed holds another one, which may be packed in its turn.
constexpr int kMostHeaders = 4;
/// How far it is verified that a password is right: folders, and bytes of the first file in each if
/// noise cannot have been decoded so far.
constexpr std::size_t kProofs = 3;
constexpr std::uint64_t kBytesToVerify = 16 << 20;
/// libarchive 3.6 refuses an archive with a folder of more.
constexpr std::size_t kMostCoders = 4;
/// 7-Zip writes no salt at all, and others one: who has more of them wants them computed.
constexpr std::size_t kMostSalts = 16;
constexpr std::string_view kDeflate = "\4\1\x08";
constexpr std::string_view kBzip2 = "\4\2\2";

base::Error needs_memory(std::uint64_t bytes) {
  return {"7z: " + std::string(kNeedsMemory) + std::to_string(bytes) + " bytes of memory"};
}

/// What `packed` is, as `coder` says, in at most `bytes`; headers are packed by LZMA, or not at
/// all.
std::string undo(const std::string& packed, const SevenZipCoder& coder, std::uint64_t bytes) {
  if (coder.id == kSevenZipCopy) return packed.substr(0, bytes);
  return coder.id == kSevenZipLzma ? undo_raw_lzma(packed, coder.properties, bytes) : "";
}

/// Whether one of the coders breaks when it is given noise: most do, but one that stores does not,
/// and PPMd makes noise of it.
bool notices_noise(const SevenZipFolder& folder) {
  return std::any_of(folder.coders.begin(), folder.coders.end(), [](const SevenZipCoder& coder) {
    return coder.id == kSevenZipLzma || coder.id == kSevenZipLzma2 || coder.id == kDeflate ||
           coder.id == kBzip2;
  });
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

}  // namespace

base::Status SevenZipOpening::read_header() {
  const auto start = parse_seven_zip_start(read_at(*source_, 0, SevenZipStart::kBytes));
  if (!start || start->offset > source_->size() || start->bytes > kMostHeader) return base::Ok{};
  bytes_ = read_at(*source_, SevenZipStart::kBytes + start->offset, start->bytes);
  for (int i = 0; i < kMostHeaders; ++i) {
    header_ = parse_seven_zip_header(bytes_);
    if (!header_) return base::Ok{};
    const std::uint64_t memory = seven_zip_memory(*header_);
    if (memory > options_.memory) return needs_memory(memory);
    if (!header_->is_packed) return base::Ok{};
    bytes_ = unpack_header();
    if (bytes_.empty() && !shortfall_.empty()) return base::Error{shortfall_};
  }
  header_.reset();
  return base::Ok{};
}

/// The header that the one at hand holds; empty if that cannot be read.
std::string SevenZipOpening::unpack_header() {
  SevenZipFolder folder = header_->folders.front();
  const std::optional<SevenZipCiphers> ciphers = take_ciphers(folder);
  if (!ciphers || ciphers->size() != 1 || folder.coders.size() != 1) return "";
  SevenZipPiece piece = {SevenZipStart::kBytes + header_->begin, header_->packed.front(), {}, {}};
  if (std::max(piece.bytes, folder.bytes()) > kMostHeader) return "";
  const auto& cipher = ciphers->front();
  if (cipher) return decrypt_header(folder, cipher->aes, piece);
  return undo(read_at(*source_, piece.begin, piece.bytes), folder.coders.front(), folder.bytes());
}

/// The same for one that is encrypted, where the checksum tells which password is right.
std::string SevenZipOpening::decrypt_header(const SevenZipFolder& folder, const SevenZipAes& aes,
                                            const SevenZipPiece& piece) {
  if (options_.passwords == nullptr || !folder.crc) return "";
  const std::string cipher_text = read_at(*source_, piece.begin, piece.bytes);
  for (const std::string& password : *options_.passwords) {
    if (is_time_over()) break;
    const std::optional<SevenZipKey> key = key_of(aes, password);
    if (!key) continue;
    std::string packed = cipher_text;
    decrypt_cbc(*key, aes.iv, packed);
    std::string header = undo(packed, folder.coders.front(), folder.bytes());
    if (header.size() != folder.bytes() || seven_zip_crc(header) != *folder.crc) continue;
    password_ = &password;
    return header;
  }
  return "";
}

std::unique_ptr<ReplayStream> SevenZipOpening::open_view() {
  if (!header_) return nullptr;
  const auto& folders = header_->folders;
  const bool encrypted = std::any_of(folders.begin(), folders.end(), is_encrypted);
  if ((!encrypted && password_ == nullptr) || !place_streams()) return nullptr;
  const std::string* const password = password_ != nullptr ? password_ : find_password();
  bool differs = password_ != nullptr;
  std::vector<SevenZipPiece> pieces;
  for (std::size_t i = 0; i < header_->folders.size(); ++i) {
    SevenZipFolder& folder = header_->folders[i];
    const bool was_encrypted = is_encrypted(folder);
    std::vector<SevenZipPiece> some = streams_of(i);
    if (was_encrypted && password != nullptr) decrypt(folder, some, *password);
    const bool is_long = is_encrypted(folder) && folder.coders.size() > kMostCoders;
    if (is_long) make_listable(folder, some);
    differs = differs || is_long || was_encrypted != is_encrypted(folder);
    std::move(some.begin(), some.end(), std::back_inserter(pieces));
  }
  if (!differs) return nullptr;
  return std::make_unique<ReplayStream>(
      std::make_unique<SevenZipView>(*source_, std::move(pieces), *std::move(header_)));
}

/// Finds where the packed streams stand. False if that is not within the file.
bool SevenZipOpening::place_streams() {
  std::uint64_t left = source_->size();
  const auto pass = [&left](std::uint64_t bytes) {
    const bool fits = bytes <= left;
    left -= fits ? bytes : 0;
    return fits;
  };
  if (!pass(SevenZipStart::kBytes) || !pass(header_->begin)) return false;
  for (const SevenZipFolder& folder : header_->folders) {
    first_.push_back(streams_.size());
    for (std::size_t i = 0; i < folder.packed.size(); ++i) {
      const std::uint64_t bytes = header_->packed[streams_.size()];
      streams_.push_back({source_->size() - left, bytes, {}, {}});
      if (!pass(bytes)) return false;
    }
  }
  return true;
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
  SevenZipHeader header;
  header.folders.push_back(header_->folders[proof.folder]);
  SevenZipFolder& folder = header.folders.front();
  std::vector<SevenZipPiece> pieces = streams_of(proof.folder);
  if (!decrypt(folder, pieces, password)) return false;
  const bool may_stop = notices_noise(folder);
  const std::string rest = rest_with_first_file(folder, proof.file);
  header.rest = rest;
  ReplayStream view(std::make_unique<SevenZipView>(*source_, std::move(pieces), std::move(header)));
  const auto reader = ArchiveReader::open(*format_, view);
  Member member;
  if (!reader || !(*reader)->next(member).ok()) return false;
  std::vector<char> buffer(64 << 10);
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
