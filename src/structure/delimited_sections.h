// Several delimited tables in one text, parted by blank lines.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the tables that begin with `prefix`, or null if it has not two or more, each with a
/// header of three columns and a row, by one delimiter, and nothing but titles beside them:
///   PATIENTS
///   mrn,name,city
///   1,Ann,Oslo
///
///   PROVIDERS
///   npi,name,phone
///   …
/// Behind a blank line, which may be one of delimiters as spreadsheets write it, what has no
/// delimiter, or more empty cells than others, is a title, and the first line that has one a
/// header, if a title stands above it or it has another width than the table before. A row is a
/// line, and a record; its cells are written as RFC 4180 has them, but without newlines.
std::unique_ptr<Parser> sniff_sections(const Sample& sample);

}  // namespace leaksift::structure
