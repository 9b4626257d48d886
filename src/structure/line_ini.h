// Settings files: INI with sections, .env, .properties and git's without, exports of Windows'
// registry.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the settings that begin with `prefix`, or null if they are none. There are two
/// settings or more, and at least 80 % of the lines that are no comment are settings or sections:
///   [section]
///   key = value            or "value", 'value', with spaces and "export " before it
///   "key" = "value"
///   # comment              or ; or //
///   ==== divider ====      or of '-' or '*'
/// Code gives itself away by the semicolons and brackets at the ends of its lines.
///
/// A record is a section, and its table the section's name, or what a divider ends; what stands
/// before the first section is a record of a table without a name. Where the first key of a record
/// stands again behind others, the next record begins, as in the exports of systemd's journal. A
/// value ends at its closing quote, or at a '#' or ';' behind a space.
std::unique_ptr<Parser> sniff_ini(const Sample& sample);

}  // namespace leaksift::structure
