// Files of wages and of payments, as employers and payers send them to the Social Security
// Administration (EFW2, of Forms W-2) and to the Internal Revenue Service (Forms 1099, 1098, 5498,
// W-2G).
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for such a file, or null if the sample is none. Records are lines that begin with their
/// type and whose values have fixed places, with spaces behind them.
///
/// EFW2 (SSA, "Specifications for Filing Forms W-2 Electronically"): lines begin with two letters;
/// there is an employer, "RE" before a year, and an employee, "RW" or "RS" before a Social Security
/// number and names in their places; 90 % have a type that is known. Publication 1220 of the IRS:
/// lines begin with one letter, the first with "T" and a year or with "A"; there is a payee, "B"
/// before a year, and most lines are as long as the rules want it.
///
/// A record is a line: what it says of the employee, payee, employer, payer or sender.
std::unique_ptr<Parser> sniff_tax(const Sample& sample);

}  // namespace leaksift::structure
