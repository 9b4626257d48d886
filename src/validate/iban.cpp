// International bank account numbers (ISO 13616), with the account shapes of the SWIFT registry.
#include "validate/checksum.h"
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace leaksift::validate::rules {
namespace {

// What follows the check digits in a country: runs of digits (N), letters (A) or either (C). For
// countries outside the SWIFT registry (`registered` false) only the length is known.
struct Country {
  std::string_view code;
  std::string_view shape;
  bool registered;
};

// Sources: SWIFT IBAN registry as python-stdnum 1.18 and ibantools 4.5.4 give it, with the later
// registrations (FK, HN, MN, NI, OM, SO, YE); territories use the shape of their country. Sorted.
constexpr std::array<Country, 124> kCountries = {{
    {"AD", "8N12C", true},    {"AE", "19N", true},      {"AL", "8N16C", true},
    {"AO", "21C", false},     {"AT", "16N", true},      {"AX", "14N", true},
    {"AZ", "4A20C", true},    {"BA", "16N", true},      {"BE", "12N", true},
    {"BF", "24C", false},     {"BG", "4A6N8C", true},   {"BH", "4A14C", true},
    {"BI", "23N", true},      {"BJ", "24C", false},     {"BL", "10N11C2N", true},
    {"BR", "23N1A1C", true},  {"BY", "4C4N16C", true},  {"CF", "23C", false},
    {"CG", "23C", false},     {"CH", "5N12C", true},    {"CI", "24C", false},
    {"CM", "23C", false},     {"CR", "18N", true},      {"CV", "21C", false},
    {"CY", "8N16C", true},    {"CZ", "20N", true},      {"DE", "18N", true},
    {"DJ", "23N", true},      {"DK", "14N", true},      {"DO", "4C20N", true},
    {"DZ", "22C", false},     {"EE", "16N", true},      {"EG", "25N", true},
    {"ES", "20N", true},      {"FI", "14N", true},      {"FK", "2A12N", true},
    {"FO", "14N", true},      {"FR", "10N11C2N", true}, {"GA", "23C", false},
    {"GB", "4A14N", true},    {"GE", "2A16N", true},    {"GF", "10N11C2N", true},
    {"GI", "4A15C", true},    {"GL", "14N", true},      {"GP", "10N11C2N", true},
    {"GQ", "23C", false},     {"GR", "7N16C", true},    {"GT", "24C", true},
    {"GW", "21C", false},     {"HN", "4A20N", true},    {"HR", "17N", true},
    {"HU", "24N", true},      {"IE", "4A14N", true},    {"IL", "19N", true},
    {"IQ", "4A15N", true},    {"IR", "22C", false},     {"IS", "22N", true},
    {"IT", "1A10N12C", true}, {"JO", "4A4N18C", true},  {"KM", "23C", false},
    {"KW", "4A22C", true},    {"KZ", "3N13C", true},    {"LB", "4N20C", true},
    {"LC", "4A24C", true},    {"LI", "5N12C", true},    {"LT", "16N", true},
    {"LU", "3N13C", true},    {"LV", "4A13C", true},    {"LY", "21N", true},
    {"MA", "24C", false},     {"MC", "10N11C2N", true}, {"MD", "20C", true},
    {"ME", "18N", true},      {"MF", "10N11C2N", true}, {"MG", "23C", false},
    {"MK", "3N10C2N", true},  {"ML", "24C", false},     {"MN", "16N", true},
    {"MQ", "10N11C2N", true}, {"MR", "23N", true},      {"MT", "4A5N18C", true},
    {"MU", "4A19N3A", true},  {"MZ", "21C", false},     {"NC", "10N11C2N", true},
    {"NE", "24C", false},     {"NI", "4A20N", true},    {"NL", "4A10N", true},
    {"NO", "11N", true},      {"OM", "3N16C", true},    {"PF", "10N11C2N", true},
    {"PK", "4A16C", true},    {"PL", "24N", true},      {"PM", "10N11C2N", true},
    {"PS", "4A21C", true},    {"PT", "21N", true},      {"QA", "4A21C", true},
    {"RE", "10N11C2N", true}, {"RO", "4A16C", true},    {"RS", "18N", true},
    {"RU", "14N15C", true},   {"SA", "2N18C", true},    {"SC", "4A20N3A", true},
    {"SD", "14N", true},      {"SE", "20N", true},      {"SI", "15N", true},
    {"SK", "20N", true},      {"SM", "1A10N12C", true}, {"SN", "24C", false},
    {"SO", "19N", true},      {"ST", "21N", true},      {"SV", "4A20N", true},
    {"TD", "23C", false},     {"TF", "10N11C2N", true}, {"TG", "24C", false},
    {"TL", "19N", true},      {"TN", "20N", true},      {"TR", "6N16C", true},
    {"UA", "6N19C", true},    {"VA", "18N", true},      {"VG", "4A16N", true},
    {"WF", "10N11C2N", true}, {"XK", "16N", true},      {"YE", "4A4N18C", true},
    {"YT", "10N11C2N", true},
}};

static_assert(std::ranges::is_sorted(kCountries, {}, &Country::code));

// The examples of the SWIFT registry and others that circulate in manuals. Sorted.
constexpr std::array<std::string_view, 105> kSampleIbans = {"AD1200012030200359100100",
                                                            "AE070331234567890123456",
                                                            "AL47212110090000000235698741",
                                                            "AT483200000012345864",
                                                            "AT611904300234573201",
                                                            "AZ21NABZ00000000137010001944",
                                                            "BA391290079401028494",
                                                            "BE68539007547034",
                                                            "BE71096123456769",
                                                            "BG80BNBG96611020345678",
                                                            "BH67BMAG00001299123456",
                                                            "BI4210000100010000332045181",
                                                            "BR1800360305000010009795493C1",
                                                            "BR9700360305000010009795493P1",
                                                            "BY13NBRB3600900000002Z00AB00",
                                                            "CH5604835012345678009",
                                                            "CH9300762011623852957",
                                                            "CR05015202001026284066",
                                                            "CY17002001280000001200527600",
                                                            "CZ6508000000192000145399",
                                                            "CZ9455000000001011038930",
                                                            "DE12500105170648489890",
                                                            "DE75512108001245126199",
                                                            "DE89370400440532013000",
                                                            "DJ2100010000000154000100186",
                                                            "DK5000400440116243",
                                                            "DK9520000123456789",
                                                            "DO28BAGR00000001212453611324",
                                                            "EE382200221020145685",
                                                            "EG380019000500000000263180002",
                                                            "ES7921000813610123456789",
                                                            "ES9121000418450200051332",
                                                            "FI2112345600000785",
                                                            "FK88SC123456789012",
                                                            "FO6264600001631634",
                                                            "FR1420041010050500013M02606",
                                                            "FR7630006000011234567890189",
                                                            "GB29NWBK60161331926819",
                                                            "GB33BUKB20201555555555",
                                                            "GB82WEST12345698765432",
                                                            "GB94BARC10201530093459",
                                                            "GE29NB0000000101904917",
                                                            "GI75NWBK000000007099453",
                                                            "GL8964710001000206",
                                                            "GR1601101250000000012300695",
                                                            "GT82TRAJ01020000001210029690",
                                                            "HR1210010051863000160",
                                                            "HU42117730161111101800000000",
                                                            "IE29AIBK93115212345678",
                                                            "IE64IRCE92050112345678",
                                                            "IL620108000000099999999",
                                                            "IQ98NBIQ850123456789012",
                                                            "IS140159260076545510730339",
                                                            "IT40S0542811101000000123456",
                                                            "IT60X0542811101000000123456",
                                                            "JO94CBJO0010000000000131000302",
                                                            "KW81CBKU0000000000001234560101",
                                                            "KZ86125KZT5004100100",
                                                            "LB62099900000001001901229114",
                                                            "LC55HEMM000100010012001200023015",
                                                            "LI21088100002324013AA",
                                                            "LT121000011101001000",
                                                            "LU280019400644750000",
                                                            "LV80BANK0000435195001",
                                                            "LY83002048000020100120361",
                                                            "MC5811222000010123456789030",
                                                            "MD24AG000225100013104168",
                                                            "ME25505000012345678951",
                                                            "MK07250120000058984",
                                                            "MN121234123456789123",
                                                            "MR1300020001010000123456753",
                                                            "MT84MALT011000012345MTLCAST001S",
                                                            "MU17BOMM0101101030300200000MUR",
                                                            "NI45BAPR00000013000003558124",
                                                            "NL02ABNA0123456789",
                                                            "NL91ABNA0417164300",
                                                            "NO9386011117947",
                                                            "OM810180000001299123456",
                                                            "PK36SCBL0000001123456702",
                                                            "PL61109010140000071219812874",
                                                            "PS92PALS000000000400123456702",
                                                            "PT50000201231234567890154",
                                                            "QA58DOHB00001234567890ABCDEFG",
                                                            "RO49AAAA1B31007593840000",
                                                            "RS35260005601001611379",
                                                            "RU0304452522540817810538091310419",
                                                            "SA0380000000608010167519",
                                                            "SC18SSCB11010000000000001497USD",
                                                            "SD8811123456789012",
                                                            "SE4550000000058398257466",
                                                            "SI56263300012039086",
                                                            "SK3112000000198742637541",
                                                            "SM86U0322509800000000270100",
                                                            "SO211000001001000100141",
                                                            "ST23000100010051845310146",
                                                            "ST68000100010051845310112",
                                                            "SV62CENR00000000000000700025",
                                                            "TL380080012345678910157",
                                                            "TN5910006035183598478831",
                                                            "TR330006100519786457841326",
                                                            "UA213223130000026007233566001",
                                                            "VA59001123000012345678",
                                                            "VG96VPVG0000012345678901",
                                                            "XK051212012345678906",
                                                            "YE15CBYE0001018861234567891234"};

static_assert(std::ranges::is_sorted(kSampleIbans));

bool is_of_class(char c, char kind) {
  if (kind == 'N') return is_digit(c);
  return kind == 'A' ? is_upper(c) : is_alnum(c);
}

bool has_account_shape(std::string_view account, std::string_view shape) {
  std::size_t at = 0;
  std::size_t count = 0;
  for (char c : shape) {
    if (is_digit(c)) {
      count = count * 10 + static_cast<std::size_t>(c - '0');
      continue;
    }
    if (account.size() - at < count) return false;
    for (; count > 0; --count) {
      if (!is_of_class(account[at++], c)) return false;
    }
  }
  return at == account.size();
}

// Printed in fours from the left, with one kind of separator.
bool is_in_fours(const Number& number) {
  std::uint64_t breaks = 0;
  for (std::size_t at = 4; at < number.size; at += 4) breaks |= std::uint64_t{1} << at;
  return number.bare() || (!number.mixed && number.breaks == breaks);
}

constexpr double kUnregisteredWeight = -1.0;

Verdict judge_iban(const Number& number) {
  const auto* country = std::ranges::lower_bound(kCountries, number.part(0, 2), {}, &Country::code);
  if (country == kCountries.end() || country->code != number.part(0, 2)) return invalid();
  if (!is_digit(number[2]) || !is_digit(number[3])) return invalid();
  // MOD 97-10 gives check digits 02 to 98; 00, 01 and 99 pass the sum but are never computed.
  const int check = to_int(number.part(2, 2));
  const std::string_view account = number.view().substr(4);
  if (check < 2 || check > 98 || !has_account_shape(account, country->shape) ||
      !iban_mod97(number.view())) {
    return invalid();
  }
  if (contains_sorted(kSampleIbans, number.view())) return placeholder("placeholder:sample_iban");
  return valid("mod97_and_shape_valid", country->registered ? 0.0 : kUnregisteredWeight);
}

}  // namespace

Verdict iban(std::string_view text) noexcept {
  Number number;
  if (!collect_alnum(text, 15, 34, number) || !is_in_fours(number)) return invalid();
  return judge_iban(number);
}

// In the groups that the number of the account has at home, which the expression asks for.
Verdict iban_national(std::string_view text) noexcept {
  Number number;
  return collect_alnum(text, 15, 34, number) ? judge_iban(number) : invalid();
}

}  // namespace leaksift::validate::rules
