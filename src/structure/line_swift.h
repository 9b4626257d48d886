// What banks send one another through SWIFT: MT103, MT940 and their relatives.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for payments and statements of accounts, or null if the sample is none: it begins with
/// the field ":20:" or a header in braces, one of ":25:", ":50:" and ":59:" follows, and 80 % of
/// the lines are fields or go on with one.
///
/// A record is a payment, the head of a statement, or one of its lines: ":61:" with what ":86:"
/// says of it. A field is called after its tag ("25", the account, is "account"); those of
/// customers (50 and 59) have an account, its holder's name and an address. Where ":86:" has
/// subfields, as German banks write them (Anlage 3 der DFÜ-Abkommen: Datenformate), these are the
/// fields: "?31" is the other's account, "?32" and "?33" are its holder's name. A subfield may go
/// on in the next line. So are code words as others write them: "/IBAN/…/BIC/…/NAME/…". Of banks,
/// option A is the "bic", and "//FW" a number of the US Federal Reserve.
std::unique_ptr<Parser> sniff_swift(const Sample& sample);

}  // namespace leaksift::structure
