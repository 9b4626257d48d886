#include "validate/program_text.h"

#include "validate/words.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace leaksift::validate {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

bool is_of_name(char c) {
  return is_letter(c) || c == '_' || c == '.' || c == ':';
}

bool is_of_path(char c) {
  return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/';
}

// Takes the part up to the next of `separators` off the front of `text`, and that byte with it.
std::string_view next_part(std::string_view& text, std::string_view separators) {
  const std::size_t size = std::min(text.find_first_of(separators), text.size());
  const std::string_view part = text.substr(0, size);
  text.remove_prefix(std::min(size + 1, text.size()));
  return part;
}

// Escapes of manual pages: \fB, \f(CW, \-, \*(Aq, \[rB], and \e, which ends lines of examples. The
// last one may be cut off.
bool is_markup_of_manual(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != kNowhere; at = text.find('\\', at + 1)) {
    const std::string_view escape = text.substr(at + 1, 2);
    if (escape.starts_with('-') || escape.starts_with('[') || escape == "*(" || escape == "f") {
      return true;
    }
    if (escape == "e" && at > 0 && text[at - 1] == ' ') return true;
    if (escape.size() == 2 && escape[0] == 'f' && !is_lower(escape[1])) return true;
  }
  return false;
}

// \w{6,25}, (\S+)/g, [\d]+, ^[0-9]{5}$, (?P<user>.+)
bool is_pattern(std::string_view text) {
  for (const std::string_view part : {"(?P<", "(?:", "[0-9]", "[a-z]", "[A-Z]", "[^", "\\s"}) {
    if (text.find(part) != kNowhere) return true;
  }
  for (std::size_t at = text.find('\\'); at != kNowhere; at = text.find('\\', at + 1)) {
    const std::string_view escape = strip(text.substr(at + 1), "]").substr(0, 2);
    const bool of_class = escape.size() == 2 && std::string_view("dwS").find(escape[0]) != kNowhere;
    if (of_class && std::string_view("+*{?").find(escape[1]) != kNowhere) return true;
  }
  return false;
}

// "…\n", "\n…": a string of source code with the end of its line; "\033[0m": with colours.
bool is_string_of_program(std::string_view text) {
  return text.ends_with("\\n") || text.find("\\n\\n") != kNowhere || text.starts_with("\\n") ||
         text.starts_with("%s") || text.starts_with("\\033[") || text.starts_with("\\x1b[");
}

// SEC_ERROR_BASE, _PASSWORD_DEFAULT, ARG:FLAG
bool is_constant(std::string_view text) {
  const auto is_plain = [](char c) { return is_upper(c) || c == '_' || c == ':'; };
  return all_of(text, is_plain) && strip(text, "_:").find_first_of("_:") != kNowhere;
}

// _ffi.NULL, arm.C_WBIT: a constant of a module. "ann.LEE" may be a password.
bool is_constant_of_module(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == kNowhere || dot == 0) return false;
  const auto is_lowercase = [](char c) { return is_lower(c) || c == '_'; };
  const auto is_uppercase = [](char c) { return is_upper(c) || c == '_'; };
  const std::string_view constant = text.substr(dot + 1);
  return !constant.empty() && all_of(text.substr(0, dot), is_lowercase) &&
         all_of(constant, is_uppercase) && text.find('_') != kNowhere;
}

// 0x10, 0xe001: no more digits than a word of a machine has.
bool is_hexadecimal_number(std::string_view text) {
  constexpr std::size_t kLongest = 10;
  return text.size() > 2 && text.size() <= kLongest && text.starts_with("0x") &&
         all_of(text.substr(2), is_hex);
}

// '.$password.', ' + pw + ': between a string that ends and one that begins; the quotes may be cut
// off.
bool is_between_strings(std::string_view text) {
  text = trim(strip(text, "'\""));
  const bool joined = text.size() > 3 && text.front() == text.back();
  if (!joined || (text.front() != '.' && text.front() != '+')) return false;
  const std::string_view inner = trim(text.substr(1, text.size() - 2));
  return inner.starts_with('$') || (text.front() == '+' && all_of(inner, is_of_name));
}

// +r.Dir, +pwd: what is put behind a string that ends before it.
bool is_joined_on(std::string_view text) {
  const std::string_view name = strip(text, "+)]");
  return text.starts_with('+') && name.size() > 2 && is_letter(text[1]) && all_of(name, is_of_name);
}

// []uint8{key}, [][]byte: an array of a type.
bool is_array_of_type(std::string_view text) {
  return text.size() > 3 && text.starts_with("[]") && (is_letter(text[2]) || text[2] == '[');
}

// passphrase= message=: a name whose value is left out. Base64 that ends so has whole groups of
// four.
bool is_name_without_value(std::string_view text) {
  constexpr std::size_t kGroup = 4;
  return text.size() > 2 && text.ends_with('=') && text.size() % kGroup != 0 &&
         all_of(text.substr(0, text.size() - 1), [](char c) { return is_letter(c) || c == '_'; });
}

// [FILTERED, [empty: a word in brackets, of which the end is cut off.
bool is_word_in_bracket(std::string_view text) {
  return text.size() > 3 && text.starts_with('[') && all_of(strip(text, "[]"), is_letter);
}

// netrw_passwd, s:netrw_passwd, password_mgr, my-pvk-password
bool is_name_of_secret(std::string_view text) {
  constexpr std::array<std::string_view, 7> kSecrets = {"password", "passwd", "passphrase", "pwd",
                                                        "pw",       "psk",    "credentials"};
  const auto is_plain = [](char c) { return is_of_name(c) || c == '-'; };
  if (!all_of(text, is_plain) || all_of(text, is_letter)) return false;
  while (!text.empty()) {
    if (is_one_of_caseless(next_part(text, "_-.:"), kSecrets)) return true;
  }
  return false;
}

// access_token, sa_creds, index_info: names of variables, of words that tell what one holds.
bool is_name_of_variable(std::string_view text) {
  constexpr std::array<std::string_view, 22> kHeld = {
      "token", "pass",  "creds", "cred", "info", "value", "str", "name", "key", "hash", "input",
      "data",  "param", "field", "text", "file", "env",   "var", "ptr",  "buf", "user", "secret"};
  const auto is_plain = [](char c) { return is_lower(c) || c == '_'; };
  if (!all_of(text, is_plain) || text.find('_') == kNowhere) return false;
  while (!text.empty()) {
    if (is_one_of_caseless(next_part(text, "_"), kHeld)) return true;
  }
  return false;
}

// basic[1], certs[0][2], sslopt['chain'], s:hup[host].passwd, f[i+1], pw[:-1, $ARGV[0,
// matches[0]?.[1; the end may be cut off.
bool is_item(std::string_view text) {
  const bool variable = text.starts_with('$');
  if (variable) text.remove_prefix(1);
  const std::size_t open = text.find('[');
  const auto is_plain = [variable](char c) { return is_of_name(c) && (variable || !is_upper(c)); };
  if (open == 0 || open == kNowhere || !all_of(text.substr(0, open), is_plain)) return false;
  const std::string_view rest = text.substr(open + 1);
  const std::size_t close = std::min(rest.find(']'), rest.size());
  const std::string_view inner = strip(rest.substr(0, close), "'\"");
  const auto is_of_index = [](char c) { return is_alnum(c) || c == ':' || c == '+' || c == '-'; };
  const bool number = all_of(inner, is_digit);
  const bool computed = inner.find_first_of("+-:") != kNowhere && all_of(inner, is_of_index);
  if (!number && !computed && !all_of(inner, is_of_name)) return false;
  const std::string_view behind = rest.substr(std::min(close + 1, rest.size()));
  return !inner.empty() &&
         (behind.empty() || std::string_view("[].,;)").find(behind[0]) != kNowhere ||
          behind.starts_with("?."));
}

// new(hash_name, substitute(a:choice, getpw($whoever: a call whose argument is a name that is put
// together. "abc(def" may be a password.
bool is_call(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == kNowhere || open + 1 >= text.size()) return false;
  const auto is_plain = [](char c) { return is_of_name(c) && !is_upper(c); };
  if (!all_of(text.substr(0, open), is_plain)) return false;
  std::string_view argument = text.substr(open + 1);
  if (argument.starts_with('$')) argument.remove_prefix(1);
  std::size_t size = 0;
  while (size < argument.size() && is_of_name(argument[size])) ++size;
  const std::string_view name = argument.substr(0, size);
  const std::string_view behind = argument.substr(size);
  const bool joined = strip(name, "_.:").find_first_of("_.:") != kNowhere ||
                      text[open + 1] == '$' || behind.starts_with('[') || behind.starts_with('(');
  return joined && size > 1 &&
         (behind.empty() || std::string_view("([),").find(behind[0]) != kNowhere);
}

// super().get_url, unquote(userinfo).split(: a member of what a call gives.
bool is_member_of_result(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.find(").");
  return open != kNowhere && open > 0 && close != kNowhere && open < close &&
         all_of(text.substr(0, open), is_of_name) && close + 2 < text.size() &&
         is_letter(text[close + 2]);
}

// $ftp->pwd, *options_.passwords, a:dict.istemp; a '>' may have been cut off.
bool is_member_access(std::string_view text) {
  const std::string_view bare = strip(text, "*&$!");
  if (text.front() == '$' && text.back() == '-' &&
      all_of(bare.substr(0, bare.size() - 1), is_of_name)) {
    return true;
  }
  const std::size_t arrow = bare.find("->");
  if (arrow != kNowhere && arrow > 0) return all_of(bare.substr(0, arrow), is_of_name);
  if (bare.size() > 2 && bare[1] == ':' && is_letter(bare[0])) {
    return all_of(bare, is_of_name) && bare.find_first_of("._") != kNowhere;
  }
  const bool pointed = text.starts_with('*') || text.starts_with('&');
  return pointed && all_of(bare, is_of_name) && bare.find('.') != kNowhere;
}

// /home/ann/project, /tmp
bool is_absolute_path(std::string_view text) {
  constexpr std::array<std::string_view, 9> kRoots = {"tmp", "home", "usr", "var", "etc",
                                                      "opt", "root", "mnt", "data"};
  if (!text.starts_with('/') || text.size() < 4 || !all_of(text, is_of_path)) return false;
  std::string_view rest = text.substr(1);
  return is_one_of_caseless(next_part(rest, "/"), kRoots) ||
         std::count(text.begin(), text.end(), '/') > 1;
}

// projects/12345/secrets/my-secret/versions/1
bool is_path_of_words(std::string_view text) {
  return std::count(text.begin(), text.end(), '/') > 2 && is_joined_words(text);
}

// ^1.0.0, ~5.1: the version that a program wants; 240h: how long it waits.
bool is_version_or_time(std::string_view text) {
  constexpr std::size_t kLongestTime = 6;
  const auto is_of_version = [](char c) { return is_digit(c) || c == '.'; };
  if (text.front() == '^' || text.front() == '~') return all_of(text.substr(1), is_of_version);
  const bool unit = std::string_view("smhd").find(text.back()) != kNowhere;
  return unit && text.size() > 1 && text.size() <= kLongestTime &&
         all_of(text.substr(0, text.size() - 1), is_digit);
}

// event.target.value, props.value, policy.AllowPassword: members of what programs are given, and
// paths of three names.
bool is_member_path(std::string_view text) {
  constexpr std::array<std::string_view, 16> kGiven = {
      "event", "props", "state",  "ctx",   "req",   "res",  "input", "values",
      "form",  "data",  "policy", "model", "entry", "item", "row",   "setting"};
  const auto is_plain = [](char c) { return is_letter(c) || c == '_' || c == '.'; };
  text = strip(text, "!&*.,;");
  if (!all_of(text, is_plain) || text.find('.') == kNowhere) return false;
  return std::count(text.begin(), text.end(), '.') > 1 ||
         is_one_of_caseless(next_part(text, "."), kGiven);
}

// &corev1.EnvVar{, time.Time{}}: a value of a type; of one that is pointed to, the brace may be cut
// off.
bool is_literal_of_type(std::string_view text) {
  const std::size_t open = std::min(text.find('{'), text.size());
  const bool pointed = text.starts_with('&');
  if (open == text.size() ? !pointed : !strip(text.substr(open), "{},;").empty()) return false;
  const std::string_view type = strip(text.substr(0, open), "&*");
  const std::size_t dot = type.find('.');
  return dot != kNowhere && dot + 1 < type.size() && is_upper(type[dot + 1]) &&
         all_of(type, [](char c) { return is_alnum(c) || c == '.'; });
}

// UID:GID:GECOS:directory:shell; :starttls; ::uninit(
bool is_list_of_fields(std::string_view text) {
  const auto is_plain = [](char c) {
    return is_text_letter(c) || c == '_' || c == ':' || c == '`' || c == '-';
  };
  if (!all_of(strip(text, ".,;()"), is_plain)) return false;
  return text.starts_with(':') || std::count(text.begin(), text.end(), ':') > 1;
}

bool is_flag(std::string_view text) {
  return text.size() > 3 && text.starts_with("--") && is_letter(text[2]);
}

// required|min:4, nullable|string: what a form is checked for.
bool is_rule_of_form(std::string_view text) {
  constexpr std::array<std::string_view, 6> kRules = {"required", "nullable", "sometimes",
                                                      "string",   "bail",     "confirmed"};
  return text.find('|') != kNowhere && is_one_of_caseless(next_part(text, "|"), kRules);
}

// One word, or words in camel case, and the few digits that names and versions end with.
bool is_word_with_number(std::string_view part) {
  constexpr std::size_t kMostDigits = 4;
  std::size_t letters = 0;
  std::size_t humps = 0;
  while (letters < part.size() && is_letter(part[letters])) {
    humps += letters > 0 && is_upper(part[letters]) && !is_upper(part[letters - 1]);
    ++letters;
  }
  const std::size_t digits = part.size() - letters;
  return humps <= letters / 4 && digits <= kMostDigits && all_of(part.substr(letters), is_digit);
}

}  // namespace

bool is_program_text(std::string_view text) noexcept {
  if (is_markup_of_manual(text) || is_pattern(text) || is_string_of_program(text)) return true;
  if (is_between_strings(text)) return true;
  const std::string_view word = strip(next_word(text), ",;");
  const std::string_view bare = strip(word, "()");
  if (bare.empty()) return false;
  const bool name = is_constant(bare) || is_constant_of_module(bare) || is_name_of_secret(bare) ||
                    is_name_of_variable(bare) || is_name_without_value(bare);
  const bool expression = is_item(bare) || is_call(bare) || is_member_access(word) ||
                          is_member_of_result(word) || is_joined_on(word) ||
                          is_array_of_type(word) || is_hexadecimal_number(bare);
  return name || expression || is_member_path(word) || is_literal_of_type(word) ||
         is_version_or_time(word) || is_absolute_path(word) || is_path_of_words(word) ||
         is_list_of_fields(word) || is_flag(word) || is_word_in_bracket(word) ||
         is_rule_of_form(word);
}

bool is_joined_words(std::string_view text) noexcept {
  constexpr std::string_view kJoins = "._-/";
  text = strip(text, kJoins);
  if (text.find_first_of(kJoins) == kNowhere) return false;
  while (!text.empty()) {
    if (!is_word_with_number(next_part(text, kJoins))) return false;
  }
  return true;
}

}  // namespace leaksift::validate
