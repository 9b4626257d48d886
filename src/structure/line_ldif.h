// LDIF: the entries of a directory (RFC 2849).
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the LDIF that begins with `prefix`, or null if it is none: the first line that is
/// no comment begins with "version:" or "dn:", and 80 % of the lines are attributes, their
/// continuations, or a '-'.
///
/// A record is an entry, from its "dn:" to the blank line. A field is an attribute without its
/// options. A folded value is a cell for each of its lines. Values in base64 ("::") and URLs (":<")
/// are no cells.
std::unique_ptr<Parser> sniff_ldif(const Sample& sample);

}  // namespace leaksift::structure
