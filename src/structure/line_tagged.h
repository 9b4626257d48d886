// Rows of several kinds in one text, each of which begins with what kind it is.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for rows whose first cell is a tag, or null if the sample is none:
///   HDR|PAYR0042|20180402
///   MBR|ZGP448120937|01|Oyelaran|Folasade|04/16/1982
///   PCP|ZGP448120937|Krishnamurthy|Vasudha|1353072881
///   TRL|0000002
/// A tag is of capitals and digits, begins with a capital and has at most eight characters. Of the
/// lines 90 % begin with one and the delimiter (tab, '|', '^', '~', ';', ','); there are two tags
/// or more, at most two for three rows; some tag has three rows of two cells behind it; and nearly
/// all rows of a tag are as wide as most of them, but not all tags are as wide.
///
/// So are the lists that QuickBooks exports (IIF), where a row with a '!' before the tag names the
/// columns of those that follow:
///   !EMP<tab>NAME<tab>SSN
///   EMP<tab>Ann Lee<tab>536-90-4399
/// There the first row is one of these, and one tag is enough.
///
/// Each tag is a table, each row a record; columns without a name are "column_2" and so on. Quotes
/// stand around a cell as in RFC 4180, but hold no newline. Lines that begin with '#', and those
/// that begin otherwise, are no rows.
std::unique_ptr<Parser> sniff_tagged(const Sample& sample);

}  // namespace leaksift::structure
