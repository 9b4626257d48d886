// The parts that open an encrypted 7z file: its header, its keys, its folders, and the view of it.
#include "content/seven_zip.h"
#include "content/seven_zip_ciphers.h"
#include "content/seven_zip_view.h"
#include "core/memory_stream.h"

#include <gtest/gtest.h>

#include <random>

namespace leaksift::content {
namespace {

using testing::encrypt_cbc;
using testing::noise;
using testing::parts_of;
using testing::seven_zip_file;

std::string unhex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

template <typename Array>
Array array_of(std::string_view digits) {
  Array array{};
  const std::string bytes = unhex(digits);
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

TEST(SevenZipFieldsTest, NumbersAreReadAsTheyAreWritten) {
  for (unsigned bit = 0; bit < 64; ++bit) {
    for (const std::uint64_t value : {(1ULL << bit) - 1, 1ULL << bit, ~0ULL >> bit}) {
      std::string bytes;
      append_number(bytes, value);
      EXPECT_LE(bytes.size(), 1 + (bit == 0 ? 8 : 64 / 7));
      SevenZipFields fields(bytes);
      EXPECT_EQ(fields.number(), value);
      EXPECT_TRUE(fields.good());
      EXPECT_EQ(fields.rest(), "");
    }
  }
}

TEST(SevenZipHeaderTest, WhatIsReadIsWrittenTheSame) {
  for (const char* const name : {"open-header.7z", "lzma2.7z", "hidden.7z", "hidden-unpacked.7z"}) {
    SCOPED_TRACE(name);
    const std::string header = parts_of(seven_zip_file(name)).header;
    const auto parsed = parse_seven_zip_header(header);
    ASSERT_TRUE(parsed);
    const std::string written = write_seven_zip_header(*parsed);
    // 7-Zip says of all checksums at once that they are there, and we of each.
    const auto again = parse_seven_zip_header(written);
    ASSERT_TRUE(again);
    EXPECT_EQ(write_seven_zip_header(*again), written);
    EXPECT_EQ(again->rest, parsed->rest);
    EXPECT_EQ(again->folders.size(), 1u);
    EXPECT_EQ(again->folders[0].crc, parsed->folders[0].crc);
    EXPECT_EQ(again->packed, parsed->packed);
  }
}

TEST(SevenZipHeaderTest, AHeaderThatIsCutIsNone) {
  const std::string header = parts_of(seven_zip_file("hidden.7z")).header;
  for (std::size_t size = 0; size + 1 < header.size(); ++size) {
    EXPECT_FALSE(parse_seven_zip_header(header.substr(0, size))) << size;
  }
}

TEST(SevenZipHeaderTest, TheFirstFileOfAFolderIsKnown) {
  const std::string header = parts_of(seven_zip_file("open-header.7z")).header;
  const auto parsed = parse_seven_zip_header(header);
  ASSERT_TRUE(parsed);
  const auto files = files_of(*parsed);
  ASSERT_TRUE(files);
  EXPECT_EQ(files->count, 2u);
  EXPECT_TRUE(files->is_whole);
  ASSERT_EQ(files->first.size(), 1u);
  EXPECT_EQ(files->first[0].bytes, 45u);
  const std::string first = "id,name,email\n1,Test Person,test@example.com\n";
  EXPECT_EQ(files->first[0].crc, seven_zip_crc(first));
}

TEST(SevenZipHeaderTest, AListThatEndsElsewhereThanTheHeaderIsNotWhole) {
  const std::string header = parts_of(seven_zip_file("open-header.7z")).header;
  for (std::size_t size = 0; size <= header.size() + 1; ++size) {
    std::string other = header.substr(0, size);
    if (size > header.size()) other += '\0';
    const auto parsed = parse_seven_zip_header(other);
    const auto files = parsed ? files_of(*parsed) : std::nullopt;
    EXPECT_EQ(files && files->is_whole, size == header.size()) << size;
  }
}

TEST(SevenZipHeaderTest, PropertiesOfTheArchiveArePassedOver) {
  const std::string header = parts_of(seven_zip_file("open-header.7z")).header;
  const auto without = parse_seven_zip_header(header);
  const std::string other = "\1\2\x19\3abc" + std::string(1, '\0') + header.substr(1);
  const auto parsed = parse_seven_zip_header(other);
  ASSERT_TRUE(parsed && without);
  EXPECT_EQ(write_seven_zip_header(*parsed), write_seven_zip_header(*without));
}

TEST(SevenZipHeaderTest, TheListOfFilesTakesMemory) {
  std::string header = "\1\5";
  append_number(header, 1'000'000'000);
  header += std::string(2, '\0');
  const auto parsed = parse_seven_zip_header(header);
  ASSERT_TRUE(parsed);
  EXPECT_GT(seven_zip_memory(*parsed).value_or(0), 48'000'000'000u);
  header = "\1\5";
  append_number(header, UINT64_MAX);
  header += std::string(2, '\0');
  EXPECT_GT(seven_zip_memory(parse_seven_zip_header(header).value()).value_or(0), 1ULL << 62);
}

TEST(SevenZipAesTest, PropertiesAreReadAsSevenZipReadsThem) {
  struct Case {
    std::string bytes;
    bool good;
    unsigned power = 0;
    std::string salt = {};
    std::string iv = {};
  };
  const Case cases[] = {
      {"", true},
      {"13", true, 19},
      {"1300", false},
      {"53", false},
      {"5307"
       "0102030405060708",
       true, 19, "", "0102030405060708"},
      {"5307"
       "01020304050607",
       false},
      {"5307"
       "010203040506070809",
       false},
      {"d310"
       "aabb"
       "01",
       true, 19, "aabb", "01"},
      {"ffff"
       "000102030405060708090a0b0c0d0e0f"
       "101112131415161718191a1b1c1d1e1f",
       true, 63, "000102030405060708090a0b0c0d0e0f", "101112131415161718191a1b1c1d1e1f"},
  };
  for (const Case& some : cases) {
    SCOPED_TRACE(some.bytes);
    const auto aes = parse_seven_zip_aes(unhex(some.bytes));
    ASSERT_EQ(aes.has_value(), some.good);
    if (!aes) continue;
    EXPECT_EQ(aes->power, some.power);
    EXPECT_EQ(aes->salt, unhex(some.salt));
    EXPECT_EQ(aes->iv, array_of<AesBlock>(some.iv));
  }
}

TEST(SevenZipAesTest, PasswordsAreUtf16) {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"ab", "61006200"},
      {"\xc3\xa9\xe2\x82\xac", "e900ac20"},
      {"\xf0\x9f\x98\x80", "3dd800de"},
      {"a\xe9\x80", "6100e900ac20"},     // No UTF-8: windows-1252.
      {"\xed\xa0\x80", "ed00a000ac20"},  // Nor are surrogates.
  };
  for (const auto& [password, wide] : cases) {
    EXPECT_EQ(utf16_of_password(password), unhex(wide)) << wide;
  }
}

// Python: hashlib.sha256(b"".join(salt + "ab".encode("utf-16-le") + i.to_bytes(8, "little")
//                                 for i in range(1 << power)))
TEST(SevenZipAesTest, KeysAreHashesOfAllRounds) {
  SevenZipKeys keys;
  const std::tuple<unsigned, std::string, std::string> cases[] = {
      {0, "", "b15be90359b8b05288917fc7d65b8f2a38a395036e4780613d02ad566a350478"},
      {3, "aabb", "40c01ac1965c3f0224b1c7a667399bf2c4c8c46a4d7b447406f0a1943d1470eb"},
      {6, "", "6f23b1851af7ef1863f13c3c6eb75bd2d3fa298460ec8cf221cb9787af2a0532"},
      {9, "01", "bc6d0249777f6a36fec3bfc0af66c8b68cb863aa2c126dd97273871e726af824"},
      {19, "", "9fda9fe7f1a6f0f2c7319b0fad35ad218927c0c3ed55c4e64a64f9f7c152e3d0"},
      {63, "aa", "aa61006200" + std::string(54, '0')},
  };
  for (const auto& [power, salt, wanted] : cases) {
    SevenZipAes aes;
    aes.power = power;
    aes.salt = unhex(salt);
    for (int i = 0; i < 2; ++i)
      EXPECT_EQ(keys.of(aes, "ab"), array_of<SevenZipKey>(wanted)) << power;
  }
}

TEST(SevenZipAesTest, DearKeysAreNotComputed) {
  SevenZipKeys keys;
  SevenZipAes aes;
  aes.power = 25;
  EXPECT_FALSE(keys.of(aes, "ab"));
  aes.power = 4;
  EXPECT_TRUE(keys.of(aes, std::string(1024, 'a')));
  EXPECT_FALSE(keys.of(aes, std::string(1025, 'a')));
}

// NIST SP 800-38A, F.2.6.
TEST(SevenZipAesTest, DecryptsThePublishedBlocks) {
  const auto key =
      array_of<SevenZipKey>("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
  const auto iv = array_of<AesBlock>("000102030405060708090a0b0c0d0e0f");
  std::string bytes = unhex("f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d");
  const std::string plain =
      unhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
  decrypt_cbc(key, iv, bytes);
  EXPECT_EQ(bytes, plain);
}

TEST(SevenZipAesTest, ABlockThatIsNotWholeIsDropped) {
  for (const std::size_t size : {0u, 1u, 15u, 16u, 17u, 47u}) {
    std::string bytes(size, 'x');
    decrypt_cbc({}, {}, bytes);
    EXPECT_EQ(bytes.size(), size / kAesBlock * kAesBlock);
  }
}

SevenZipCoder aes_coder() {
  return {kSevenZipAes, "\x13", 1, 1};
}

TEST(SevenZipCiphersTest, AloneAesBecomesACopy) {
  SevenZipFolder folder;
  folder.coders = {aes_coder()};
  folder.packed = {0};
  folder.sizes = {100};
  const auto ciphers = take_ciphers(folder);
  ASSERT_TRUE(ciphers);
  ASSERT_EQ(ciphers->size(), 1u);
  EXPECT_EQ((*ciphers)[0]->bytes, 100u);
  EXPECT_EQ((*ciphers)[0]->aes.power, 19u);
  EXPECT_EQ(folder.coders[0].id, kSevenZipCopy);
  EXPECT_EQ(folder.packed, std::vector<std::uint32_t>{0});
  EXPECT_FALSE(is_encrypted(folder));
}

TEST(SevenZipCiphersTest, InFrontOfOthersItIsTakenOutWhereverItStands) {
  for (const bool first : {true, false}) {
    SevenZipFolder folder;
    const SevenZipCoder lzma = {kSevenZipLzma, "12345", 1, 1};
    if (first) {
      folder.coders = {aes_coder(), lzma};
      folder.bonds = {{1, 0}};
      folder.packed = {0};
      folder.sizes = {90, 400};
    } else {
      folder.coders = {lzma, aes_coder()};
      folder.bonds = {{0, 1}};
      folder.packed = {1};
      folder.sizes = {400, 90};
    }
    const auto ciphers = take_ciphers(folder);
    ASSERT_TRUE(ciphers);
    EXPECT_EQ((*ciphers)[0]->bytes, 90u);
    ASSERT_EQ(folder.coders.size(), 1u);
    EXPECT_EQ(folder.coders[0].id, kSevenZipLzma);
    EXPECT_TRUE(folder.bonds.empty());
    EXPECT_EQ(folder.packed, std::vector<std::uint32_t>{0});
    EXPECT_EQ(folder.sizes, std::vector<std::uint64_t>{400});
    EXPECT_EQ(folder.bytes(), 400u);
  }
}

TEST(SevenZipCiphersTest, WhereverElseItStandsTheFolderStaysClosed) {
  const SevenZipCoder lzma = {kSevenZipLzma, "12345", 1, 1};
  SevenZipFolder behind;  // Encrypted first, and then packed.
  behind.coders = {aes_coder(), lzma};
  behind.bonds = {{0, 1}};
  behind.packed = {1};
  behind.sizes = {100, 100};
  EXPECT_FALSE(take_ciphers(behind));
  SevenZipFolder unbound;  // Two coders that have nothing to do with one another.
  unbound.coders = {aes_coder(), lzma};
  unbound.bonds = {{1, 1}};
  unbound.packed = {0};
  unbound.sizes = {100, 100};
  EXPECT_FALSE(take_ciphers(unbound));
  SevenZipFolder twice;
  twice.coders = {aes_coder(), aes_coder()};
  twice.bonds = {{1, 0}};
  twice.packed = {0};
  twice.sizes = {100, 100};
  EXPECT_FALSE(take_ciphers(twice));
  SevenZipFolder wide;
  wide.coders = {{kSevenZipAes, "\x13", 2, 1}};
  wide.packed = {0, 1};
  wide.sizes = {100};
  EXPECT_FALSE(take_ciphers(wide));
}

/// A view of two pieces: one as it is, and one that is encrypted.
class ViewTest : public ::testing::Test {
 protected:
  ViewTest() {
    iv_[3] = 7;
    key_[5] = 9;
    file_ = "front" + plain_ + encrypt_cbc(key_, iv_, secret_);
    source_ = std::make_unique<ReplayStream>(std::make_unique<core::MemoryStream>(file_));
    SevenZipHeader header;
    header.folders.resize(2);
    for (SevenZipFolder& folder : header.folders) {
      folder.coders = {{kSevenZipCopy, {}, 1, 1}};
      folder.packed = {0};
      folder.sizes = {1};
    }
    view_ = std::make_unique<SevenZipView>(
        *source_,
        std::vector<SevenZipPiece>{{5, plain_.size(), {}, {}},
                                   {5 + plain_.size(), secret_.size(), key_, iv_}},
        header);
  }

  std::string plain_ = noise(1000);
  std::string secret_ = noise(200'007);
  AesBlock iv_{};
  SevenZipKey key_{};
  std::string file_;
  std::unique_ptr<ReplayStream> source_;
  std::unique_ptr<SevenZipView> view_;
};

std::string read_all(core::ByteStream& stream, std::size_t step) {
  std::string all;
  std::vector<char> buffer(step);
  while (true) {
    const auto got = stream.read(buffer.data(), buffer.size());
    if (!got || *got == 0) return all;
    all.append(buffer.data(), *got);
  }
}

TEST_F(ViewTest, HasItsPiecesBetweenAStartAndAHeader) {
  const std::string all = read_all(*view_, 1000);
  EXPECT_EQ(all.size(), view_->size());
  const auto start = parse_seven_zip_start(all);
  ASSERT_TRUE(start);
  EXPECT_EQ(start->offset, plain_.size() + secret_.size());
  const auto [body, header] = parts_of(all);
  EXPECT_EQ(body, plain_ + secret_);
  const auto parsed = parse_seven_zip_header(header);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->packed, (std::vector<std::uint64_t>{plain_.size(), secret_.size()}));
  EXPECT_EQ(testing::file_of({body, header}), all);
}

TEST_F(ViewTest, AnySeekAndStepGiveTheSameBytes) {
  const std::string all = read_all(*view_, 1 << 20);
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    const std::size_t at = random() % (all.size() + 10);
    std::string some(random() % 300, '\0');
    ASSERT_TRUE(view_->seek(at).ok());
    const auto got = view_->read(some.data(), some.size());
    ASSERT_TRUE(got);
    some.resize(*got);
    ASSERT_EQ(some, all.substr(std::min(at, all.size()), *got));
    ASSERT_TRUE(*got > 0 || at >= all.size() || some.empty());
  }
}

TEST_F(ViewTest, WhatTheSourceLacksIsLacking) {
  ReplayStream cut(std::make_unique<core::MemoryStream>(
      std::string_view(file_).substr(0, 5 + plain_.size() + 100)));
  SevenZipView view(cut, {{5 + plain_.size(), secret_.size(), key_, iv_}}, {});
  const std::string all = read_all(view, 1000);
  EXPECT_EQ(all.size(), SevenZipStart::kBytes + 96);
  EXPECT_TRUE(all.ends_with(secret_.substr(0, 96)));
}

}  // namespace
}  // namespace leaksift::content
