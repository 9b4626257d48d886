#include "structure/entities.h"

#include <algorithm>
#include <array>

namespace leaksift::structure {

namespace {

struct Entity {
  std::string_view name;
  char32_t code;
};

/// In the order of their names' bytes.
constexpr auto kEntities = std::to_array<Entity>({
    {"AElig", 0xc6},    {"Aacute", 0xc1},  {"Acirc", 0xc2},   {"Agrave", 0xc0},
    {"Aring", 0xc5},    {"Atilde", 0xc3},  {"Auml", 0xc4},    {"Ccedil", 0xc7},
    {"ETH", 0xd0},      {"Eacute", 0xc9},  {"Ecirc", 0xca},   {"Egrave", 0xc8},
    {"Euml", 0xcb},     {"Iacute", 0xcd},  {"Icirc", 0xce},   {"Igrave", 0xcc},
    {"Iuml", 0xcf},     {"NewLine", 0xa},  {"Ntilde", 0xd1},  {"OElig", 0x152},
    {"Oacute", 0xd3},   {"Ocirc", 0xd4},   {"Ograve", 0xd2},  {"Oslash", 0xd8},
    {"Otilde", 0xd5},   {"Ouml", 0xd6},    {"Scaron", 0x160}, {"THORN", 0xde},
    {"Tab", 0x9},       {"Uacute", 0xda},  {"Ucirc", 0xdb},   {"Ugrave", 0xd9},
    {"Uuml", 0xdc},     {"Yacute", 0xdd},  {"Yuml", 0x178},   {"aacute", 0xe1},
    {"acirc", 0xe2},    {"acute", 0xb4},   {"aelig", 0xe6},   {"agrave", 0xe0},
    {"amp", 0x26},      {"apos", 0x27},    {"aring", 0xe5},   {"atilde", 0xe3},
    {"auml", 0xe4},     {"bdquo", 0x201e}, {"brvbar", 0xa6},  {"bull", 0x2022},
    {"ccedil", 0xe7},   {"cedil", 0xb8},   {"cent", 0xa2},    {"colon", 0x3a},
    {"comma", 0x2c},    {"commat", 0x40},  {"copy", 0xa9},    {"curren", 0xa4},
    {"deg", 0xb0},      {"divide", 0xf7},  {"eacute", 0xe9},  {"ecirc", 0xea},
    {"egrave", 0xe8},   {"emsp", 0x2003},  {"ensp", 0x2002},  {"equals", 0x3d},
    {"eth", 0xf0},      {"euml", 0xeb},    {"euro", 0x20ac},  {"frac12", 0xbd},
    {"frac14", 0xbc},   {"frac34", 0xbe},  {"gt", 0x3e},      {"hellip", 0x2026},
    {"hyphen", 0x2010}, {"iacute", 0xed},  {"icirc", 0xee},   {"iexcl", 0xa1},
    {"igrave", 0xec},   {"iquest", 0xbf},  {"iuml", 0xef},    {"laquo", 0xab},
    {"ldquo", 0x201c},  {"lowbar", 0x5f},  {"lpar", 0x28},    {"lsquo", 0x2018},
    {"lt", 0x3c},       {"macr", 0xaf},    {"mdash", 0x2014}, {"micro", 0xb5},
    {"middot", 0xb7},   {"nbsp", 0xa0},    {"ndash", 0x2013}, {"not", 0xac},
    {"ntilde", 0xf1},   {"num", 0x23},     {"oacute", 0xf3},  {"ocirc", 0xf4},
    {"oelig", 0x153},   {"ograve", 0xf2},  {"ordf", 0xaa},    {"ordm", 0xba},
    {"oslash", 0xf8},   {"otilde", 0xf5},  {"ouml", 0xf6},    {"para", 0xb6},
    {"period", 0x2e},   {"plus", 0x2b},    {"plusmn", 0xb1},  {"pound", 0xa3},
    {"quot", 0x22},     {"raquo", 0xbb},   {"rdquo", 0x201d}, {"reg", 0xae},
    {"rpar", 0x29},     {"rsquo", 0x2019}, {"sbquo", 0x201a}, {"scaron", 0x161},
    {"sect", 0xa7},     {"shy", 0xad},     {"sol", 0x2f},     {"sup1", 0xb9},
    {"sup2", 0xb2},     {"sup3", 0xb3},    {"szlig", 0xdf},   {"thinsp", 0x2009},
    {"thorn", 0xfe},    {"times", 0xd7},   {"trade", 0x2122}, {"uacute", 0xfa},
    {"ucirc", 0xfb},    {"ugrave", 0xf9},  {"uml", 0xa8},     {"uuml", 0xfc},
    {"yacute", 0xfd},   {"yen", 0xa5},     {"yuml", 0xff},
});

constexpr bool before(const Entity& a, const Entity& b) {
  return a.name < b.name;
}
static_assert(std::is_sorted(kEntities.begin(), kEntities.end(), before));

}  // namespace

char32_t entity(std::string_view name) {
  const auto found = std::lower_bound(kEntities.begin(), kEntities.end(), Entity{name, 0}, before);
  return found != kEntities.end() && found->name == name ? found->code : 0;
}

}  // namespace leaksift::structure
