#include "structure/line_swift.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Swift, GivesTheLinesOfStatements) {
  const std::string text =
      ":20:STARTUMS\n:25:12030000/1234567890\n:28C:0/1\n:60F:C240301EUR1,00\n"
      ":61:2403010301C250,00N051NONREF\n"
      ":86:166?00GUTSCHRIFT?20MIETE MAERZ?30BYLADEM1001?31DE0212030000\n0000202051?32EVA\n OTT?33U"
      "ND SOEHNE?\n"
      ":61:2403020301D25,00\n:86:no subfields,\r\nand more\n:62F:C240301EUR1,00\n-\nbetween\n"
      ":20:NEXT\n:25P:DE02\n-}\n";
  EXPECT_EQ(sniff(text).format(), "swift");
  const std::vector<std::string> cells = {"20=STARTUMS#1",
                                          "account=12030000/1234567890#1",
                                          "28C=0/1#1",
                                          "60F=C240301EUR1,00#1",
                                          "61=2403010301C250,00N051NONREF#2",
                                          "text=166#2",
                                          "text=GUTSCHRIFT#2",
                                          "purpose=MIETE MAERZ#2",
                                          "bank_code=BYLADEM1001#2",
                                          "account_number=DE0212030000#2",
                                          "account_number=0000202051#2",
                                          "account_holder=EVA#2",
                                          "account_holder= OTT#2",
                                          "account_holder=UND SOEHNE#2",
                                          "61=2403020301D25,00#3",
                                          "text=no subfields,#3",
                                          "text=and more#3",
                                          "62F=C240301EUR1,00#3",
                                          "20=NEXT#4",
                                          "account=DE02#4"};
  EXPECT_EQ(read_cells(text), cells);
}

TEST(Swift, GivesWhatStandsBehindCodeWords) {
  const std::string text =
      ":20:A\n:25:NL04INGB4205766882EUR\n:28C:1\n:60F:C\n:61:D\n"
      ":86:/TRTP/SEPA A/B/IBAN/NL93RABO0803136750/BIC/RABONL2U/NAME/A. OTT\n/REMI/Huur\n-\n";
  const std::vector<std::string> cells = {"20=A#1",
                                          "iban=NL04INGB4205766882#1",
                                          "28C=1#1",
                                          "60F=C#1",
                                          "61=D#2",
                                          "text=SEPA A/B#2",
                                          "iban=NL93RABO0803136750#2",
                                          "bic=RABONL2U#2",
                                          "account_holder=A. OTT#2",
                                          "purpose=Huur#2"};
  EXPECT_EQ(read_cells(text), cells);
}

TEST(Swift, GivesTheBanksOfPayments) {
  const std::string text =
      ":20:A\n:32A:1\n:52A:DEUTDEMM\n:53B:/12\nCITY\n:57D://FW038387669\nSOME BANK\n:59:BO RAY\n";
  const std::vector<std::string> cells = {"20=A#1",          "32A=1#1",
                                          "bic=DEUTDEMM#1",  "account_number=12#1",
                                          "53B=CITY#1",      "routing_number=038387669#1",
                                          "57D=SOME BANK#1", "account_holder=BO RAY#1"};
  EXPECT_EQ(read_cells(text), cells);
}

TEST(Swift, GivesThePartiesOfPayments) {
  const std::string text =
      "{1:F01BANKDEFFAXXX}{4:\n:20:REF\n:32A:240301EUR1,00\n:50K:/DE02120300000000202051\nANN OTT"
      "\n1 WALNUT ST\nOSLO\n:59:BO RAY\n:71A:SHA\n-}\n";
  EXPECT_EQ(sniff(text).format(), "swift");
  const std::vector<std::string> cells = {"20=REF#1",
                                          "32A=240301EUR1,00#1",
                                          "account_number=DE02120300000000202051#1",
                                          "account_holder=ANN OTT#1",
                                          "address=1 WALNUT ST#1",
                                          "address=OSLO#1",
                                          "account_holder=BO RAY#1",
                                          "71A=SHA#1"};
  EXPECT_EQ(read_cells(text), cells);
}

TEST(Swift, IsOnlyWhatHasAnAccount) {
  EXPECT_EQ(sniff("{1:F01X}{4:\n:20:A\n:25:B\n:28C:1\n:60F:C\n-}\n").format(), "swift");
  EXPECT_NE(sniff(":20:A\n:21:B\n:28C:1\n:60F:C\n").format(), "swift");
  EXPECT_NE(sniff("x\n:20:A\n:25:B\n:28C:1\n:60F:C\n").format(), "swift");
}

}  // namespace
}  // namespace leaksift::structure
