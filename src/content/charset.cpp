#include "content/charset.h"

#include <string>

namespace leaksift::content {
namespace {

using enum CharsetKind;

constexpr Charset kCharsets[] = {
    {"utf-8", kUtf8, "", " utf8 utf8mb3 utf8mb4 unicode11utf8 unicode20utf8 xunicode20utf8 "},
    {"utf-16le", kUtf16, "", " utf16le utf16 unicode ucs2 iso10646ucs2 csunicode unicodefeff "},
    {"utf-16be", kUtf16, "", " utf16be unicodefffe "},
    {"utf-32le", kUtf32, "", " utf32le utf32 ucs4 "},
    {"utf-32be", kUtf32, "", " utf32be "},
    {"windows-1252", kByte, "CP1252",
     " windows1252 cp1252 xcp1252 win1252 latin1 l1 iso88591 isoir100 csisolatin1 cp819 ibm819 "
     "ascii "
     "usascii ansix341968 sqlascii "},
    {"windows-1250", kByte, "CP1250", " windows1250 cp1250 xcp1250 win1250 "},
    {"windows-1251", kByte, "CP1251", " windows1251 cp1251 xcp1251 win1251 win "},
    {"windows-1253", kByte, "CP1253", " windows1253 cp1253 xcp1253 win1253 "},
    {"windows-1254", kByte, "CP1254",
     " windows1254 cp1254 xcp1254 win1254 latin5 l5 iso88599 isoir148 csisolatin5 "},
    {"windows-1255", kByte, "CP1255", " windows1255 cp1255 xcp1255 win1255 "},
    {"windows-1256", kByte, "CP1256", " windows1256 cp1256 xcp1256 win1256 "},
    {"windows-1257", kByte, "CP1257", " windows1257 cp1257 xcp1257 win1257 "},
    {"windows-874", kByte, "CP874", " windows874 cp874 dos874 win874 tis620 iso885911 "},
    {"iso-8859-2", kByte, "ISO-8859-2", " iso88592 latin2 l2 isoir101 csisolatin2 "},
    {"iso-8859-3", kByte, "ISO-8859-3", " iso88593 latin3 l3 isoir109 csisolatin3 "},
    {"iso-8859-4", kByte, "ISO-8859-4", " iso88594 latin4 l4 isoir110 csisolatin4 "},
    {"iso-8859-5", kByte, "ISO-8859-5", " iso88595 cyrillic isoir144 csisolatincyrillic "},
    {"iso-8859-6", kByte, "ISO-8859-6", " iso88596 arabic isoir127 csisolatinarabic "},
    {"iso-8859-7", kByte, "ISO-8859-7", " iso88597 greek greek8 isoir126 csisolatingreek "},
    {"iso-8859-8", kByte, "ISO-8859-8", " iso88598 iso88598i hebrew isoir138 csisolatinhebrew "},
    {"iso-8859-10", kByte, "ISO-8859-10", " iso885910 latin6 l6 isoir157 csisolatin6 "},
    {"iso-8859-13", kByte, "ISO-8859-13", " iso885913 latin7 l7 "},
    {"iso-8859-14", kByte, "ISO-8859-14", " iso885914 latin8 l8 "},
    {"iso-8859-15", kByte, "ISO-8859-15", " iso885915 latin9 l9 csisolatin9 "},
    {"iso-8859-16", kByte, "ISO-8859-16", " iso885916 latin10 l10 "},
    {"koi8-r", kByte, "KOI8-R", " koi8r koi8 koi cskoi8r "},
    {"koi8-u", kByte, "KOI8-U", " koi8u koi8ru "},
    {"ibm437", kByte, "IBM437", " ibm437 cp437 437 cspc8codepage437 "},
    {"ibm850", kByte, "IBM850", " ibm850 cp850 850 cspc850multilingual "},
    {"ibm852", kByte, "IBM852", " ibm852 cp852 852 cspcp852 "},
    {"ibm866", kByte, "IBM866", " ibm866 cp866 866 csibm866 alt "},
    {"macintosh", kByte, "MACINTOSH", " macintosh mac macroman xmacroman csmacintosh "},
    {"shift_jis", kMultiByte, "CP932",
     " shiftjis sjis xsjis mskanji windows31j cp932 ms932 csshiftjis "},
    {"euc-jp", kMultiByte, "EUC-JP-MS", " eucjp xeucjp ujis eucjpms cseucpkdfmtjapanese "},
    {"euc-kr", kMultiByte, "UHC",
     " euckr windows949 cp949 uhc ksc5601 ksc56011987 ksc56011989 korean cseuckr isoir149 "},
    {"gb18030", kMultiByte, "GB18030",
     " gb18030 gbk cp936 xgbk gb2312 gb231280 csgb2312 csiso58gb231280 chinese euccn isoir58 "},
    {"big5", kMultiByte, "CP950", " big5 cp950 big5hkscs cnbig5 xxbig5 csbig5 "},
    {"iso-2022-jp", kStateful, "ISO-2022-JP", " iso2022jp csiso2022jp "},
    {"iso-2022-kr", kStateful, "ISO-2022-KR", " iso2022kr csiso2022kr "},
};

/// Longer than any label, and than what is worth a copy of.
constexpr std::size_t kLongestLabel = 40;

}  // namespace

const Charset* find_charset(std::string_view label) {
  if (label.size() > kLongestLabel) return nullptr;
  std::string word = " ";
  for (const char c : label) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) word += lower;
  }
  word += ' ';
  if (word.size() == 2) return nullptr;
  for (const Charset& charset : kCharsets) {
    if (charset.labels.find(word) != std::string_view::npos) return &charset;
  }
  return nullptr;
}

}  // namespace leaksift::content
