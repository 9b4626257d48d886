// JSON (RFC 8259) as a table format: documents, arrays of objects, and streams of values.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for JSON if `prefix`, the first bytes of a blob, is some: it begins with '{' or '[',
/// the first value has a key with a value or is an array of rows, and all lexes as JSON. Of values
/// on lines of their own one in five may be broken; a document may be broken behind its first few
/// members. Null otherwise: JavaScript, style sheets, templates, INI files, and log lines with text
/// before JSON.
///
/// JSONP is JSON too, callback({…}); one call or several, if all of the prefix lexes so.
///
/// The format is called "ndjson" where the first values stand on lines of their own or on one
/// line, and otherwise "json". See json_machine.h for damage, json_stack.h for records and names.
std::unique_ptr<Parser> sniff_json(const Sample& sample);

}  // namespace leaksift::structure
