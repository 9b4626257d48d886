#include "detect/settled_cells.h"

#include "detect/name_memory.h"
#include "support/database.h"
#include "support/pattern_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::detect {
namespace {

/// The ids of the types that settle the cells of `row`, "-" for a cell that is not settled. Columns
/// and cells are separated by `separator`.
std::vector<std::string> settled_by(std::string_view columns, std::string_view row,
                                    char separator = ',', double least = 0.5) {
  const CompiledPatterns& patterns = support::project_database().compiled();
  const std::string text = "\n" + std::string(row) + "\n";
  core::RecordIndex records;
  records.tables.emplace_back();
  records.records.push_back({1, static_cast<std::int64_t>(text.size() - 1), 1, 0, true});
  auto each_part = [separator](std::string_view whole, auto take) {
    for (std::size_t begin = 0; begin <= whole.size();) {
      const std::size_t end = std::min(whole.find(separator, begin), whole.size());
      take(begin, end);
      begin = end + 1;
    }
  };
  each_part(columns, [&](std::size_t begin, std::size_t end) {
    records.columns.push_back({std::string(columns.substr(begin, end - begin)), ""});
  });
  each_part(row, [&](std::size_t begin, std::size_t end) {
    const auto column = static_cast<std::uint32_t>(records.cells.size());
    records.cells.push_back(
        {static_cast<std::uint32_t>(begin + 1), static_cast<std::uint32_t>(end + 1), column, 0});
  });
  NameMemory names(patterns.field_names);
  std::vector<const pattern::FieldVerdict*> verdicts;
  for (const core::Column& column : records.columns) verdicts.push_back(&names.judge(column.name));
  SettledCells settled(patterns);
  settled.find(text, 0, text.size(), records, verdicts, names.generation(), least, true);
  std::vector<std::string> types;
  SettledCells::Cursor cursor(settled);
  for (const core::Cell& cell : records.cells) {
    const SettledCell* const found = cursor.at(cell.begin);
    types.push_back(
        found == nullptr ? "-" : patterns.set.patterns[patterns.regexes[found->regex].pattern].id);
  }
  return types;
}

using Types = std::vector<std::string>;

TEST(SettledCells, a_value_of_the_type_that_its_column_names_settles_the_cell) {
  EXPECT_EQ(settled_by("ssn,email,card_number,dob,phone,acct_no",
                       "533-24-3194,emily.dixon@juniper-ridge-mail.com,5238376703130143,"
                       "1998-02-03,402-654-1706,19421130570"),
            (Types{"us_ssn", "email_address", "payment_card", "date_of_birth", "phone_number",
                   "us_bank_account"}));
}

TEST(SettledCells, what_another_type_might_claim_is_not_settled) {
  // A column that names nothing, or something else; a value that is invalid, or a placeholder.
  EXPECT_EQ(settled_by("id,order_id,ssn,ssn,email",
                       "533-24-3194,533-24-3194,000-12-3456,"
                       "123-45-6789,emily.dixon at mail"),
            (Types{"-", "-", "-", "-", "-"}));
  // An ITIN under "ssn" is tried first and wins, so that it is an ITIN that settles the cell.
  EXPECT_EQ(settled_by("ssn,ssn", "912-90-3456,212-90-3456"), (Types{"us_itin", "us_ssn"}));
}

TEST(SettledCells, the_bytes_around_must_keep_the_value_apart) {
  EXPECT_EQ(settled_by("ssn,ssn", " 533-24-3194,533-24-3194 "), (Types{"-", "-"}));
  EXPECT_EQ(settled_by("x-ssn-ssn-ssn-x", "1-533-24-3194-2", '-'),
            (Types{"-", "-", "-", "-", "-"}));
  EXPECT_EQ(settled_by("a|ssn|b", "1|533-24-3194|2", '|'), (Types{"-", "us_ssn", "-"}));
  // A phone number may reach over parentheses.
  EXPECT_EQ(settled_by("a(phone", "1(402-654-1706", '('), (Types{"-", "-"}));
}

TEST(SettledCells, nothing_less_sure_than_asked_for_is_settled) {
  EXPECT_EQ(settled_by("acct_no", "19421130570", ',', 0.5), (Types{"us_bank_account"}));
  EXPECT_EQ(settled_by("acct_no", "19421130570", ',', 0.98), (Types{"-"}));
}

}  // namespace
}  // namespace leaksift::detect
