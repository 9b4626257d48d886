// Plain passwords: whether a labelled value can be one, or is code, a mask or a default.
#include "validate/ascii.h"
#include "validate/digits.h"
#include "validate/rules.h"
#include "validate/verdict.h"
#include "validate/words.h"

#include <algorithm>
#include <array>

namespace leaksift::validate::rules {
namespace {

constexpr std::size_t kLongestPassword = 256;
constexpr double kPhraseWeight = -1.0;

// Values that mean "no password here".
constexpr std::array<std::string_view, 24> kNoValues = {
    "null",      "nil",      "none",   "true",     "false",  "undefined", "nan",     "n/a",
    "empty",     "required", "string", "optional", "yes",    "no",        "hidden",  "redacted",
    "encrypted", "masked",   "str",    "varchar",  "object", "prompt",    "nullptr", "not set"};
constexpr WordFilter kNoValueFilter(kNoValues);

// What manuals and installers put in. Weak passwords that people choose (123456, qwerty) are not
// here: in a dump they are real.
constexpr std::array<std::string_view, 36> kDefaults = {
    "changeme",       "change_me",  "change-me",   "changeit",    "password",    "passwd",
    "pass",           "pwd",        "mypassword",  "my_password", "my-password", "password_here",
    "secret",         "mysecret",   "my_secret",   "example",     "test",        "testing",
    "tester",         "admin",      "root",        "default",     "dummy",       "sample",
    "placeholder",    "todo",       "foo",         "bar",         "foobar",      "fake",
    "secretpassword", "passphrase", "db_password", "user",        "guest",       "toor"};

constexpr WordFilter kDefaultFilter(kDefaults);

// Beginnings of the templates of manuals: your-password, <insert here>, ...
constexpr std::array<std::string_view, 6> kDefaultStarts = {"your",  "insert",   "replace",
                                                            "enter", "changeme", "example"};

constexpr std::array<std::string_view, 9> kCode = {"os.environ", "process.env", "getenv",
                                                   "System.",    "config[",     "params[",
                                                   "ENV[",       "vault:",      "secrets."};

constexpr bool is_identifier_character(char c) {
  return is_alnum(c) || c == '_' || c == '.';
}

// Values of masks: one character that is no letter but x, no digit, over and over.
bool is_mask(std::string_view text) {
  if (text.find_first_not_of("*xX.-_#?") == std::string_view::npos) return true;
  // U+2022 and U+25CF, the bullets of password fields.
  return text.starts_with("\xE2\x80\xA2\xE2\x80\xA2") ||
         text.starts_with("\xE2\x97\x8F\xE2\x97\x8F");
}

// Substitutions of shells and template languages: ${X}, $(x), $X, {{ x }}, {x}, <x>, [x], %s, %X%,
// #{x}.
bool is_substitution(std::string_view text) {
  const char first = text.front();
  const char last = text.back();
  if (text.starts_with("${") || text.starts_with("$(") || text.starts_with("#{")) return true;
  if (text.find("{{") != std::string_view::npos) return true;
  if ((first == '{' && last == '}') || (first == '<' && last == '>')) return true;
  if ((first == '[' && last == ']') || (first == '(' && last == ')')) return true;
  if (first == '%') return text.size() == 2 || last == '%' || text.starts_with("%(");
  const auto is_variable = [](char c) { return is_upper(c) || is_digit(c) || c == '_'; };
  return first == '$' && text.size() > 1 && all_of(text.substr(1), is_variable);
}

bool names_a_secret(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (starts_with_caseless(rest, "pass") || starts_with_caseless(rest, "pwd") ||
        starts_with_caseless(rest, "secret")) {
      return true;
    }
  }
  return false;
}

// How long the name or member at the front is; 0 if there is none.
std::size_t identifier_length(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return 0;
  std::size_t size = 0;
  while (size < text.size() && is_identifier_character(text[size])) ++size;
  return size;
}

// A call, an item or a type of which the end was cut off: getpass(, data[, Optional[bytes
bool ends_open(std::string_view text, std::size_t name) {
  const auto is_plain = [](char c) { return is_letter(c) || c == '_' || c == '.'; };
  if ((text[name] != '(' && text[name] != '[') || !all_of(text.substr(0, name), is_plain)) {
    return false;
  }
  const std::string_view behind = text.substr(name + 1);
  return behind.empty() || (text[name] == '[' && all_of(behind, is_plain));
}

// A macro's argument, and the begin of a list: (p).passwd, (bool
bool is_in_brackets(std::string_view text) {
  if (text.front() != '(') return false;
  const std::string_view inner = text.substr(1);
  const std::size_t size = identifier_length(inner);
  const std::string_view behind = inner.substr(size);
  return size > 0 && (behind.empty() || behind.starts_with(").") || behind.starts_with(")->"));
}

// name:x:100:100:, as in /etc/passwd.
bool is_account_line(std::string_view text) {
  const std::size_t shadowed = text.find(":x:");
  if (shadowed == std::string_view::npos || shadowed == 0) return false;
  const std::string_view id = text.substr(shadowed + 3);
  const std::size_t end = id.find(':');
  return end != std::string_view::npos && end > 0 && all_of(id.substr(0, end), is_digit);
}

// Expressions of programs: a call such as input("…"), a member such as args.password, a variable
// such as $password.
bool is_code(std::string_view text) {
  for (std::string_view start : kCode) {
    if (text.find(start) != std::string_view::npos) return true;
  }
  const bool variable = text.front() == '$';
  const std::string_view body = text.substr(variable ? 1 : 0);
  const std::size_t size = identifier_length(body);
  if (size == 0) return is_in_brackets(text);
  if (size < body.size()) {
    if (ends_open(body, size)) return true;
    const std::string_view end = strip(body, "; ");
    if (body[size] != '(') return false;
    // What is behind a ')' may have been cut off: then only what is no word can be a function.
    const std::string_view name = body.substr(0, size);
    const bool camel = std::any_of(name.begin() + 1, name.end(), is_upper);
    const bool open = body.find(')') == std::string_view::npos;
    return end.ends_with(')') || (open && (camel || name.find_first_of("._") < name.size()));
  }
  const bool member = body.find('.') != std::string_view::npos && body.back() != '.';
  return (variable || member) && names_a_secret(body) &&
         all_of(body, [](char c) { return !is_digit(c); });
}

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                      (text.front() == '"' || text.front() == '\'' || text.front() == '`');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

bool is_default(std::string_view text) {
  if (is_one_of_caseless(text, kDefaults, kDefaultFilter)) return true;
  return std::ranges::any_of(kDefaultStarts, [text](std::string_view start) {
    if (!starts_with_caseless(text, start)) return false;
    return start == "changeme" || start == "example" || names_a_secret(text);
  });
}

}  // namespace

// A sentence goes on with words, versions and times behind "password is": only a mixture of three
// kinds of characters is more likely the password itself.
Verdict password_in_prose(std::string_view text) noexcept {
  constexpr std::size_t kLeast = 6;
  bool upper = false;
  bool lower = false;
  bool digit = false;
  bool sign = false;
  for (const char c : text) {
    upper = upper || is_upper(c);
    lower = lower || (is_letter(c) && !is_upper(c));
    digit = digit || is_digit(c);
    sign = sign || std::string_view("!@#$%^&*+?=~").find(c) != std::string_view::npos;
  }
  if (text.size() < kLeast || upper + lower + digit + sign < 3) return invalid();
  return password(text);
}

Verdict password(std::string_view text) noexcept {
  text = without_quotes(trim(text));
  if (text.empty() || text.size() > kLongestPassword) return invalid();
  // Of an argument or item of code: "None)", "password,".
  const std::string_view item = strip(text, "),;");
  if (is_mask(text) || is_one_of_caseless(item, kNoValues, kNoValueFilter)) {
    return invalid();
  }
  if (is_substitution(text) || is_code(text) || is_account_line(text)) return invalid();
  if (text.starts_with("//")) return invalid();  // Of a URL whose scheme is taken for a label.
  const bool stripped = item.size() != text.size();
  if (is_default(text) || (stripped && is_default(item)))
    return placeholder("placeholder:default_password");
  const bool phrase = text.find(' ') != std::string_view::npos;
  return valid("password_shape", phrase ? kPhraseWeight : 0.0);
}

}  // namespace leaksift::validate::rules
