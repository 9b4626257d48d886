// Plain passwords: whether a labelled value can be one, or is code, a mask or a default.
#include "validate/ascii.h"
#include "validate/digits.h"
#include "validate/program_text.h"
#include "validate/rules.h"
#include "validate/text_bytes.h"
#include "validate/verdict.h"
#include "validate/words.h"

#include <algorithm>
#include <array>

namespace leaksift::validate::rules {
namespace {

constexpr std::size_t kLongestPassword = 256;
constexpr std::size_t kLongestNumber = 4;  // Of an enumeration: "177,"; "1023:".
constexpr double kPhraseWeight = -1.0;
constexpr double kSentenceWeight = -3.0;
constexpr double kWordsWeight = -2.0;

// Values that mean "no password here".
constexpr std::array<std::string_view, 30> kNoValues = {
    "null",      "nil",      "none",   "true",     "false",  "undefined",  "nan",     "n/a",
    "empty",     "required", "string", "optional", "yes",    "no",         "hidden",  "redacted",
    "encrypted", "masked",   "str",    "varchar",  "object", "prompt",     "nullptr", "not set",
    "bool",      "boolean",  "bytes",  "files",    "compat", "credentials"};
constexpr WordFilter kNoValueFilter(kNoValues);

// What manuals and installers put in. Weak passwords that people choose (123456, qwerty) are not
// here: in a dump they are real.
constexpr std::array<std::string_view, 40> kDefaults = {
    "changeme",       "change_me",  "change-me",    "changeit",    "password",    "passwd",
    "pass",           "pwd",        "mypassword",   "my_password", "my-password", "password_here",
    "secret",         "mysecret",   "my_secret",    "example",     "test",        "testing",
    "tester",         "admin",      "root",         "default",     "dummy",       "sample",
    "placeholder",    "todo",       "foo",          "bar",         "foobar",      "fake",
    "secretpassword", "passphrase", "db_password",  "user",        "guest",       "toor",
    "notasecret",     "sekrit",     "fakepassword", "rootpass"};

constexpr WordFilter kDefaultFilter(kDefaults);

// Beginnings of the templates of manuals: your-password, <insert here>, ...
constexpr std::array<std::string_view, 6> kDefaultStarts = {"your",  "insert",   "replace",
                                                            "enter", "changeme", "example"};

constexpr std::array<std::string_view, 12> kCode = {
    "os.environ", "process.env", "getenv",         "System.",
    "config[",    "params[",     "ENV[",           "vault:",
    "secrets.",   "Read-Host",   "Get-Credential", "ConvertTo-SecureString"};

// What languages call without the name of a program's own: string(data, func(u.
constexpr std::array<std::string_view, 10> kFunctions = {
    "string", "str", "bytes", "int", "len", "func", "new", "make", "String", "function"};

// Objects whose members programs hand on: self.password, typing.Optional.
constexpr std::array<std::string_view, 14> kObjects = {
    "self",   "this",    "cls",  "args", "opts",   "options", "config",
    "typing", "request", "form", "user", "params", "var",     "document"};

// The word "password" in other languages: what translated forms put in.
constexpr std::array<std::string_view, 38> kDefaultsTranslated = {
    "passwort",
    "kennwort",
    "mot de passe",
    "contrase\u00f1a",
    "contrasena",
    "senha",
    "wachtwoord",
    "has\u0142o",
    "l\u00f6senord",
    "passord",
    "adgangskode",
    "salasana",
    "lozinka",
    "heslo",
    "geslo",
    "parola",
    "parol\u0103",
    "jelsz\u00f3",
    "\u043f\u0430\u0440\u043e\u043b\u044c",
    "\u041f\u0410\u0420\u041e\u041b\u042c",
    "\u5bc6\u7801",
    "\u5bc6\u78bc",
    "PAROL\u0102",
    "JELSZ\u00d3",
    "hesla",
    "palavra-passe",
    "contrasenya",
    "pasahitza",
    "kata sandi",
    "\u015fifre",
    "\u015eifre",
    "m\u1eadt kh\u1ea9u",
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2",
    "\u05e1\u05d9\u05e1\u05de\u05d4",
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631",
    "\u0631\u0645\u0632 \u0639\u0628\u0648\u0631",
    "\u30d1\u30b9\u30ef\u30fc\u30c9",
    "\ube44\ubc00\ubc88\ud638"};

constexpr WordFilter kTranslatedFilter(kDefaultsTranslated);

// Tags of YAML by which programs look a value up: !vault, !Ref, !secret. Beginnings of passwords
// that only look like tags are many, so these are known.
constexpr std::array<std::string_view, 14> kTags = {
    "vault", "secret",  "ref",       "sub",     "getatt", "importvalue", "join",
    "env",   "env_var", "reference", "include", "base64", "gpg",         "findinmap"};

constexpr bool is_identifier_character(char c) {
  return is_alnum(c) || c == '_' || c == '.';
}

// Values of masks: one character that is no letter but x, no digit, over and over.
bool is_mask(std::string_view text) {
  if (text.find_first_not_of("*xX.-_#? ") == std::string_view::npos) return true;
  // U+2022 and U+25CF, the bullets of password fields.
  return text.starts_with("\xE2\x80\xA2\xE2\x80\xA2") ||
         text.starts_with("\xE2\x97\x8F\xE2\x97\x8F");
}

// Substitutions of shells and template languages: ${X}, $(x), $X, {{ x }}, {x}, <x>, [x], %s, %X%,
// #{x}; the ?set of ${X:?set it}.
bool is_substitution(std::string_view text) {
  const char first = text.front();
  const char last = text.back();
  if (text.starts_with("${") || text.starts_with("$(") || text.starts_with("#{")) return true;
  if (text.find("{{") != std::string_view::npos) return true;
  if ((first == '{' && last == '}') || (first == '<' && last == '>')) return true;
  if ((first == '[' && last == ']') || (first == '(' && last == ')')) return true;
  if (first == '?' && all_of(text.substr(1), is_letter)) return true;
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

// A call, an item or a type whose end may be cut off: getpass(, data[, Optional[bytes, getpwuid(uid
bool ends_open(std::string_view text, std::size_t name) {
  const auto is_plain = [](char c) { return is_letter(c) || c == '_' || c == '.'; };
  if ((text[name] != '(' && text[name] != '[') || !all_of(text.substr(0, name), is_plain)) {
    return false;
  }
  const std::string_view behind = strip(text.substr(name + 1), "]),;");
  // "abc(def" may be a password.
  const bool told = text[name] == '[' || text.starts_with("get") || names_a_secret(behind);
  return behind.empty() || (told && all_of(behind, is_plain));
}

// A member of a namespace, or of an object that programs have: policy::Standard, self.secret
bool is_member_name(std::string_view text, std::size_t name) {
  const auto is_plain = [](char c) { return is_letter(c) || c == '_' || c == '.'; };
  const std::string_view behind = text.substr(name);
  if (behind.starts_with("::")) return behind.size() > 2 && is_plain(behind[2]);
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && all_of(strip(text, "(),;"), is_plain) &&
         is_one_of_caseless(text.substr(0, dot), kObjects);
}

// The argument of a call that is a call itself, or has a name: Column(String(128, getpass(prompt=_(
bool starts_argument(std::string_view text) {
  const std::size_t name = identifier_length(text);
  if (name == 0 || name == text.size()) return false;
  return text[name] == '(' || (text[name] == '=' && all_of(text.substr(0, name), is_lower));
}

// https://example.org/doc, ../storage.md#password: where something is told of passwords.
bool is_reference(std::string_view text) {
  constexpr std::array<std::string_view, 4> kStarts = {"http://", "https://", "../", "./"};
  return std::ranges::any_of(kStarts, [text](std::string_view start) {
    return text.starts_with(start) && text.find('@') == text.npos;
  });
}

// argon2: the key of others, in messages that say where something is wrong.
bool is_key(std::string_view text) {
  return identifier_length(text) + 1 == text.size() && text.back() == ':';
}

// "# of all users", "#解决": a comment, where the value is empty.
bool is_comment(std::string_view text) {
  return text.size() > 1 && text.front() == '#' && (text[1] == ' ' || is_beyond_ascii(text[1]));
}

// A macro's argument, and the begin of a list: (p).passwd, (bool
bool is_in_brackets(std::string_view text) {
  if (text.front() != '(') return false;
  const std::string_view inner = text.substr(1);
  const std::size_t size = identifier_length(inner);
  const std::string_view behind = inner.substr(size);
  if (!inner.empty() && all_of(inner, is_text_letter)) return true;  // "(não definida)"
  const bool cut_off = behind.empty() && std::none_of(inner.begin(), inner.end(), is_digit);
  return size > 0 && (cut_off || behind.starts_with(").") || behind.starts_with(")->"));
}

// !Ref DbPassword, !vault
bool is_tag(std::string_view text) {
  if (text.front() != '!') return false;
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::string_view name = text.substr(1, space - 1);
  const auto is_plain = [](char c) { return is_letter(c) || c == '_'; };
  return is_one_of_caseless(name, kTags) ||
         (space < text.size() && !name.empty() && all_of(name, is_plain));
}

// The rest of a URL behind a placeholder in angle brackets: <password>@host/db,
// <password>@proxy-host
bool is_rest_of_url(std::string_view text) {
  const auto is_host = [](char c) { return is_alnum(c) || c == '.' || c == '-'; };
  if (text.front() != '@') return false;
  std::size_t end = 1;
  while (end < text.size() && is_host(text[end])) ++end;
  if (end == text.size()) {
    const auto is_lowercase = [](char c) { return is_lower(c) || c == '.' || c == '-'; };
    return all_of(text.substr(1), is_lowercase) && text.find_first_of(".-") < end - 1;
  }
  return end > 1 && (text[end] == '/' || text[end] == ':');
}

// The path of a file or folder: java/net/BasicTest.java, /srv
bool is_path(std::string_view text) {
  const auto is_plain = [](char c) { return is_alnum(c) || c == '_' || c == '-'; };
  const auto is_of_folder = [](char c) { return is_lower(c) || c == '/' || c == '_' || c == '-'; };
  text = strip(text, ":,;");
  if (text.starts_with('/') && all_of(text, is_of_folder)) return true;
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || std::count(text.begin(), text.end(), '/') < 2) return false;
  const auto is_of_path = [is_plain](char c) { return is_plain(c) || c == '/' || c == '.'; };
  return dot + 1 < text.size() && all_of(text, is_of_path) &&
         all_of(text.substr(dot + 1), is_letter);
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
  if (is_member_name(body, size)) return true;
  if (size < body.size()) {
    if (ends_open(body, size)) return true;
    const std::string_view end = strip(body, "; ,");
    if (body[size] != '(') return false;
    // What is behind a ')' may have been cut off: then only what is no word can be a function.
    const std::string_view name = body.substr(0, size);
    const std::string_view behind = body.substr(size + 1);
    if (std::ranges::find(kFunctions, name) != kFunctions.end() || starts_argument(behind)) {
      return true;
    }
    const bool camel = std::any_of(name.begin() + 1, name.end(), is_upper);
    // "_0c_(VeoK1" is none: digits in both.
    const bool random = std::any_of(name.begin(), name.end(), is_digit) &&
                        std::any_of(behind.begin(), behind.end(), is_digit);
    const bool open = body.find(')') == std::string_view::npos && !random;
    const bool compound = camel || name.find_first_of("._") < name.size();
    return end.ends_with(')') || (compound && (open || body.find(").") != std::string_view::npos));
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

// A name of a password rather than one: app_password, SmtpPassword, admin-password, passwordOpt.
bool is_name_of_password(std::string_view text) {
  constexpr std::string_view kPassword = "password";
  const auto is_plain = [](char c) { return is_letter(c) || c == '_' || c == '-'; };
  if (text.size() <= kPassword.size() || !all_of(text, is_plain)) return false;
  if (text.starts_with(kPassword) && is_upper(text[kPassword.size()])) return true;
  const std::size_t at = text.size() - kPassword.size();
  const bool apart = !is_letter(text[at - 1]) || (is_upper(text[at]) && !is_upper(text[at - 1]));
  return apart && starts_with_caseless(text.substr(at), kPassword);
}

// A label or message of a program: "Enter your password", "Passwort vergessen?"
bool speaks_of_password(std::string_view text) {
  const std::string_view all = text;
  for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
    word = strip(word, ".,:;!?");
    if (starts_with_caseless(word, "password")) return true;
    if (is_one_of_caseless(word, kDefaultsTranslated, kTranslatedFilter)) return true;
  }
  // Of two words, or with endings.
  return std::ranges::any_of(kDefaultsTranslated, [all](std::string_view word) {
    const bool told = is_beyond_ascii(word.back()) || word.find(' ') != word.npos;
    return told && all.find(word) != all.npos;
  });
}

// Words that sentences have and lists of words have not: "Replace arg by a generic one".
bool is_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 22> kSmallWords = {
      "a",  "an",   "the", "of", "by",   "to",   "from", "in",  "on",    "is",  "are",
      "if", "with", "and", "or", "this", "that", "for",  "was", "about", "not", "as"};
  std::size_t words = 0;
  std::size_t small = 0;
  for (std::string_view word = next_word(text); !word.empty(); word = next_word(text)) {
    ++words;
    small += is_one_of_caseless(word, kSmallWords);
  }
  return words > 2 && small > 0;
}

// A sentence in a script that parts no words: characters from U+3000 on, and many of them, with few
// others. The last one may be cut off.
bool is_unparted_sentence(std::string_view text) {
  constexpr std::ptrdiff_t kLongestWord = 8;
  constexpr unsigned char kFirstLead = 0xe3;  // Of U+3000, in UTF-8.
  const auto is_of_script = [](char c) { return static_cast<unsigned char>(c) >= kFirstLead; };
  const auto characters = std::count_if(text.begin(), text.end(), is_of_script);
  const auto others = std::count_if(text.begin(), text.end(), [](char c) {
    return static_cast<signed char>(c) >= 0 || static_cast<unsigned char>(c) >> 5 == 6;
  });
  const bool sentence = text.find("\u3002") != text.npos || text.find("\uff0c") != text.npos;
  return characters > kLongestWord && (sentence || others * 8 <= characters);
}

// "Sekurang-kurangnya", "Einmal-Passwort": the hyphen makes no mixture of it.
bool is_hyphenated_word(std::string_view text) {
  const std::size_t hyphen = text.find('-');
  const auto is_of_word = [](char c) { return is_text_letter(c) || c == '-'; };
  return hyphen != text.npos && hyphen > 1 && hyphen + 2 < text.size() && all_of(text, is_of_word);
}

bool is_default_password(std::string_view text) {
  if (is_one_of_caseless(text, kDefaults, kDefaultFilter)) return true;
  if (is_one_of_caseless(text, kDefaultsTranslated, kTranslatedFilter) || is_name_of_password(text))
    return true;
  return std::ranges::any_of(kDefaultStarts, [text](std::string_view start) {
    if (!starts_with_caseless(text, start)) return false;
    return start == "changeme" || start == "example" || names_a_secret(text);
  });
}

// What stands behind the word "password" in declarations and logs: *uint16,
// nextgroup=netrcPassword, attempt=3, messageId=<12@mta>
bool is_pointer_or_pair(std::string_view text) {
  const auto is_name = [](std::string_view name) {
    return identifier_length(name) == name.size() && !name.empty() && is_lower(name[0]);
  };
  if (text.front() == '*') return is_name(text.substr(1));
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view value = text.substr(equals + 1);
  return is_name(text.substr(0, equals)) &&
         (is_name(value) || value.starts_with('<') || all_of(value, is_digit));
}

// What logs say behind "invalid password:": attempt=3
bool is_counter(std::string_view text) {
  constexpr std::size_t kMostDigits = 2;
  const std::size_t equals = text.find('=');
  return equals != std::string_view::npos && all_of(text.substr(0, equals), is_lower) &&
         text.size() - equals - 1 <= kMostDigits && all_of(text.substr(equals + 1), is_digit);
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
  // "the passphrase to unprotect the PKCS#12 object", "for the ssh key%0A".
  if (text.starts_with("PKCS#") || text.find("%0A") != std::string_view::npos) return invalid();
  if (is_pointer_or_pair(text)) return invalid();
  return password(text);
}

// Small letters and digits behind "password is": how it is hashed or written is said so, too.
Verdict password_lower(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 17> kMethods = {
      "sha1", "sha2",   "sha3",   "sha5",   "md5",  "md4",  "base64", "base32", "utf8",
      "utf1", "bcrypt", "pbkdf2", "argon2", "x509", "pkcs", "aes1",   "aes2"};
  const auto begins = [text](std::string_view method) { return text.starts_with(method); };
  return std::ranges::any_of(kMethods, begins) ? invalid() : password(text);
}

Verdict password(std::string_view text) noexcept {
  text = trim(without_quotes(trim(text)));
  if (text.empty() || text.size() > kLongestPassword || !may_be_typed(text)) return invalid();
  // Of an argument or item of code: "None):", "password,".
  const std::string_view item = strip(text, "),;:'`");
  const bool number = item.size() <= kLongestNumber && all_of(item, is_digit);
  if (is_mask(strip(text, "[]:")) || (number && item.size() < text.size()) ||
      is_one_of_caseless(item, kNoValues, kNoValueFilter)) {
    return invalid();
  }
  std::string_view rest = text;
  if (is_substitution(text) || is_code(text) || is_code(next_word(rest))) return invalid();
  if (is_account_line(text) || is_counter(text)) return invalid();
  if (is_tag(text) || is_rest_of_url(text) || is_path(text)) return invalid();
  if (is_comment(text) || is_reference(text) || is_key(text)) return invalid();
  if (text.starts_with("//")) return invalid();  // Of a URL whose scheme is taken for a label.
  const bool stripped = item.size() != text.size();
  if (is_default_password(text) || (stripped && is_default_password(item)))
    return placeholder("placeholder:default_password");
  if (is_program_text(text)) return invalid();
  const bool phrase = text.find(' ') != std::string_view::npos;
  if ((phrase || is_beyond_ascii(text.front())) && speaks_of_password(text)) return invalid();
  if ((phrase && is_sentence(text)) || is_unparted_sentence(text)) {
    return valid("password_shape", kSentenceWeight);
  }
  if (is_hyphenated_word(text)) return valid("password_shape", kWordsWeight);
  return valid("password_shape", phrase ? kPhraseWeight : 0.0);
}

}  // namespace leaksift::validate::rules
