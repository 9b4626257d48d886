// Tables that people read, with a rule under their header: Markdown, fixed width, and what the
// clients of databases print.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the table among the first lines of `prefix`, or null if there is none. A line of
/// names, a rule and a row stand one below the other:
///   | name | mail |    name | mail      +------+------+    name  mail
///   |------|:----:|   ------+------     | name | mail |    ----- -----------
///   | Ann  | a@b  |    Ann  | a@b       +------+------+    Ann   a@b.example
///                                       | Ann  | a@b  |
/// A rule may be of '=' too, and of fixed width without gaps; then columns begin as the names do.
/// Where wikis mark the names ("^ name ^", "||name||"), no rule is needed.
/// The first is GitHub Flavored Markdown's (tables extension), the others are those of psql, mysql
/// and sqlcmd. The rule has two columns or more, and the header a name in each. Below names between
/// bars the rule may have no gaps, as in SAP's lists.
///
/// Without a rule, four in five lines must begin all columns right below their names, three or more
/// in letters, two spaces or more apart, as column -t prints them.
///
/// A row is a record, up to a line that is blank or begins with '(' or, where rows begin with a
/// bar, with another sign (in a frame, a rule may stand between rows: a grid); then the next header
/// and rule are looked for. Cells begin behind the spaces in front of them, and end at the next
/// bar; in tables of fixed width, counted in characters of UTF-8, where the next column begins.
/// What stands behind a word across an edge is in no cell, since such a row keeps to other columns;
/// an amount may do so once.
std::unique_ptr<Parser> sniff_ruled_table(const Sample& sample);

/// The same, if a quarter of the first lines or more are of tables in frames, whatever else the
/// others are: of the log of a program that prints them.
std::unique_ptr<Parser> sniff_framed_table(const Sample& sample);

}  // namespace leaksift::structure
