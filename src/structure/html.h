// The tables of HTML as a table format.
#pragma once

#include <memory>
#include <string_view>

namespace leaksift::structure {

class Parser;

/// A parser for HTML if `prefix`, the first bytes of a blob, is a page that has the row of a table:
/// its doctype or first element says html, or the first element is a table with rows, as database
/// clients print them. Null otherwise. See html_machine.h.
std::unique_ptr<Parser> sniff_html(std::string_view prefix, bool complete);

}  // namespace leaksift::structure
