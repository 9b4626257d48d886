// What field names say, judged with the project's own patterns and vocabulary.

#include "pattern/field_names.h"

#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::pattern {
namespace {

using Says = FieldVerdict::Says;

const FieldNames& names() {
  static const FieldNames kNames(support::project_patterns());
  return kNames;
}

Says says(std::string_view name, std::string_view pattern, std::string_view table = {}) {
  const FieldVerdict verdict = names().judge(name, table);
  return verdict.opinions.at(support::index_of(support::project_patterns(), pattern)).says;
}

std::string_view word(Says says) {
  if (says == Says::kThisType) return "this type";
  return says == Says::kNothing ? "nothing" : "something else";
}

struct NamesOfType {
  std::string_view pattern;
  std::vector<std::string_view> names;
};

TEST(FieldNames, NameTheirType) {
  const std::vector<NamesOfType> cases = {
      {"us_ssn",
       {"ssn", "SSN", "SocSecNo", "soc_sec_no", "cust_tax_id", "employeeSSN", "ssn_1", "SS_NUM",
        "socialsecuritynumber", "SOCIALSECURITY", "Social Security #", "member.ssn",
        "nro_seguridad_social", "TaxpayerID", "SOCSECNUM", "ssan", "Sozialversicherungsnummer",
        "numero_de_securite_sociale", "SS#"}},
      {"us_bank_account", {"acct#", "ACCTID", "BankAcctId", "numero_cuenta"}},
      {"payment_card",
       {"card_number", "cardNumber", "cc_num", "CreditCardNumber", "creditcard", "PAN"}},
      {"iban", {"iban", "IBAN", "customer_iban"}},
      {"email_address", {"email", "e_mail", "EmailAddress", "user_email"}},
      {"date_of_birth",
       {"dob", "DOB", "birth_date", "dateOfBirth", "birthdate", "birthday", "geb_datum",
        "fecha_nac", "fødselsdato", "Datum narození", "DATA NAȘTERII", "ДАТА РОЖДЕНИЯ",
        "Ημερομηνία Γέννησης", "تاريخ الميلاد", "生年月日"}},
      {"person_name",
       {"full_name", "LAST_NM", "firstName", "customer_name", "user_last", "surname", "Ф.И.О.",
        "Фамилия", "ΕΠΩΝΥΜΟ", "Επώνυμο", "שם משפחה", "성명"}},
      {"phone_number",
       {"phone", "PhoneNum", "mobile", "cell_phone", "tel", "Телефон", "Κινητό", "رقم الجوال",
        "携帯電話番号"}},
      {"medical_record_number", {"mrn", "MRN", "medical_record_number", "MedRecNo"}},
      {"us_routing_number", {"routing_number", "aba_routing", "RoutingNo"}},
      {"password", {"password", "passwd", "user_password", "pwd"}},
      {"us_passport", {"passport_number", "PassportNo"}},
      {"us_drivers_license", {"drivers_license", "driver_license_number", "DriversLicenseNo"}},
  };
  for (const NamesOfType& test : cases) {
    for (const std::string_view name : test.names) {
      EXPECT_EQ(word(says(name, test.pattern)), "this type") << name << " for " << test.pattern;
    }
  }
}

TEST(FieldNames, SpeakAgainstTypesThatTheyAreNot) {
  const std::vector<NamesOfType> cases = {
      {"us_ssn",
       {"order_id", "sku",           "tracking_no",    "invoice_number", "created_at",
        "ORD_NBR",  "customerId",    "serial",         "ssn_last_4",     "ssnLastFour",
        "ssn_hash", "social_media",  "routing_number", "card_number",    "phone",
        "batchId",  "ticket_number", "tracking#",      "num_pedido",     "Rechnungsnummer",
        "created",  "facebook_id",   "claim_no"}},
      {"person_name",
       {"file_name", "filename", "host_name", "username", "product_name", "company_name",
        "table_name"}},
      {"payment_card", {"order_id", "tracking_number", "imei"}},
      {"date_of_birth", {"created_at", "hire_date", "expiry_date"}},
      {"password", {"password_hash", "password_changed_at"}},
  };
  for (const NamesOfType& test : cases) {
    for (const std::string_view name : test.names) {
      EXPECT_NE(word(says(name, test.pattern)), "this type") << name << " for " << test.pattern;
    }
  }
  for (const std::string_view name : cases.front().names) {
    EXPECT_EQ(word(says(name, "us_ssn")), "something else") << name;
  }
}

TEST(FieldNames, TellNumbersOfPersonsFromThoseOfThings) {
  for (const char* name : {"employee_id", "StudentNumber", "badge no", "uid"}) {
    EXPECT_EQ(says(name, "us_ssn"), Says::kPersonNumber) << name;
  }
  for (const char* name : {"order_id", "sku", "case no", "order"}) {
    EXPECT_EQ(says(name, "us_ssn"), Says::kThingNumber) << name;
  }
  EXPECT_EQ(says("phone", "us_ssn"), Says::kOther);
  EXPECT_EQ(says("employee_ssn_id", "us_ssn"), Says::kThisType);
}

TEST(FieldNames, SayNothingWithWordsOfNoType) {
  for (const std::string_view name : {"", "x", "field1", "data", "value", "a b c", "lorem_ipsum"}) {
    const FieldVerdict verdict = names().judge(name);
    EXPECT_TRUE(verdict.silent) << name;
    EXPECT_TRUE(verdict.patterns.empty()) << name;
  }
}

TEST(FieldNames, ListThePatternsThatTheyName) {
  const auto ssn = support::index_of(support::project_patterns(), "us_ssn");
  for (const std::string_view name : {"ssn", "tax_id", "order_id", "phone", "dob", "name"}) {
    const FieldVerdict verdict = names().judge(name);
    EXPECT_TRUE(std::is_sorted(verdict.patterns.begin(), verdict.patterns.end())) << name;
    for (std::uint32_t i = 0; i < verdict.opinions.size(); ++i) {
      const bool listed =
          std::find(verdict.patterns.begin(), verdict.patterns.end(), i) != verdict.patterns.end();
      EXPECT_EQ(listed, verdict.opinions[i].says == Says::kThisType) << name;
    }
  }
  const auto named = names().judge("ssn").patterns;
  EXPECT_NE(std::find(named.begin(), named.end(), ssn), named.end());
}

TEST(FieldNames, GiveThePhraseThatDecided) {
  const auto ssn = support::index_of(support::project_patterns(), "us_ssn");
  EXPECT_EQ(names().judge("cust_ssn").opinions.at(ssn).phrase, "ssn");
  EXPECT_EQ(names().judge("socialSecurityNumber").opinions.at(ssn).phrase,
            "social security number");
  EXPECT_EQ(names().judge("order_id").opinions.at(ssn).phrase, "order id");
}

TEST(FieldNames, ReadPointersFromTheirEnd) {
  const std::vector<NamesOfType> this_type = {
      {"us_ssn",
       {"/ssn", "/order/customer/ssn", "/order_id/ssn", "/customer/tax/id", "/_source/SSN",
        "/people/3/social/security/number", "/ssn/0", "/ssn/*/0", "/social~1security~0number",
        "/ssn/value"}},
      {"email_address", {"/customer/contact/e_mail", "/emails/0"}},
      {"person_name", {"/customer/name", "/product/owner/full_name"}},
      {"payment_card", {"/payment/card/number", "/shipment_id/creditcard"}},
  };
  for (const NamesOfType& test : this_type) {
    for (const std::string_view name : test.names) {
      EXPECT_EQ(word(says(name, test.pattern)), "this type") << name << " for " << test.pattern;
    }
  }
  EXPECT_EQ(word(says("user.name", "person_name")), "this type");
  EXPECT_EQ(word(says("payload/user/name", "person_name")), "this type");
  EXPECT_EQ(word(says("user_name", "person_name")), "something else");
  EXPECT_EQ(word(says("product.name", "person_name")), "something else");
  const std::vector<NamesOfType> something_else = {
      {"us_ssn",
       {"/order/id", "/ssn/order_id", "/order_ids/3", "/order_id/value", "/order_id/0",
        "/ssn/last_4"}},
      {"person_name", {"/product/name", "/customer/file/name"}},
  };
  for (const NamesOfType& test : something_else) {
    for (const std::string_view name : test.names) {
      EXPECT_EQ(word(says(name, test.pattern)), "something else") << name;
    }
  }
  for (const std::string_view name : {"/", "//", "/0", "/0/1", "/*", "/~", "/~1", "/value/0"}) {
    EXPECT_TRUE(names().judge(name).silent) << name;
  }
}

TEST(FieldNames, ReadWhatHoldsAValueOnlyThroughItsCarriers) {
  for (const std::string_view name :
       {"/name/text", "/person/name/S", "/names/0/value", "/user/name", "/name/0/given/0"}) {
    EXPECT_EQ(word(says(name, "person_name")), "this type") << name;
  }
  for (const std::string_view name :
       {"/employee/address/state", "/patient/gender", "/customer/plan", "/user_name"}) {
    EXPECT_NE(word(says(name, "person_name")), "this type") << name;
  }
  EXPECT_NE(word(says("/properties/password/type", "password")), "this type");
  EXPECT_EQ(word(says("/ssn/unmasked", "us_ssn")), "this type") << "a number proves itself";
}

TEST(FieldNames, CountTheTableAsAStepBeforeTheField) {
  struct TableCase {
    std::string_view table, name, pattern, says;
  };
  const std::vector<TableCase> cases = {
      {"/entry/*/resource/name", "/family", "person_name", "this type"},
      {"/orders", "/id", "us_ssn", "something else"},
      {"/items", "/name", "person_name", "this type"},
      {"/response/items", "/name_first", "person_name", "this type"},
      {"hr.orders", "id", "us_ssn", "something else"},
      {"products", "name", "person_name", "something else"},
      {"customers", "name", "person_name", "this type"},
      {"Report", "name", "person_name", "this type"},
      {"Sheet1", "name", "person_name", "this type"},
      {"Export 2024-01", "name", "person_name", "this type"},
      {"document_types", "name", "person_name", "something else"},
      {"users", "name", "person_name", "this type"},
      {"credit_cards", "number", "payment_card", "this type"},
      {"orders", "ssn", "us_ssn", "this type"},
      {"ssn_list", "c7", "us_ssn", "nothing"},
      {"people", "prof/contact/dob", "date_of_birth", "this type"},
      {"/rss/channel", "/item/description", "us_ssn", "nothing"},
      {"/rss/channel", "/item/summary", "person_name", "nothing"},
      {"/product", "/item/summary", "person_name", "something else"},
      {"", "/rss/0", "us_ssn", "something else"},
  };
  for (const TableCase& test : cases) {
    EXPECT_EQ(word(says(test.name, test.pattern, test.table)), test.says)
        << test.name << " of " << test.table;
  }
}

/// A small set of its own, so that each rule is seen alone.
PatternSet two_patterns() {
  PatternSet set;
  set.patterns.resize(2);
  set.patterns[0].boundary = Boundary::kNumber;
  set.patterns[0].context.fields = {"alpha number", "id"};
  set.patterns[0].context.other_fields = {"alpha number last"};
  set.patterns[1].context.fields = {"beta"};
  set.vocabulary.other_numbers = {"order id"};
  return set;
}

TEST(FieldNames, FollowTheirRules) {
  const PatternSet set = two_patterns();
  const FieldNames rules(set);
  struct Rule {
    std::string_view name;
    Says first;
    Says second;
    std::string_view why;
  };
  const std::vector<Rule> cases = {
      {"my_alpha_number_x", Says::kThisType, Says::kOther,
       "words in a row; a number of another type"},
      {"alphaNUMBER", Says::kThisType, Says::kOther, "case"},
      {"alphanumber", Says::kThisType, Says::kOther, "written together"},
      {"xalphanumber", Says::kNothing, Says::kNothing, "together, but with something more"},
      {"alpha_my_number", Says::kNothing, Says::kNothing, "not in a row"},
      {"number_alpha", Says::kNothing, Says::kNothing, "not in order"},
      {"alpha_number_last", Says::kOther, Says::kNothing, "other_fields beat fields"},
      {"order_id", Says::kThisType, Says::kOther, "a type's own field beats other numbers"},
      {"beta", Says::kNothing, Says::kThisType, "a type that is no number says nothing of others"},
      {"beta_order_id", Says::kThisType, Says::kThisType, "both"},
      {"alpha", Says::kNothing, Says::kNothing, "part of a phrase"},
  };
  for (const Rule& rule : cases) {
    const FieldVerdict verdict = rules.judge(rule.name);
    EXPECT_EQ(word(verdict.opinions[0].says), word(rule.first)) << rule.name << ": " << rule.why;
    EXPECT_EQ(word(verdict.opinions[1].says), word(rule.second)) << rule.name << ": " << rule.why;
  }
}

}  // namespace
}  // namespace leaksift::pattern
