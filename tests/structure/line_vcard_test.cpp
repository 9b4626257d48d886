#include "structure/line_vcard.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(VCard, GivesThePropertiesOfCards) {
  expect_cells(
      "vcard",
      {
          {"two cards",
           "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Bell\r\nN:Bell;Ann;;Dr.;\r\nBDAY:19800102\r\n"
           "TEL;TYPE=\"voice,home\";VALUE=uri:tel:+1-202-555-0143\r\nEND:VCARD\r\n"
           "begin:vcard\nFN:Bob\nADR;TYPE=home:;;1 Elm St;Oslo;;0150;Norway\nend:vcard",
           {"VERSION=4.0#1", "FN=Ann Bell#1", "N.family=Bell#1", "N.given=Ann#1", "N.prefix=Dr.#1",
            "BDAY=19800102#1", "TEL=tel:+1-202-555-0143#1", "FN=Bob#2", "ADR.street=1 Elm St#2",
            "ADR.city=Oslo#2", "ADR.code=0150#2", "ADR.country=Norway#2"}},
          {"groups, folds and escapes",
           "BEGIN:VCARD\nitem1.EMAIL;TYPE=INTERNET:ann@\n a.example\nNOTE;X=\"a:b\":one\\, two\\;\n"
           "ADR:;;1 Elm\\; St;Os\n lo;x\nEND:VCARD\nNOTE:outside\n",
           {"EMAIL=ann@#1", "EMAIL=a.example#1", "NOTE=one\\, two\\;#1", "ADR.street=1 Elm\\; St#1",
            "ADR.city=Os#1", "ADR.city=lo#1", "ADR.region=x#1"}},
          {"encoded values",
           "BEGIN:VCARD\nPHOTO;ENCODING=b;TYPE=JPEG:MIICajCCAdOgAwIBAgICBEUwDQYJKoZIhvcN\n "
           "AQEEBQAwdzEL\n"
           "NOTE;ENCODING=QUOTED-PRINTABLE:=41\nFN:A\nno property\nEND:VCARD\n",
           {"FN=A#1"}},
      });
}

TEST(VCard, GivesThePeopleOfCalendars) {
  const std::string text =
      "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nORGANIZER;CN=Ann Bell:mailto:a@b.example\n"
      "ATTENDEE;ROLE=CHAIR;CN=\"Day, Bob\":mailto:b@b.example\nBEGIN:VALARM\nEND:VALARM\n"
      "SUMMARY:one\nEND:VEVENT\nBEGIN:VTODO\nATTENDEE:mailto:c@b.example\nEND:VTODO\n"
      "END:VCALENDAR\n";
  EXPECT_EQ(sniff(text).format(), "icalendar");
  EXPECT_EQ(read_cells(text),
            (std::vector<std::string>{"ORGANIZER.cn=Ann Bell#1", "ORGANIZER=mailto:a@b.example#1",
                                      "ATTENDEE.cn=Day, Bob#1", "ATTENDEE=mailto:b@b.example#1",
                                      "SUMMARY=one#1", "ATTENDEE=mailto:c@b.example#2"}));
}

TEST(VCard, TakesNothingElse) {
  expect_other("vcard", {"BEGIN:VEVENT\nVERSION:2.0\nEND:VEVENT\n", "BEGIN:VCARD"});
}

}  // namespace
}  // namespace leaksift::structure
