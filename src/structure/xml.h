// XML (XML 1.0, and OFX in its SGML form) as a table format.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for XML if `prefix`, the first bytes of a blob, is some: it begins with an XML
/// declaration or a tag, and its elements nest; without a declaration, the first element must also
/// hold another one that is closed, and no attribute lacks its value or quotes. Null otherwise:
/// HTML, PHP, templates of web frameworks, log lines and mail that begin with a '<'. "OFXHEADER:"
/// at the front tells OFX 1, whose elements need no end tags.
///
/// The format is called "xml" or "ofx". See xml_machine.h for records and names, and
/// xml_outline.h for which elements are records.
std::unique_ptr<Parser> sniff_xml(const Sample& sample);

}  // namespace leaksift::structure
