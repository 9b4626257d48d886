#include "structure/line_hl7.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leaksift::structure {
namespace {

TEST(Hl7, GivesTheComponentsOfSegments) {
  expect_cells(
      "hl7",
      {
          {"two messages",
           "MSH|^~\\&|APP|FAC^1\rPID|1||12345^^^H^MR~67^^^S^SS||BELL^ANN||19800102|F|||1 Elm "
           "St^^Oslo\r"
           "MSH|^~\\&|X\rPID|1|||||||||||||||||||536904399\r",
           {"MSH-3.1=APP#1", "MSH-4.1=FAC#1", "MSH-4.2=1#1", "PID-1.1=1#1", "PID-3.1=12345#1",
            "PID-3.4=H#1", "PID-3.5=MR#1", "PID ssn=67#1", "PID-3.4=S#1", "PID-3.5=SS#1",
            "PID-5.1=BELL#1", "PID-5.2=ANN#1", "PID-7.1=19800102#1", "PID-8.1=F#1",
            "PID-11.1=1 Elm St#1", "PID-11.3=Oslo#1", "MSH-3.1=X#2", "PID-1.1=1#2",
            "PID-20.1=536904399#2"}},
          {"MLLP, batches, newlines and subcomponents",
           "FHS|^~\\&|A\nBHS|^~\\&|B\n\x0bMSH|^~\\&|C\r\nZ01|a&b^c\r\nnot a "
           "segment\r\n\x1c\r\nBTS|1\nFTS|1",
           {"MSH-3.1=C#1", "Z01-1.1=a#1", "Z01-1.1=b#1", "Z01-1.2=c#1"}},
          {"identifiers of kinds",
           "MSH|^~\\&|A\rPID|1||5^^^H^MR~6^^^^PPN^x~7^^^^DLX~8^^^PPN~9^^^^DL|4^^^|^^^^SS\r",
           {"MSH-3.1=A#1", "PID-1.1=1#1", "PID-3.1=5#1", "PID-3.4=H#1", "PID-3.5=MR#1",
            "PID passport number=6#1", "PID-3.5=PPN#1", "PID-3.6=x#1", "PID-3.1=7#1",
            "PID-3.5=DLX#1", "PID-3.1=8#1", "PID-3.4=PPN#1", "PID drivers license number=9#1",
            "PID-3.5=DL#1", "PID-4.1=4#1", "PID-5.5=SS#1"}},
          {"telephones in parts are one value",
           "MSH|^~\\&|A\rPID|1|^PRN^PH^^1^402^4668812~^^^^^402|^^^^^402^x\r",
           {"MSH-3.1=A#1", "PID-1.1=1#1", "PID-2.2=PRN#1", "PID-2.3=PH#1", "PID-2.5=1#1",
            "PID-2.7=402^4668812#1", "PID-2.6=402#1", "PID-3.6=402#1", "PID-3.7=x#1"}},
          {"doctors",
           "MSH|^~\\&|A\rPV1|1||||||17^BELL^ANN~18^DAY|19|||||||||20^OTT|21\rPD1||||22^LEE\r",
           {"MSH-3.1=A#1", "PV1-1.1=1#1", "PV1 provider identifier=17#1", "PV1-7.2=BELL#1",
            "PV1-7.3=ANN#1", "PV1 provider identifier=18#1", "PV1-7.2=DAY#1",
            "PV1 provider identifier=19#1", "PV1 provider identifier=20#1", "PV1-17.2=OTT#1",
            "PV1-18.1=21#1", "PD1 provider identifier=22#1", "PD1-4.2=LEE#1"}},
          {"the log of an engine",
           "20231004 RX 10.3.4.9:6661 ack=AA\n"
           "20231004 MSH|^~\\&|A\nPID|1||7\n20231005 RX len=4\nMSH|^~\\&|B\nPV1|2\n",
           {"MSH-3.1=A#1", "PID-1.1=1#1", "PID-3.1=7#1", "MSH-3.1=B#2", "PV1-1.1=2#2"}},
          {"other separators",
           "MSH$%~\\&$A$\nPID$1$$x%y|z\n",
           {"MSH-3.1=A#1", "PID-1.1=1#1", "PID-3.1=x#1", "PID-3.2=y|z#1"}},
      });
}

TEST(Hl7, TakesNothingElse) {
  expect_other("hl7", {"MSH|^~\\&|A\n", "MSH|a|b\nPID|1|2\n", "PID|1|2\nPID|3|4\n",
                       "MSH|^~\\&|A\na\nb\nc\n"});
}

}  // namespace
}  // namespace leaksift::structure
