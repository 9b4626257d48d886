#include "structure/line_dsn.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string_view>

namespace leaksift::structure {
namespace {

TEST(Dsn, GivesWhatIsSaidOfPersons) {
  expect_cells("dsn", {{"a sender, an employer and two persons",
                        "S10.G00.01.003,'SOC FIDUCIAIRE DE L''ADOUR'\n"
                        "S10.G00.02.002,'OTT ANN'\n"
                        "S10.G00.02.004,'a@b.example'\n"
                        "S21.G00.06.001,'577423229'\n"
                        "S21.G00.30.001,'1840338162383'\n"
                        "S21.G00.30.002,'BELLEFONTAINE'\n"
                        "S21.G00.30.004,'JOSUE'\n"
                        "S21.G00.30.006,'30031984'\n"
                        "S21.G00.51.013,'3886.82'\n"
                        "S21.G00.30.001,'2961275241413'\n"
                        "S21.G00.30.008,'3 CHEMIN DE HILLANS'\n",
                        {"S10.G00.01.003=SOC FIDUCIAIRE DE L''ADOUR#1", "nom complet=OTT ANN#2",
                         "email=a@b.example#2", "siren=577423229#3", "nir=1840338162383#4",
                         "nom de famille=BELLEFONTAINE#4", "prenoms=JOSUE#4",
                         "date de naissance=30031984#4", "S21.G00.51.013=3886.82#4",
                         "nir=2961275241413#5", "adresse=3 CHEMIN DE HILLANS#5"}}});
}

TEST(Dsn, TakesNothingElseForOne) {
  for (const std::string_view text :
       {"S21.G00.30.001,'1840338162383'\n",
        "S21.G00.30.001=1\nS21.G00.30.002=2\nS21.G00.30.004=3\n",
        "S21.G00.30.001,'1\nS21.G00.30.002,'2\nS21.G00.30.004,'3\n", "S1,'a'\nS2,'b'\nS3,'c'\n"}) {
    EXPECT_NE(sniff(text).format(), "dsn") << text;
  }
}

}  // namespace
}  // namespace leaksift::structure
