// HL7 version 2 messages (HL7 2.x, chapter 2: "Control").
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the messages that begin with `prefix`, or null if they are none: the first segment
/// is MSH, or the FHS or BHS of a batch, with its encoding characters, and 80 % of the lines begin
/// with the name of a segment and the field separator. Of a log of messages half are enough; what
/// it puts before an MSH is in no cell, nor are its other lines.
///
/// Segments end with CR, LF or both; the bytes that MLLP puts around a message are passed over. A
/// record is a message, from its MSH on. A field is a component: "PID-5.1" is the family name of
/// PID-5, and an identifier of a kind that its fifth component tells (HL7 table 0203) is called
/// that: "PID ssn". Repetitions and subcomponents are cells of the same field. HL7's own escapes
/// (\F\ and the like) are left as they are.
std::unique_ptr<Parser> sniff_hl7(const Sample& sample);

}  // namespace leaksift::structure
