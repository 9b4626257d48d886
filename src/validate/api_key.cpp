// Keys of web services, told by their prefixes (gitleaks b58d3f1, and the services' own pages).
#include "validate/ascii.h"
#include "validate/digits.h"
#include "validate/program_text.h"
#include "validate/rules.h"
#include "validate/verdict.h"

#include <array>
#include <cmath>
#include <cstdint>

namespace leaksift::validate::rules {
namespace {

constexpr bool is_base32(char c) {
  return is_upper(c) || (c >= '2' && c <= '7');
}

constexpr bool is_token(char c) {
  return is_alnum(c) || c == '_' || c == '-';
}

constexpr bool is_dotted_token(char c) {
  return is_token(c) || c == '.';
}

constexpr bool is_secret(char c) {
  return is_dotted_token(c) || c == '+' || c == '/' || c == '=' || c == '~';
}

enum class Check : std::uint8_t { kEntropy, kGithubCrc, kLongRun };

// A key is the prefix and `least` to `most` characters that satisfy `alphabet`.
struct Service {
  std::string_view prefix;
  std::uint16_t least;
  std::uint16_t most;
  bool (*alphabet)(char);
  Check check;
  std::string_view reason;
  double weight;
};

constexpr double kTestKeyWeight = -1.0;
constexpr double kWrongCrcWeight = -4.5;

// Where prefixes share a beginning, the longer one stands first.
constexpr std::array<Service, 43> kServices = {{
    {"AKIA", 16, 16, is_base32, Check::kEntropy, "aws_key_id", 0},
    {"ASIA", 16, 16, is_base32, Check::kEntropy, "aws_key_id", 0},
    {"ABIA", 16, 16, is_base32, Check::kEntropy, "aws_key_id", 0},
    {"ACCA", 16, 16, is_base32, Check::kEntropy, "aws_key_id", 0},
    {"A3T", 17, 17, is_base32, Check::kEntropy, "aws_key_id", 0},
    {"ghp_", 36, 36, is_alnum, Check::kGithubCrc, "github_crc_valid", 0},
    {"gho_", 36, 36, is_alnum, Check::kGithubCrc, "github_crc_valid", 0},
    {"ghu_", 36, 36, is_alnum, Check::kGithubCrc, "github_crc_valid", 0},
    {"ghs_", 36, 36, is_alnum, Check::kGithubCrc, "github_crc_valid", 0},
    {"ghr_", 36, 76, is_alnum, Check::kGithubCrc, "github_crc_valid", 0},
    {"github_pat_", 82, 82, is_token, Check::kEntropy, "github_token", 0},
    {"glpat-", 20, 300, is_dotted_token, Check::kEntropy, "gitlab_token", 0},
    {"sk_live_", 10, 247, is_token, Check::kEntropy, "stripe_key", 0},
    {"rk_live_", 10, 247, is_token, Check::kEntropy, "stripe_key", 0},
    {"sk_test_", 10, 247, is_token, Check::kEntropy, "stripe_test_key", kTestKeyWeight},
    {"rk_test_", 10, 247, is_token, Check::kEntropy, "stripe_test_key", kTestKeyWeight},
    {"xoxb-", 10, 250, is_token, Check::kEntropy, "slack_token", 0},
    {"xoxp-", 10, 250, is_token, Check::kEntropy, "slack_token", 0},
    {"xoxa-", 10, 250, is_token, Check::kEntropy, "slack_token", 0},
    {"xoxr-", 10, 250, is_token, Check::kEntropy, "slack_token", 0},
    {"xoxs-", 10, 250, is_token, Check::kEntropy, "slack_token", 0},
    {"xoxe", 10, 250, is_dotted_token, Check::kEntropy, "slack_token", 0},
    {"xapp-", 10, 250, is_token, Check::kEntropy, "slack_token", 0},
    {"https://hooks.slack.com/", 20, 200, is_secret, Check::kEntropy, "slack_webhook", 0},
    {"AIza", 35, 35, is_token, Check::kEntropy, "google_api_key", 0},
    {"sk-ant-", 80, 120, is_token, Check::kEntropy, "anthropic_key", 0},
    {"sk-", 20, 200, is_token, Check::kLongRun, "openai_key", 0},
    {"SG.", 66, 66, is_dotted_token, Check::kEntropy, "sendgrid_key", 0},
    {"SK", 32, 32, is_hex, Check::kEntropy, "twilio_key", 0},
    {"key-", 32, 32, is_hex, Check::kEntropy, "mailgun_key", 0},
    {"shpat_", 32, 32, is_hex, Check::kEntropy, "shopify_token", 0},
    {"shpss_", 32, 32, is_hex, Check::kEntropy, "shopify_token", 0},
    {"EAAA", 22, 80, is_token, Check::kEntropy, "square_token", 0},
    {"sq0atp-", 22, 60, is_token, Check::kEntropy, "square_token", 0},
    {"dop_v1_", 64, 64, is_hex, Check::kEntropy, "digitalocean_token", 0},
    {"npm_", 36, 36, is_alnum, Check::kEntropy, "npm_token", 0},
    {"pypi-AgEI", 50, 1000, is_token, Check::kEntropy, "pypi_token", 0},
    {"hf_", 34, 34, is_alnum, Check::kEntropy, "huggingface_token", 0},
    {"dapi", 32, 34, is_token, Check::kEntropy, "databricks_token", 0},
    {"hvs.", 24, 200, is_token, Check::kEntropy, "vault_token", 0},
    {"dp.pt.", 43, 43, is_alnum, Check::kEntropy, "doppler_token", 0},
    {"ya29.", 20, 500, is_token, Check::kEntropy, "google_oauth_token", 0},
    {"FLWSECK_TEST-", 12, 60, is_token, Check::kEntropy, "flutterwave_test_key", kTestKeyWeight},
}};

// Samples that the services print in their manuals.
constexpr std::array<std::string_view, 5> kSampleKeys = {
    "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "sk_test_4eC39HqLyjWDarjtT1zdp7dc", "sk_test_BQokikJOvBiI2HlWgH4olfQ2",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a"};

// Shannon's entropy of the characters, in bits per character.
double entropy(std::string_view text) {
  std::array<std::uint16_t, 256> counts{};
  for (char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0.0;
  for (std::uint16_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

// Floors after gitleaks' rules (2 to 4 bits): what a random key of that length passes nearly always
// and a typed-in filling does not.
constexpr double kEntropyFloor = 2.5;
constexpr double kHexEntropyFloor = 2.3;
constexpr double kUnknownEntropyFloor = 3.5;
constexpr std::size_t kUnknownLeast = 16;
constexpr std::size_t kUnknownMost = 512;

std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

// GitHub, "Behind GitHub's new authentication token formats": the last six characters are the
// CRC-32 of the others without the prefix, in base 62 with leading zeros.
bool has_github_crc(std::string_view body) {
  constexpr std::string_view kDigits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  constexpr std::size_t kLength = 6;
  std::uint32_t crc = crc32(body.substr(0, body.size() - kLength));
  for (std::size_t i = 0; i < kLength; ++i) {
    if (body[body.size() - 1 - i] != kDigits[crc % 62]) return false;
    crc /= 62;
  }
  return true;
}

// A random key has one; "ssh-ed25519-cert-v01" and "sk-binomial-distributions" are words.
bool has_long_key_run(std::string_view body) {
  constexpr std::size_t kLeast = 12;
  std::size_t run = 0;
  bool digit = false;
  for (const char c : body) {
    run = is_alnum(c) ? run + 1 : 0;
    digit = run > 0 && (digit || is_digit(c));
    if (run >= kLeast && digit) return true;
  }
  return false;
}

Verdict judge_service(const Service& service, std::string_view body) {
  if (body.size() < service.least || body.size() > service.most ||
      !all_of(body, service.alphabet)) {
    return invalid();
  }
  const double floor = service.alphabet == is_hex ? kHexEntropyFloor : kEntropyFloor;
  if (entropy(body) < floor) return invalid();
  if (service.check == Check::kLongRun && !has_long_key_run(body)) return invalid();
  // Somebody's own kind of token, or one with a typing error: a label must say that it is a key.
  if (service.check == Check::kGithubCrc && !has_github_crc(body)) {
    return valid("github_crc_invalid", kWrongCrcWeight);
  }
  return valid(service.reason, service.weight);
}

// form.Oauth2Secret, config.S3.AccessKey: where a program takes a key from.
bool is_member_for_key(std::string_view text) {
  const auto is_of_path = [](char c) { return is_alnum(c) || c == '_' || c == '.'; };
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || !all_of(text, is_of_path)) return false;
  const std::string_view member = text.substr(dot + 1);
  return member.ends_with("Secret") || member.ends_with("Key") || member.ends_with("Token");
}

// A key of an unknown service: only its randomness speaks for it.
Verdict judge_unknown(std::string_view text) {
  if (text.size() < kUnknownLeast || text.size() > kUnknownMost || !all_of(text, is_secret)) {
    return invalid();
  }
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  if (all_of(text, is_hex)) {
    return digits && entropy(text) >= 3.0 ? valid("entropy_high") : invalid();
  }
  if (is_joined_words(text) || is_member_for_key(text)) return invalid();
  return digits && entropy(text) >= kUnknownEntropyFloor ? valid("entropy_high") : invalid();
}

// Words that manuals leave in their samples.
bool is_documented(std::string_view text) {
  for (std::string_view sample : kSampleKeys) {
    if (text == sample) return true;
  }
  return text.find("EXAMPLE") != std::string_view::npos ||
         text.find("xxxxxx") != std::string_view::npos ||
         text.find("XXXXXX") != std::string_view::npos;
}

}  // namespace

Verdict api_key(std::string_view text) noexcept {
  if (text.size() < kUnknownLeast || text.size() > 1024) return invalid();
  if (is_documented(text)) return placeholder("placeholder:documented_sample");
  for (const Service& service : kServices) {
    if (text.starts_with(service.prefix)) {
      return judge_service(service, text.substr(service.prefix.size()));
    }
  }
  return judge_unknown(text);
}

}  // namespace leaksift::validate::rules
