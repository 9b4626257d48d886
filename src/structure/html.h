// The tables of HTML as a table format.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for HTML if `prefix`, the first bytes of a blob, is a page that has the row of a table,
/// or a list of fields: its doctype or first element says html, or the first element is a table
/// with rows, as database clients print them. Null otherwise. See html_machine.h.
std::unique_ptr<Parser> sniff_html(const Sample& sample);

}  // namespace leaksift::structure
