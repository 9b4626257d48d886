// What stands around a name in running text, weighed.
#pragma once

#include "detect/name_grammar.h"

#include <cstddef>
#include <string_view>

namespace leaksift::detect {

/// How far around a name its context reaches, in bytes: below core::kMaxContext, since the name
/// itself may be long.
inline constexpr std::size_t kNameContext = 256;

/// Adds to `found` what speaks for and against it right before and behind it: cues, closings of
/// letters, verbs, e-mail addresses, further words of a place or company.
void weigh_neighbours(std::string_view text, const pattern::NameRules& rules, NameCandidate& found);

/// Adds to `deciding` what `weigh_neighbours` may have looked at.
void take_neighbours(std::string_view text, const NameCandidate& found, DecidingBytes& deciding);

/// Whether an identifier, a word as "DOB" or the end of its line stands right behind the name, so
/// that weigh_surroundings may find more there. Adds to `deciding` what it looks at.
bool may_be_identified(std::string_view text, const pattern::NameRules& rules,
                       const NameCandidate& found, DecidingBytes& deciding);

/// Adds what stands farther away: identifiers on its line, an e-mail address that agrees, a second
/// mention. Costs more.
void weigh_surroundings(std::string_view text, const pattern::NameRules& rules,
                        NameCandidate& found);

}  // namespace leaksift::detect
