#include "structure/line_x12.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

/// An interchange's header with these separators.
std::string interchange(char element, char component, char segment) {
  std::string isa =
      "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240131*1200*^*00501*"
      "000000001*0*T*:~";
  for (char& c : isa) {
    if (c == '*') c = element;
    if (c == ':') c = component;
    if (c == '~') c = segment;
  }
  return isa;
}

const std::string kGroup = "GS*HC*S*R*20240131*1200*1*X*005010X222A1~";

TEST(X12, GivesElementsByTheirMeaning) {
  expect_cells(
      "x12",
      {
          {"an 837 has a record for each level; codes are no values",
           interchange('*', ':', '~') + kGroup +
               "ST*837*0001~HL*1**20*1~NM1*85*2*CLINIC*****XX*1234567893~HL*2*1*22*0~"
               "NM1*IL*1*BELL*ANN*Q***MI*W123~DMG*D8*19800102*F~REF*SY*536904399~"
               "N3*1 ELM ST~N4*OSLO*NY*10001~PER*IC*ANN*TE*2025550143*EM*a@b.example~"
               "CLM*A1*100***11:B:1~SE*9*0001~GE*1*1~IEA*1*000000001~",
           {"HL01=1#2",
            "HL03=20#2",
            "HL04=1#2",
            "NM103 organization name=CLINIC#2",
            "NM109 npi=1234567893#2",
            "HL01=2#3",
            "HL02=1#3",
            "HL03=22#3",
            "HL04=0#3",
            "NM103 last name=BELL#3",
            "NM104 first name=ANN#3",
            "NM105 middle name=Q#3",
            "NM109 member id=W123#3",
            "DMG02 date of birth=19800102#3",
            "DMG03=F#3",
            "REF02 ssn=536904399#3",
            "N301 address=1 ELM ST#3",
            "N401 city=OSLO#3",
            "N402 state=NY#3",
            "N403 postal code=10001#3",
            "PER02 contact name=ANN#3",
            "PER04 phone=2025550143#3",
            "PER06 email=a@b.example#3",
            "CLM01 patient account number=A1#3",
            "CLM02=100#3",
            "CLM05=11#3",
            "CLM05=B#3",
            "CLM05=1#3"}},
          {"companies have tax numbers of their own",
           interchange('*', ':', '~') + kGroup +
               "ST*834*1~INS*Y~NM1*IN*2*ACME*****FI*819063429~NM1*IL*1*BELL*****FI*536904399~"
               "PER*IC*ANN*FX*2025550143~",
           {"INS01=Y#2", "NM103 organization name=ACME#2", "NM109 ein=819063429#2",
            "NM103 last name=BELL#2", "NM109 tax id=536904399#2", "PER02 contact name=ANN#2",
            "PER04 fax=2025550143#2"}},
          {"an 834 on lines has a record for each member",
           interchange('*', ':', '~') + "\r\n" + kGroup +
               "\r\nST*834*1~\r\nINS*Y~\r\nREF*0F*77~\r\nNM1*IL*1*BELL*ANN****34*536904399~\r\n"
               "INS*N~\r\nREF*1L*G1~\r\nREF*ZZ*9~\r\n",
           {"INS01=Y#2", "REF02 member id=77#2", "NM103 last name=BELL#2", "NM104 first name=ANN#2",
            "NM109 ssn=536904399#2", "INS01=N#3", "REF02 insurance policy number=G1#3",
            "REF02=9#3"}},
          {"an 835 has a record for each claim",
           interchange('*', ':', '~') + kGroup +
               "ST*835*1~BPR*I*9*C*ACH*CCP*01*121000358*DA*4455667788~N1*PE*CLINIC*XX*1234567893~"
               "CLP*A1*1*9~NM1*QC*1*BELL*ANN****HN*W123~CLP*A2*1*8~NM1*QC*1*DAY*BOB****MR*W124~"
               "PLB*1234567893*20241231~SE*9*1~",
           {"BPR01=I#1",
            "BPR02=9#1",
            "BPR03=C#1",
            "BPR04=ACH#1",
            "BPR05=CCP#1",
            "BPR06=01#1",
            "BPR07 routing number=121000358#1",
            "BPR08=DA#1",
            "BPR09 bank account number=4455667788#1",
            "N102=CLINIC#1",
            "N104 npi=1234567893#1",
            "CLP01 patient account number=A1#2",
            "CLP02=1#2",
            "CLP03=9#2",
            "NM103 last name=BELL#2",
            "NM104 first name=ANN#2",
            "NM109 member id=W123#2",
            "CLP01 patient account number=A2#3",
            "CLP02=1#3",
            "CLP03=8#3",
            "NM103 last name=DAY#3",
            "NM104 first name=BOB#3",
            "NM109 member id=W124#3"}},
          {"other separators, and no end",
           interchange('|', '>', '\n') + "GS|HC\nST|837|1\nHL|1\nCLM|a>b|cut\nN3|1 ELM",
           {"HL01=1#2", "CLM01 patient account number=a#2", "CLM01 patient account number=b#2",
            "CLM02=cut#2", "N301 address=1 ELM#2"}},
      });
}

TEST(X12, TakesNothingElse) {
  std::string isa = interchange('*', ':', '~');
  EXPECT_NE(sniff(isa).format(), "x12");
  EXPECT_NE(sniff(isa + "NM1*IL~").format(), "x12");
  EXPECT_NE(sniff("ISA is a long name" + std::string(200, '*')).format(), "x12");
  isa[40] = '*';
  EXPECT_NE(sniff(isa + kGroup).format(), "x12");
}

}  // namespace
}  // namespace leaksift::structure
