// The file in which ftp, curl and git keep logins.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for a file as netrc(5) describes it, or null if the sample is none: it begins with
/// "machine" or "default", nine of ten lines with a word of its own, and a password is in it.
///
/// A record is a machine, over as many lines as it takes, with the fields "host", "login",
/// "password" and "account".
std::unique_ptr<Parser> sniff_netrc(const Sample& sample);

}  // namespace leaksift::structure
