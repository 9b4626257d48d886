// Forms as tables: a field on each line, its name in the first column and its value in the second.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the sheet that begins with `prefix`, or null if it is none:
///   Name,Ann Bell
///   SSN,536-90-4399
/// Three lines or more, and six in ten of all, have two cells, and of six in ten of these the
/// first is known as the name of a field and the second is not; see FieldJudge. At least two names
/// differ. Lines with one cell
/// are titles. With '|', outer bars and rules may stand there (Markdown), and any text around; so
/// it may around items of lists and names in bold:
///   - **Name:** Ann Bell
///   * SSN: 536-90-4399
/// In printed forms a leader stands between:
///   Name ........ Ann Bell
///
/// A record is all fields from the first known name up to where the first one's name stands again,
/// or in Markdown to the next heading.
/// What is not known as a name names nothing: it may be that of a person.
std::unique_ptr<Parser> sniff_sheet(const Sample& sample);

}  // namespace leaksift::structure
