// What programs and manuals write where a secret would stand: names, expressions, paths, markup.
#pragma once

#include <string_view>

namespace leaksift::validate {

/// Whether `text` is of a program or manual: an expression (`basic[1]`, `$ftp->pwd`), a constant
/// (`MOT_DE_PASSE`), a name that says what it holds (`password_mgr`), a path, a flag (`--role=x`),
/// a list of fields (`uid:gid:dir`), a regex, or markup of manual pages (`\fBpassword\fR`). Of a
/// text with blanks the first word decides. What people take for passwords is none of these.
bool is_program_text(std::string_view text) noexcept;

/// Whether `text` is words joined by `.`, `_`, `-` or `/`, each with at most a few digits behind
/// it: `google.oauth2.id_token`, `projects/my-project/versions/1`. Random text is not.
bool is_joined_words(std::string_view text) noexcept;

}  // namespace leaksift::validate
