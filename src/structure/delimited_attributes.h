// Tables of attributes: a row for each attribute of an entity, which lies in as many rows.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the table that begins with `prefix`, or null if it is none:
///   entity_id,attribute,value
///   501,firstname,Ann
///   501,ssn,536-90-4399
///   502,firstname,Bob
/// Its header names a column of attributes ("meta_key") and, behind it, one of their values, before
/// both stands what tells the entities apart, which is the same in rows that follow each other, and
/// the attributes of an entity differ (pair_names.h). One of them is known as the name of a field.
///
/// A record is the rows of an entity that follow each other, and a value is called what its
/// attribute is. A row is a line; its cells are written as RFC 4180 has them, but without newlines.
std::unique_ptr<Parser> sniff_attributes(const Sample& sample);

}  // namespace leaksift::structure
