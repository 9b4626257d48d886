// Columns whose names say nothing are judged by their values: see detect/column_judge.h.
#include "scan/text_scan.h"
#include "support/database.h"
#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace leaksift::scan {
namespace {

constexpr int kRows = 300;

std::string padded(std::uint64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string table(const std::string& name, const std::function<std::string(int)>& value) {
  std::string text = "row," + name + ",note\n";
  for (int i = 0; i < kRows; ++i) text += std::to_string(i) + "," + value(i) + ",x\n";
  return text;
}

/// How many values of the type are found, at medium confidence or above.
int found(const std::string& text, const std::string& type) {
  TextScan scan(support::project_database());
  const auto index = support::index_of(support::project_patterns(), type);
  const auto matches = scan.scan(text, 0.5);
  return static_cast<int>(std::count_if(matches.begin(), matches.end(), [&](const auto& match) {
    return match.what->pattern == index;
  }));
}

class Columns : public testing::Test {
 protected:
  std::uint64_t below(std::uint64_t most) { return random_() % most; }

  /// Nine digits that keep the rules of areas, groups and serials.
  std::string ssn() {
    const std::uint64_t area = below(2) == 0 ? 1 + below(600) : 700 + below(199);
    return padded(area, 3) + padded(1 + below(99), 2) + padded(1 + below(9999), 4);
  }

  std::mt19937_64 random_{11};
};

TEST_F(Columns, OfSocialSecurityNumbersAreFoundUnderAnyName) {
  EXPECT_EQ(found(table("c7", [&](int) { return ssn(); }), "us_ssn"), kRows);
}

TEST_F(Columns, OfRandomNumbersAreNone) {
  EXPECT_EQ(found(table("c7", [&](int) { return padded(below(1'000'000'000), 9); }), "us_ssn"), 0);
}

TEST_F(Columns, OfIdsAreNone) {
  auto sequence = [](int i) { return std::to_string(231'450'001 + i * 7); };
  auto falling = [](int i) { return std::to_string(831'459'001 - i * 1'234'567); };
  auto range = [&](int) { return "23145" + padded(1 + below(9998), 4); };
  auto codes = [](int i) { return std::to_string(231'450'123 + i % 7 * 100'200'300); };
  EXPECT_EQ(found(table("c7", sequence), "us_ssn"), 0);
  EXPECT_EQ(found(table("c7", falling), "us_ssn"), 0);
  EXPECT_EQ(found(table("c7", range), "us_ssn"), 0);
  EXPECT_EQ(found(table("c7", codes), "us_ssn"), 0);
}

TEST_F(Columns, WhoseNameSpeaksAreJudgedByIt) {
  EXPECT_EQ(found(table("order_id", [&](int) { return ssn(); }), "us_ssn"), 0);
}

TEST_F(Columns, OfFewRowsSayNothing) {
  std::string text = "row,c7,note\n";
  for (int i = 0; i < 15; ++i) text += std::to_string(i) + "," + ssn() + ",x\n";
  EXPECT_EQ(found(text, "us_ssn"), 0);
}

TEST_F(Columns, OfNumbersMayHoldOthersAsWell) {
  std::string text;
  for (const char* number : {"74082118432", "61113007269", "92051744080", "NIP 8442017733",
                             "53020910776", "44091803643", "80011215394", "03222809118"}) {
    text += padded(below(1'000'000), 6) + ";" + number + ";x\n";
  }
  EXPECT_EQ(found(text, "pl_pesel"), 7);
}

TEST_F(Columns, OfFewRowsAreFoundBesideOthersThatAreWrittenAsSuch) {
  const std::string text =
      "INSERT INTO dbo.Tenants VALUES (1061,'065-07-0353','(972) 393-3850',1295.00);\n"
      "INSERT INTO dbo.Tenants VALUES (1062,'756115849','2147359660',1310.00);\n";
  EXPECT_EQ(found(text, "us_ssn"), 2);
  EXPECT_EQ(found(text, "phone_number"), 2);
}

/// Names are judged without labels: rows of a table that has no header.
class ColumnsOfNames : public Columns {
 protected:
  using Make = std::function<std::string()>;

  std::string one_of(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }
  std::string given() {
    return one_of({"Omar", "Grace", "Pavel", "Ines", "Edeltraud", "Kofi", "Maria", "Jonas", "Leila",
                   "Tomas", "Beatriz", "Yusuf"});
  }
  std::string family() {
    return one_of({"Haddad", "Lindqvist", "Novak", "Moreau", "Quarles", "Mensah", "Vogt", "Tanaka",
                   "Keller", "Weber", "Farouk", "Silva", "Costa", "Zzyrk", "Demir", "Fontaine"});
  }
  std::string rows(const std::vector<Make>& columns) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
      for (const Make& make : columns) text += (&make == &columns[0] ? "" : ",") + make();
      text += '\n';
    }
    return text;
  }
  Make id() {
    return [this] { return padded(below(1'000'000), 6); };
  }
};

TEST_F(ColumnsOfNames, AreFoundWhereGivenNamesStandBesideSurnames) {
  const Make given_name = [this] { return given(); };
  const Make family_name = [this] { return family(); };
  const Make sex = [this] { return one_of({"male", "female"}); };
  const Make initial = [this] { return one_of({"A", "B", "K"}); };
  EXPECT_EQ(found(rows({id(), given_name, family_name, sex, id()}), "person_name"), 200);
  EXPECT_EQ(found(rows({id(), family_name, given_name, id()}), "person_name"), 200);
  EXPECT_EQ(found(rows({id(), given_name, initial, family_name, id()}), "person_name"), 200);
}

TEST_F(ColumnsOfNames, TellOfNumbersBesideThemInFewRows) {
  constexpr std::array kPayroll = {
      "Haddad,Omar,|,CHK,061000052",  "Lindqvist,Grace,|,CHK,111000025",
      "Novak,Pavel,|,SAV,113900660",  "Moreau,Ines,|,CHK,314074269",
      "Mensah,Kofi,|,CHK,065400137",  "Vogt,Jonas,|,CHK,111000614",
      "Tanaka,Maria,|,SAV,113000023", "Silva,Beatriz,|,CHK,091000019",
      "Keller,Leila,|,CHK,111900659",
  };
  std::string text;
  for (std::string row : kPayroll) {
    row.replace(row.find('|'), 1, ssn());
    text += row + "," + padded(1 + below(999'999), 6) + padded(below(1000), 4) + ",17.00\n";
  }
  text += "99,9,trailer\n";
  EXPECT_EQ(found(text, "us_ssn"), 9);
  EXPECT_EQ(found(text, "us_routing_number"), 9);
  EXPECT_EQ(found(text, "us_bank_account"), 9);
}

TEST_F(ColumnsOfNames, TellOfBareNumbersBesideThemThatAllPass) {
  const auto rows_of = [&](int count, const Make& number) {
    std::string text;
    for (int i = 0; i < count; ++i) text += given() + " " + family() + "," + number() + "\n";
    return text;
  };
  const Make social = [this] { return ssn(); };
  const Make other = [this] { return padded(900'000'000 + below(100'000'000), 9); };
  EXPECT_EQ(found(rows_of(12, social), "us_ssn"), 12);
  EXPECT_EQ(found(rows_of(12, social), "person_name"), 12);
  EXPECT_EQ(found(rows_of(12, other), "us_ssn"), 0);
  EXPECT_EQ(found(rows_of(6, social), "us_ssn"), 0);
  std::string things;
  for (int i = 0; i < 12; ++i) things += "Part " + padded(below(900), 3) + "," + ssn() + "\n";
  EXPECT_EQ(found(things, "us_ssn"), 0);
}

TEST_F(ColumnsOfNames, AreFoundWhereMostAreWholeNames) {
  const Make whole = [this] { return given() + " " + family(); };
  EXPECT_EQ(found(rows({id(), whole, id()}), "person_name"), 100);
}

TEST_F(ColumnsOfNames, AreFoundInRecordsOfFixedWidthWhereNothingPartsThem) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    std::string first = given();
    std::string last = family();
    first.resize(12, ' ');
    last.resize(14, ' ');
    text += "RW" + ssn() + first + last + "19" + padded(40 + below(60), 2) + "0102TX\n";
  }
  EXPECT_EQ(found(text, "us_ssn"), 100);
  EXPECT_EQ(found(text, "person_name"), 200);
}

TEST_F(ColumnsOfNames, NeedMoreThanGivenNamesOrSurnamesAlone) {
  const Make given_name = [this] { return given(); };
  const Make family_name = [this] { return family(); };
  const Make city = [this] {
    return one_of({"Austin", "Jackson", "Madison", "Springfield", "Salem", "Boulder", "Fort Worth",
                   "Santa Fe", "Lincoln", "Oakland", "Topeka", "Duluth"});
  };
  const Make state = [this] {
    return one_of({"Georgia", "Virginia", "Texas", "Ohio", "Oregon", "Kansas", "Iowa", "Nevada"});
  };
  EXPECT_EQ(found(rows({id(), given_name, id()}), "person_name"), 0);
  EXPECT_EQ(found(rows({id(), family_name, id()}), "person_name"), 0);
  EXPECT_EQ(found(rows({given_name, id(), id(), family_name}), "person_name"), 0);
  EXPECT_EQ(found(rows({id(), city, state, id()}), "person_name"), 0);
}

TEST_F(ColumnsOfNames, AreFoundInFewRowsBesideWhatPersonsHave) {
  const std::string rows =
      "10243,Ferreira,Lidia,508-997-9872,lidiaf@comcast.net,A\n"
      "10419,Quattlebaum,Horace,508-992-6091,,T\n"
      "10420,Barros,Tomas,774-202-9401,ibarros84@gmail.com,A\n";
  EXPECT_EQ(found(rows, "person_name"), 6);
  const std::string whole =
      "7;Tomas Barros;536-90-4399;508-997-9872;x\n"
      "8;Xobel Tarquint;601-71-2054;508-992-6091;y\n"
      "9;Ines Moreau;601-71-2055;774-202-9401;z\n";
  EXPECT_EQ(found(whole, "person_name"), 3);
  const std::string things =
      "10243,Ferreira,Lidia,2024-01-05,18.50,A\n"
      "10419,Quattlebaum,Horace,2024-01-07,7.20,T\n"
      "10420,Barros,Tomas,2024-02-11,9.95,A\n";
  EXPECT_EQ(found(things, "person_name"), 0);
}

TEST_F(ColumnsOfNames, AreFoundWhereTheAddressesBesideThemHoldThem) {
  const std::string two_parts =
      "1001,Quenby,Thackwray,quenby.thackwray@juniper-mail.net,active\n"
      "1002,Zby\u0148ka,Hrdli\u010dov\u00e1,zhrdlicova@juniper-mail.net,active\n";
  EXPECT_EQ(found(two_parts, "person_name"), 4);
  const std::string whole =
      "id,kprn,mail\n"
      "7,J\u00f6rg M\u00fcllerhoff,j.muellerhoff@juniper-mail.net\n"
      "8,Xolobeni Thandolwethu,t.xolobeni@juniper-mail.net\n"
      "9,Info Service,info@juniper-mail.net\n";
  EXPECT_EQ(found(whole, "person_name"), 2);
  EXPECT_EQ(found("[{\"kprn\":\"Quenby\",\"kprd\":\"Thackwray\","
                  "\"mail\":\"quenby.thackwray@juniper-mail.net\"}]",
                  "person_name"),
            2);
}

TEST_F(ColumnsOfNames, AreNotWhatAnAddressIsMadeOfAlone) {
  const std::string logins =
      "Sales,pmiller,pmiller@juniper-mail.net,x\n"
      "Sales,skruger,skruger@juniper-mail.net,y\n";
  EXPECT_EQ(found(logins, "person_name"), 0);
  const std::string offices =
      "id,kprn,kprd,mail\n"
      "1,Harbour,Branch,harbour@juniper-mail.net\n"
      "2,Station,Branch,station@juniper-mail.net\n";
  EXPECT_EQ(found(offices, "person_name"), 0);
}

TEST_F(Columns, BehindAddressesHoldPasswordsOnlyWhereRowsBeginWithLogins) {
  const std::string people =
      "Quenby;Thackwray;q.thackwray@juniper-mail.net;601234567\n"
      "Peter;Miller;p.miller@juniper-mail.net;602345678\n";
  EXPECT_EQ(found(people, "password"), 0);
  const std::string logins =
      "https://shop.juniper-mail.net/login;q.thackwray@juniper-mail.net;601234567\n"
      "https://shop.juniper-mail.net/login;p.miller@juniper-mail.net;602345678\n";
  EXPECT_EQ(found(logins, "password"), 2);
}

class ColumnsOfDates : public ColumnsOfNames {
 protected:
  /// From years [from, until).
  Make dates(int from, int until) {
    return [this, from, until] {
      const auto year = from + static_cast<int>(below(static_cast<std::uint64_t>(until - from)));
      return std::to_string(year) + "-" + padded(1 + below(12), 2) + "-" + padded(1 + below(28), 2);
    };
  }
  Make mail() {
    return [this] { return given() + "." + family() + "@juniper-mail.net"; };
  }
};

TEST_F(ColumnsOfDates, OfBirthAreFoundByTheirYearsBesidePersons) {
  const std::string text = rows({id(), mail(), dates(2015, 2024), dates(1940, 2005)});
  EXPECT_EQ(found(text, "date_of_birth"), 100);
  EXPECT_EQ(found(rows({id(), dates(1990, 2020), mail(), dates(1940, 2005)}), "date_of_birth"),
            100);
}

TEST_F(ColumnsOfDates, OfEventsAreNone) {
  EXPECT_EQ(found(rows({id(), mail(), dates(1988, 2024), id()}), "date_of_birth"), 0);
  EXPECT_EQ(found(rows({id(), mail(), dates(1960, 1970), id()}), "date_of_birth"), 0);
}

TEST_F(ColumnsOfDates, WithoutPersonsAreNone) {
  EXPECT_EQ(found(rows({id(), id(), dates(1940, 2005), id()}), "date_of_birth"), 0);
}

/// The verdict on the first rows holds for all: it must not depend on how blocks are cut.
TEST_F(Columns, AreReadWithoutTheLettersOfTheirTable) {
  const std::string text =
      "CMCUST,CMLNAM,CMSSNO,CMBDTE,CMAMT\n"
      "100233,WRZESNIEWSKA,536904417,19610214,10\n"
      "100234,OKONJO,536904418,19720930,20\n";
  EXPECT_EQ(found(text, "person_name"), 2);
  EXPECT_EQ(found(text, "us_ssn"), 2);
  EXPECT_EQ(found(text, "date_of_birth"), 2);
}

TEST_F(Columns, WithoutTheLettersOfATableOfThingsAreOfThings) {
  const std::string rows =
      " (PRNAME, PRADR1, PRCITY, PRZIP) VALUES ('Anna Bell', 'x', 'Oslo', 1), ('Mary Day', 'y', "
      "'Rome', 2), ('Peter Ott', 'z', 'Bern', 3);\n";
  EXPECT_EQ(found("INSERT INTO customers" + rows, "person_name"), 3);
  EXPECT_EQ(found("INSERT INTO products" + rows, "person_name"), 0);
}

TEST_F(Columns, AreJudgedAlikeForAnyBlockSize) {
  std::string text = table("c7", [&](int) { return ssn(); });
  TextScan scan(support::project_database());
  const auto whole = scan.scan(text, 0.5);
  for (const std::size_t block_size : {64UL, 1000UL}) {
    const auto blocks = scan.scan(text, 0.5, block_size);
    ASSERT_EQ(blocks.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      EXPECT_EQ(blocks[i].value, whole[i].value);
      EXPECT_EQ(blocks[i].what->confidence, whole[i].what->confidence);
    }
  }
}

}  // namespace
}  // namespace leaksift::scan
