// vCard: address books (RFC 6350; versions 2.1 and 3.0 as well).
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the address book that begins with `prefix`, or null if it is none: its first line
/// is BEGIN:VCARD.
///
/// A record is a card, from BEGIN:VCARD to END:VCARD. A field is a property without its group and
/// parameters; a name has N.family, N.given, N.additional, N.prefix and N.suffix, an address
/// ADR.box, ADR.extended, ADR.street, ADR.city, ADR.region, ADR.code and ADR.country. A folded
/// value is a cell for each of its lines. Values in base64 or quoted-printable are no cells.
///
/// So are calendars read (iCalendar, RFC 5545), which begin with BEGIN:VCALENDAR: a record is an
/// event, a to-do, a journal entry or a free/busy time, and the parameter CN of an attendee is a
/// field "ATTENDEE.cn".
std::unique_ptr<Parser> sniff_vcard(const Sample& sample);

}  // namespace leaksift::structure
