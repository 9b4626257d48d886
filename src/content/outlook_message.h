// Messages that Outlook has saved (.msg) as mail.
#pragma once

#include "content/cfb_file.h"

#include <string>
#include <string_view>

namespace leaksift::content {

/// Whether the folder `prefix` of the file, empty or ending in a slash, is a message ([MS-OXMSG]).
bool is_outlook_message(const CfbFile& file, std::string_view prefix);

/// The message in that folder as RFC 5322 has it, in UTF-8: From, To, Subject, and the plain body.
/// Of values that are longer than 16 MiB the first of them.
std::string outlook_message(CfbFile& file, std::string_view prefix);

/// Whether a stream, by its path, says nothing that outlook_message() does not say.
bool is_told_by_outlook_message(std::string_view path);

/// What the attachment is called whose data has this path; empty if it is none.
std::string outlook_attachment_name(CfbFile& file, std::string_view path);

}  // namespace leaksift::content
