// Names that e-mail addresses beside them are made of.
#pragma once

#include "core/record.h"
#include "detect/name_value_judge.h"

#include <string_view>
#include <vector>

namespace leaksift::detect {

/// Whether `local`, which stands before the '@' of an address, is made of this name: of both parts,
/// or of one and the initial of the other. Letters count without their marks and whatever their
/// case, and "ue" as "u".
bool echoes_name(std::string_view local, std::string_view given, std::string_view surname);

/// The rule: two columns of words, at most two cells apart, are given name and surname where most
/// rows with an address echo them ("Quenby,Thackwray,quenby.thackwray@…", "qthackwray@…"), and a
/// column of two to four words holds whole names by the same rule. No list is asked, so that names
/// count which none knows. A row whose address holds both parts is enough, and so are two with
/// initials.
///
/// `open`: by column of `records`, whether nothing else is known of it; the others are left alone.
/// By column what it holds, if anything.
NameFields echoed_names(std::string_view text, const core::RecordIndex& records,
                        const std::vector<bool>& open);

}  // namespace leaksift::detect
