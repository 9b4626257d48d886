#include "assess/part_names.h"

#include "support/pattern_set.h"

#include <gtest/gtest.h>

namespace leaksift::assess {
namespace {

TEST(PartNames, TellWhatAPersonIsKnownByFromOtherPersons) {
  const PartNames names(support::project_patterns());
  using Role = PartNames::Role;
  for (const char* const part : {"identifier", "name", "telecom", "address", "homeAddresses",
                                 "phones", "phone_numbers", "EmailAddress"}) {
    EXPECT_EQ(names.role_of(part), Role::kPart) << part;
  }
  for (const char* const listed :
       {"names", "emails", "accounts", "bank_accounts", "creditCards", "account"}) {
    EXPECT_EQ(names.role_of(listed), Role::kListedPart) << listed;
  }
  for (const char* const own :
       {"", "contacts", "members", "dependents", "entry", "rows", "account_owners", "table_name"}) {
    EXPECT_EQ(names.role_of(own), Role::kNone) << own;
  }
}

}  // namespace
}  // namespace leaksift::assess
