// Declarations of wages as French employers send them every month: the Déclaration sociale
// nominative.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for a DSN, or null if the sample is none: 90 % of its lines are a code and a value in
/// quotes, S21.G00.30.001,'1840338162383' (GIP-MDS, "Cahier technique de la DSN", NEODeS).
///
/// A record is a person, from the code of the national number to the next one, with what is said of
/// contracts and pay, or a block of what is said of the employer and of whoever sends the file. A
/// field is called what its code means where that is told of persons, else by its code.
std::unique_ptr<Parser> sniff_dsn(const Sample& sample);

}  // namespace leaksift::structure
