// Values as PHP prints them for people: print_r(), and var_dump().
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for such a dump, or null if the sample is none: two members or more, each a line
///   [name] => Ann Leclair              (print_r)
///   ["name"]=>                         (var_dump; its value is the next line)
///   string(11) "Ann Leclair"
/// and six in ten lines are these, or "(", ")", "}" and the openings of arrays and objects.
///
/// A record is an array or object that is an element of a list, [0] => Array, or what is outermost.
/// Fields are called by the keys of members (of an object's without visibility and class, as in
/// ["ssn":protected]), the elements of a list of values by that of the list. Lists in what has
/// values itself are parts of it.
std::unique_ptr<Parser> sniff_php_dump(const Sample& sample);

}  // namespace leaksift::structure
