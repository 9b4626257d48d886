// Records in the literals of source code: fixtures, seeds, and what was pasted from a console.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the source that begins with `prefix`, or null if it holds no rows. A row is a line
/// in brackets that holds two pairs or more, of Python, JavaScript, Ruby or PHP:
///   {'name': 'Ann Leclair', "ssn": '536-90-4399'},
///   { name: "Ann Leclair", ssn: '536-90-4399' },
///   ['name' => 'Ann Leclair', :ssn => '536-90-4399'],
/// or one behind the head of a call or an object, as in C#, Cypher and the shell of MongoDB:
///   new Person { Name = "Ann Leclair", Ssn = "536-90-4399" },
///   CREATE (:Person {name: 'Ann Leclair', ssn: '536-90-4399'});
/// Two rows or more must have the same keys. Each line that begins with a bracket, or as such rows
/// do, is a record with one field, "row", in which keys are labels: rows of other keys may stand
/// between, and what a value is must not depend on them. Other lines are in no record.
std::unique_ptr<Parser> sniff_literals(const Sample& sample);

}  // namespace leaksift::structure
