#include "validate/validator.h"

#include "validate/vectors_contact.h"
#include "validate/vectors_credentials.h"
#include "validate/vectors_financial.h"
#include "validate/vectors_government.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::validate {
namespace {

std::vector<Vector> all_vectors() {
  std::vector<Vector> all;
  for (std::span<const Vector> table :
       {std::span<const Vector>(kGovernmentVectors), std::span<const Vector>(kFinancialVectors),
        std::span<const Vector>(kContactVectors), std::span<const Vector>(kCredentialVectors)}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  return all;
}

std::string_view name_of(Outcome outcome) {
  if (outcome == Outcome::kInvalid) return "invalid";
  return outcome == Outcome::kValid ? "valid" : "placeholder";
}

TEST(Validators, JudgePublishedVectorsAsPublished) {
  for (const Vector& vector : all_vectors()) {
    SCOPED_TRACE(std::string(vector.validator) + " on: " + std::string(vector.text));
    const Validator validator = find(vector.validator);
    ASSERT_NE(validator, nullptr);
    const Verdict verdict = validator(vector.text);
    EXPECT_EQ(name_of(verdict.outcome), name_of(vector.outcome)) << verdict.reason;
    if (!vector.reason.empty()) {
      EXPECT_EQ(verdict.reason, vector.reason);
    }
  }
}

TEST(Validators, PlaceholdersSayWhich) {
  for (const Vector& vector : all_vectors()) {
    if (vector.outcome != Outcome::kPlaceholder) continue;
    const std::string_view reason = find(vector.validator)(vector.text).reason;
    EXPECT_TRUE(reason.starts_with("placeholder:")) << vector.validator << " " << reason;
  }
}

TEST(Validators, EveryNameHasValidInvalidAndPlaceholderVectors) {
  std::set<std::pair<std::string_view, Outcome>> seen;
  for (const Vector& vector : all_vectors()) seen.emplace(vector.validator, vector.outcome);
  for (std::string_view name : names()) {
    EXPECT_TRUE(seen.contains({name, Outcome::kValid})) << name;
    if (name == "none") continue;
    EXPECT_TRUE(seen.contains({name, Outcome::kInvalid})) << name;
    // These have no well-known samples.
    if (name == "private_key" || name == "us_routing_number" || name == "labelled_street" ||
        name.starts_with("street_b") || name.starts_with("street_of")) {
      continue;
    }
    EXPECT_TRUE(seen.contains({name, Outcome::kPlaceholder})) << name;
  }
}

TEST(Registry, NamesAreSortedAndFound) {
  const std::vector<std::string_view> all = names();
  EXPECT_TRUE(std::ranges::is_sorted(all));
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
  for (std::string_view name : all) EXPECT_NE(find(name), nullptr) << name;
}

TEST(Registry, UnknownNamesAreNotFound) {
  for (std::string_view name : {"", "us_ss", "us_ssn ", "zzz", "US_SSN"}) {
    EXPECT_EQ(find(name), nullptr) << name;
  }
}

struct Weighted {
  std::string_view validator;
  std::string_view text;
  double weight;
};

TEST(Validators, WeighValuesThatTheRulesGrade) {
  constexpr Weighted kCases[] = {
      {"us_ssn", "536-90-4399", 0.0},
      {"us_ssn", "899-12-3457", -0.3},
      {"email", "info@shop.com", -1.0},
      {"email", "mara@shop.com", 0.0},
      {"phone", "800-736-5000", -0.15},
      {"phone", "212-736-5000", 0.0},
      {"uk_nino", "63F48192", -1.0},
      {"api_key", "sk_test_x7TqvAq0y1zF3cXk0oYw", -1.0},
      {"password", "correct horse", -1.0},
      {"password", "tr0ub4dor&3", 0.0},
      {"password", "\u3053\u306e\u753b\u9762\u306f\u5909\u66f4\u3055\u308c\u305f", -3.0},
      {"password", "\u89e3\u51b3MySQL\u65e0\u6cd5\u8fde\u63a5\u7684\u95ee\u9898\u3002\u82e5", -3.0},
      {"password", "\u6843\u306e\u6728", 0.0},
  };
  for (const Weighted& c : kCases) {
    EXPECT_DOUBLE_EQ(find(c.validator)(c.text).weight, c.weight) << c.validator << " " << c.text;
  }
}

// Identifiers whose check digits find any one wrong digit, and valid values of them. CPF gives the
// same digit for two remainders, and some weights of CURP share a factor with 10: not theirs.
TEST(CheckDigits, FindAnySingleWrongDigit) {
  constexpr Vector kValues[] = {
      {"payment_card", "4539707869611055"},
      {"us_npi", "1020747030"},
      {"us_routing_number", "111000025"},
      {"ca_sin", "232836791"},
      {"in_aadhaar", "234123412346"},
      {"de_tax_id", "36574261809"},
      {"nl_bsn", "627948406"},
      {"au_tfn", "781809608"},
      {"pl_pesel", "44051401359"},
      {"se_personnummer", "8803200016"},
      {"iban", "DE50526018159083016613"},
      {"iban", "NL50KHFH1948757491"},
      {"es_dni", "54362315K"},
      {"es_nie", "X2482300W"},
      {"fr_nir", "295109912611193"},
      {"it_codice_fiscale", "RCCMNL83S18D969H"},
  };
  for (const Vector& value : kValues) {
    const Validator validator = find(value.validator);
    ASSERT_EQ(validator(value.text).outcome, Outcome::kValid) << value.validator;
    for (std::size_t at = 0; at < value.text.size(); ++at) {
      if (value.text[at] < '0' || value.text[at] > '9') continue;
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string changed(value.text);
        if (changed[at] == digit) continue;
        changed[at] = digit;
        EXPECT_EQ(validator(changed).outcome, Outcome::kInvalid) << value.validator << changed;
      }
    }
  }
}

TEST(Validators, TakeLettersInEitherCase) {
  for (std::string_view name : {"iban", "us_medicare_mbi", "uk_nino", "mx_curp", "es_dni", "in_pan",
                                "it_codice_fiscale", "email", "swift_bic", "us_dea"}) {
    for (const Vector& vector : all_vectors()) {
      if (vector.validator != name) continue;
      std::string lower(vector.text);
      std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
      });
      EXPECT_EQ(find(name)(lower).outcome, vector.outcome) << name << " " << lower;
    }
  }
}

// A match is a view into a block: whatever a validator reads beyond it is another text. The exact
// heap copy lets the address sanitizer see a read past the end.
void judge_everywhere(std::string_view bytes) {
  const std::vector<char> exact(bytes.begin(), bytes.end());
  const std::string_view text(exact.data(), exact.size());
  for (std::string_view name : names()) {
    const Verdict verdict = find(name)(text);
    ASSERT_LE(verdict.outcome, Outcome::kPlaceholder) << name;
    ASSERT_EQ(verdict.outcome == Outcome::kPlaceholder, verdict.reason.starts_with("placeholder:"))
        << name;
  }
}

TEST(Robustness, AnyBytesGiveAVerdict) {
  std::mt19937 random(20260101);
  constexpr std::string_view kLikely =
      "0123456789 -./,:;@+%$&?=()^*#'\"{}<>[]_~xXABDeEJ\xC2\xA0\xE2\x80\x91\\\n";
  for (int round = 0; round < 20000; ++round) {
    std::string text(random() % 48, '\0');
    const bool likely = round % 4 != 0;
    for (char& c : text) {
      c = likely ? kLikely[random() % kLikely.size()] : static_cast<char>(random() % 256);
    }
    judge_everywhere(text);
  }
}

TEST(Robustness, DamagedVectorsGiveAVerdict) {
  std::mt19937 random(7);
  for (const Vector& vector : all_vectors()) {
    for (std::size_t length = 0; length <= vector.text.size(); ++length) {
      judge_everywhere(vector.text.substr(0, length));
      judge_everywhere(vector.text.substr(length));
    }
    for (int round = 0; round < 20 && !vector.text.empty(); ++round) {
      std::string damaged(vector.text);
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
      judge_everywhere(damaged);
    }
  }
}

TEST(Robustness, LongTextsGiveAVerdict) {
  for (char c : {'1', 'a', 'A', ' ', '-', '.', '$', '@', ':', '\\', '\xE2', '\0'}) {
    judge_everywhere(std::string(4096, c));
  }
}

}  // namespace
}  // namespace leaksift::validate
