// Mail: messages as records, their header fields as cells.
#pragma once

#include "core/mail_text.h"
#include "structure/parser.h"

#include <memory>

namespace leaksift::structure {

/// Reads the text that `form` describes. A record is a message; its header fields are cells under
/// their own names, of which From, To and their kind give each display name and each address as a
/// cell of its own. What stands in the body belongs to the record, and to no cell.
std::unique_ptr<Parser> read_mail(const core::MailText& form);

}  // namespace leaksift::structure
