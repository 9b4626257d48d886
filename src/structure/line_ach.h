// Files of the Automated Clearing House: payrolls and direct debits, as US banks take them.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for an ACH file, or null if the sample is none: its first line begins with "101", 90 %
/// begin with the type of a record, and there is an entry, of 94 characters (Nacha Operating Rules,
/// appendix three: "ACH Record Format Specifications").
///
/// A record is an entry (type 6) with its addenda (type 7). It has the receiver's bank, account,
/// identification and name, where the batch's class of entries (PPD, CTX, IAT, …) puts them, and
/// the texts of addenda. Values fill up fixed widths, with spaces behind them.
std::unique_ptr<Parser> sniff_ach(const Sample& sample);

}  // namespace leaksift::structure
