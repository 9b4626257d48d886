// Dates of birth as forms and dumps write them.
#include "validate/ascii.h"
#include "validate/calendar.h"
#include "validate/digits.h"
#include "validate/eight.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace leaksift::validate::rules {
namespace {

// A year of at most four digits, a month and a day of at most two.
struct Date {
  int year;
  int month;
  int day;
};

constexpr std::string_view kDefault = "placeholder:default_date";

// What databases, spreadsheets and epochs write when there is no date.
constexpr bool is_default_date(const Date& date) {
  switch (date.year * 10000 + date.month * 100 + date.day) {
    case 0:
    case 1'01'01:
    case 1000'01'01:
    case 1601'01'01:
    case 1753'01'01:
    case 1899'12'30:
    case 1900'01'01:
    case 1970'01'01:
    case 9999'12'31:
      return true;
    default:
      return false;
  }
}

struct MonthName {
  std::string_view name;
  int month;
};

// English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian and Polish, in UTF-8
// and as plain letters. English ones also count by their first three letters, others where these
// are customary and of no other month.
constexpr std::array<MonthName, 104> kMonthNames = {{
    {"january", 1},
    {"february", 2},
    {"march", 3},
    {"april", 4},
    {"may", 5},
    {"june", 6},
    {"july", 7},
    {"august", 8},
    {"september", 9},
    {"october", 10},
    {"november", 11},
    {"december", 12},
    {"sept", 9},
    {"januar", 1},
    {"februar", 2},
    {"m\xC3\xA4rz", 3},
    {"maerz", 3},
    {"mai", 5},
    {"juni", 6},
    {"juli", 7},
    {"oktober", 10},
    {"dezember", 12},
    {"janvier", 1},
    {"fevrier", 2},
    {"f\xC3\xA9vrier", 2},
    {"mars", 3},
    {"avril", 4},
    {"juin", 6},
    {"juillet", 7},
    {"aout", 8},
    {"ao\xC3\xBBt", 8},
    {"septembre", 9},
    {"octobre", 10},
    {"novembre", 11},
    {"decembre", 12},
    {"d\xC3\xA9"
     "cembre",
     12},
    {"enero", 1},
    {"febrero", 2},
    {"marzo", 3},
    {"abril", 4},
    {"mayo", 5},
    {"junio", 6},
    {"julio", 7},
    {"agosto", 8},
    {"septiembre", 9},
    {"diciembre", 12},
    {"gennaio", 1},
    {"febbraio", 2},
    {"aprile", 4},
    {"maggio", 5},
    {"giugno", 6},
    {"luglio", 7},
    {"settembre", 9},
    {"ottobre", 10},
    {"dicembre", 12},
    {"janeiro", 1},
    {"fevereiro", 2},
    {"mar\xC3\xA7o", 3},
    {"marco", 3},
    {"maio", 5},
    {"junho", 6},
    {"julho", 7},
    {"setembro", 9},
    {"outubro", 10},
    {"novembro", 11},
    {"dezembro", 12},
    {"januari", 1},
    {"februari", 2},
    {"maart", 3},
    {"mei", 5},
    {"augustus", 8},
    {"augusti", 8},
    {"noviembre", 11},
    {"maj", 5},
    {"desember", 12},
    {"stycznia", 1},
    {"lutego", 2},
    {"marca", 3},
    {"kwietnia", 4},
    {"maja", 5},
    {"czerwca", 6},
    {"lipca", 7},
    {"sierpnia", 8},
    {"wrze\xC5\x9Bnia", 9},
    {"wrzesnia", 9},
    {"pa\xC5\xBA"
     "dziernika",
     10},
    {"pazdziernika", 10},
    {"listopada", 11},
    {"grudnia", 12},
    {"ene", 1},
    {"gen", 1},
    {"janv", 1},
    {"f\xC3\xA9vr", 2},
    {"m\xC3\xA4r", 3},
    {"abr", 4},
    {"avr", 4},
    {"mag", 5},
    {"giu", 6},
    {"ago", 8},
    {"set", 9},
    {"okt", 10},
    {"dez", 12},
    {"dic", 12},
    {"d\xC3\xA9"
     "c",
     12},
}};

constexpr std::size_t kEnglishMonths = 12;

// The month a word names, or 0.
int month_of(std::string_view word) {
  for (std::size_t i = 0; i < kMonthNames.size(); ++i) {
    const std::string_view name = kMonthNames[i].name;
    const bool short_form = i < kEnglishMonths && word.size() == 3;
    if (equal_caseless(word, short_form ? name.substr(0, 3) : name)) return kMonthNames[i].month;
  }
  return 0;
}

// The parts of a date: runs of digits or letters with short separators between.
struct Parts {
  std::array<std::string_view, 3> words;
  std::size_t size = 0;
};

// Separators: one of '-', '.', '/', or spaces with an optional '.' or ',' before them.
bool skip_separator(std::string_view& text) {
  std::size_t size = 0;
  if (text[0] == '-' || text[0] == '/') {
    size = 1;
  } else {
    if (text[0] == '.' || text[0] == ',') ++size;
    if (size < text.size() && text[size] == ' ') ++size;
  }
  text.remove_prefix(size);
  return size > 0 && !text.empty();
}

bool split(std::string_view text, Parts& parts) {
  while (true) {
    if (parts.size == parts.words.size()) return false;
    const bool digits = is_digit(text[0]);
    if (!digits && !is_text_letter(text[0])) return false;
    std::size_t size = 1;
    while (size < text.size() && (digits ? is_digit(text[size]) : is_text_letter(text[size]))) {
      ++size;
    }
    parts.words[parts.size++] = text.substr(0, size);
    text.remove_prefix(size);
    if (text.empty()) return true;
    // "3rd May", "1er mai": an ordinal's ending belongs to its number.
    constexpr std::array<std::string_view, 5> kOrdinals = {"st", "nd", "rd", "th", "er"};
    if (digits && is_one_of_caseless(text.substr(0, 2), kOrdinals)) text.remove_prefix(2);
    if (text.empty()) return false;
    // "14MAR1985" has none.
    const bool joined = digits ? is_text_letter(text[0]) : is_digit(text[0]);
    if (!joined && !skip_separator(text)) return false;
    // "12 de julio de 1968", "4th of June 1969".
    if (starts_with_caseless(text, "de ") || starts_with_caseless(text, "of ")) {
      text.remove_prefix(3);
    }
    if (text.empty()) return false;
  }
}

// Midnight, as exports of a date with an unused time write it: " 00:00:00", "T00:00:00.000Z".
std::string_view without_midnight(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 3) return text;
  const std::size_t begin = colon - 3;
  const bool joined = text[begin] == ' ' || text[begin] == 'T';
  const bool midnight = text.substr(begin + 1).find_first_not_of("0:.Z+") == std::string_view::npos;
  return joined && midnight ? text.substr(0, begin) : text;
}

// A year of two digits is the latest one that is not in the future.
int year_of(std::string_view digits) {
  const int value = to_int(digits);
  if (digits.size() != 2) return value;
  return value <= kLatestBirthYear % 100 ? 2000 + value : 1900 + value;
}

Verdict judge(const Date& date) {
  if (is_default_date(date)) return placeholder(kDefault);
  if (!is_birth_year(date.year) || !is_date(date.year, date.month, date.day)) return invalid();
  return valid("date_valid");
}

// Year, month and day without separators.
Verdict judge_eight(const char* digits) {
  return judge({value_of<4>(digits), value_of<2>(digits + 4), value_of<2>(digits + 6)});
}

// Day and month in either order: 03/04/1985 is one in the US and the other in Europe.
Verdict judge_either_order(int year, int first, int second) {
  const Verdict verdict = judge({year, first, second});
  return verdict.outcome == Outcome::kInvalid ? judge({year, second, first}) : verdict;
}

bool is_number(std::string_view word, std::size_t least, std::size_t most) {
  return word.size() >= least && word.size() <= most && is_digit(word[0]);
}

bool is_year(std::string_view word) {
  return is_number(word, 2, 4) && word.size() != 3;
}

// "14-Mar-1985", "14 March 1985" or "March 14, 1985".
Verdict judge_named_month(const Parts& parts) {
  const std::size_t name = is_digit(parts.words[0][0]) ? 1 : 0;
  const std::string_view day = parts.words[1 - name];
  const int month = month_of(parts.words[name]);
  if (month == 0 || !is_number(day, 1, 2) || !is_year(parts.words[2])) return invalid();
  return judge({year_of(parts.words[2]), month, to_int(day)});
}

Verdict judge_parts(const Parts& parts) {
  const auto& [first, second, third] = parts.words;
  if (!is_digit(first[0]) || !is_digit(second[0])) return judge_named_month(parts);
  if (is_number(first, 4, 4)) {
    if (!is_number(second, 1, 2) || !is_number(third, 1, 2)) return invalid();
    return judge({to_int(first), to_int(second), to_int(third)});
  }
  if (!is_number(first, 1, 2) || !is_number(second, 1, 2) || !is_year(third)) return invalid();
  return judge_either_order(year_of(third), to_int(first), to_int(second));
}

// "1990年7月3日", "1990년 7월 3일": a number before each of the signs for year, month and day.
Verdict judge_east_asian(std::string_view text) {
  std::array<std::string_view, 3> numbers;
  for (std::string_view& number : numbers) {
    std::size_t size = 0;
    while (size < text.size() && is_digit(text[size])) ++size;
    number = text.substr(0, size);
    text.remove_prefix(size);
    while (!text.empty() && !is_digit(text[0])) text.remove_prefix(1);
  }
  const auto& [year, month, day] = numbers;
  if (!text.empty() || year.size() != 4 || !is_number(month, 1, 2) || !is_number(day, 1, 2)) {
    return invalid();
  }
  return judge({to_int(year), to_int(month), to_int(day)});
}

bool has_east_asian_year(std::string_view text) {
  const std::size_t sign = text.find_first_not_of(' ', 4);
  if (sign == std::string_view::npos) return false;
  return text.substr(sign).starts_with("\xE5\xB9\xB4") ||  // 年
         text.substr(sign).starts_with("\xEB\x85\x84");    // 년
}

// Seconds or milliseconds since 1970, as databases and JavaScript count: of a whole hour, which a
// date without a time is in every zone but few.
Verdict judge_epoch(std::string_view digits, bool negative) {
  constexpr std::int64_t kHour = 3600;
  constexpr std::int64_t kYear = 31'556'952;  // Of the Gregorian calendar, on average.
  constexpr std::size_t kMostSeconds = 10;
  const auto count = static_cast<std::int64_t>(to_number(digits));
  const std::int64_t unit = digits.size() > kMostSeconds ? 1000 : 1;
  if (count == 0 || count % (unit * kHour) != 0) return invalid();
  const std::int64_t years = count / unit / kYear;
  const bool possible = is_birth_year(static_cast<int>(negative ? 1969 - years : 1970 + years));
  return possible ? valid("date_valid") : invalid();
}

}  // namespace

Verdict birth_date(std::string_view text) noexcept {
  constexpr std::size_t kLongest = 40;
  if (text.size() < 6 || text.size() > kLongest) return invalid();
  // "1985-03-14", as databases write it.
  if (std::array<char, 8> digits; take_groups<4, 2, 2>(text, digits)) {
    return judge_eight(digits.data());
  }
  if (text.size() == 8 && all_digits(text)) {
    // "19850314", or as "14031985" and "03141985".
    const Verdict verdict = judge_eight(text.data());
    if (verdict.outcome != Outcome::kInvalid) return verdict;
    return judge_either_order(value_of<4>(text.data() + 4), value_of<2>(text.data()),
                              value_of<2>(text.data() + 2));
  }
  // "19850314000000Z": midnight in the generalized time of RFC 4517, section 3.3.13.
  if (constexpr std::string_view kMidnight = "000000";
      text.size() >= 14 && text.substr(8, 6) == kMidnight && all_digits(text.substr(0, 8))) {
    return judge_eight(text.data());
  }
  const bool negative = text.starts_with('-');
  if (const std::string_view digits = text.substr(negative ? 1 : 0);
      digits.size() > 8 && digits.size() < 14 && all_digits(digits)) {
    return judge_epoch(digits, negative);
  }
  if (has_east_asian_year(text)) return judge_east_asian(text);
  Parts parts;
  std::string_view date = without_midnight(text);
  if (date.ends_with('.')) date.remove_suffix(1);  // "1990. 07. 03." of Hungary.
  if (date.empty() || !split(date, parts) || parts.size != 3) return invalid();
  return judge_parts(parts);
}

}  // namespace leaksift::validate::rules
