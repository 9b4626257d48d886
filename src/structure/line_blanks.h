// Printed forms whose blanks, lines of underscores, have been filled in.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the form that begins with `prefix`, or null if it is none:
///   Last name _Bell_________ First _Ann____   SS# _536-90-4399__
///   Signature ____Ann Bell____________________ Date _8/11/19_
/// A blank begins with underscores behind a space or colon, and what stands in it goes to the next
/// underscore that another one, a space or nothing follows, or to the line's end. Its name is the
/// words before it, from the blank before or two spaces on. In three blanks or more there must be
/// something, and of half of these and two at least the name must be known (FieldJudge).
///
/// A record is all blanks up to where the first one's name stands again.
std::unique_ptr<Parser> sniff_blanks(const Sample& sample);

}  // namespace leaksift::structure
