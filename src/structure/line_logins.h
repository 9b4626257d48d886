// Lists of logins, a line each, as those who trade in them keep them.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the list that begins with `prefix`, or null if it is none. Nine of ten lines are
/// two words with a colon between, the first ones all different:
///   login:password       five or more, half of the passwords mixtures as no name or number is
///   hash:password        two or more hashes in hexadecimal or as crypt(3) writes them
/// Addresses before the colon are known without (patterns/password.toml).
///
/// Each line is a record with the fields "login" or "password_hash", and "password".
std::unique_ptr<Parser> sniff_logins(const Sample& sample);

}  // namespace leaksift::structure
