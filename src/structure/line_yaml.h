// YAML as far as its lines tell: lists of mappings, documents, and blocks of "key: value".
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the settings and records in the first lines of `prefix`, or null if these are none.
/// Nearly every line must be a key with a colon, an item, a separator or part of a block scalar,
/// and the keys must show some order: lists, documents, nesting, or the same key again.
///
/// A record is an item of the outermost list of mappings, or a member of a map in front of a
/// document (users: {ann: …, bob: …}), else a document: up to "---" or another rule, to the next
/// "*** 2. row ***" of mysql's \G, or to where the first key of the document stands again. Its
/// table is the path of its list. A field is named by its key, and a nested one by the pointer from
/// its record: "ssn", "/address/zip"; a "value" right behind the "name" of a variable by that, as
/// in the environment of a container. Values in quotes, plain ones, those of mappings in braces on
/// one line, and the lines of block scalars are cells; items that are no mappings are not.
std::unique_ptr<Parser> sniff_yaml(const Sample& sample);

}  // namespace leaksift::structure
