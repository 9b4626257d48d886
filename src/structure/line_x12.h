// ANSI ASC X12 interchanges, as the 834 (enrolment), 835 (payment) and 837 (claim) of HIPAA.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the interchange that begins with `prefix`, or null if it is none: an ISA segment of
/// 106 bytes, whose fixed places tell the separators (X12.5), followed by a GS or TA1.
///
/// A record is a person: a member in an 834 (from INS), a billing provider, subscriber or patient
/// in an 837 (from HL), a claim in an 835 (from CLP), an individual in an 820 (from ENT), and
/// otherwise a transaction set (from ST). Headers of interchange and group are none. A field is an
/// element, "NM103", with words for what those of HIPAA's guides (005010X220, 005010X221,
/// 005010X222) mean: "NM103 last name", "DMG02 date of birth". Where a qualifier
/// before the element decides, it is told too: "NM109 ssn" behind NM108 = 34, "REF02 member id"
/// behind REF01 = 0F. Components are cells of their element.
std::unique_ptr<Parser> sniff_x12(const Sample& sample);

}  // namespace leaksift::structure
