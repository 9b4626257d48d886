// What the names of XML elements and attributes say about data, whatever the vocabulary.
#pragma once

#include <cstdint>
#include <string_view>

namespace leaksift::structure {

/// How an element that has its real name in an attribute is named by it.
enum class XmlNaming : std::uint8_t {
  kNone,   ///< By its tag alone.
  kField,  ///< <field name="ssn">, <entry key="ssn">: the attribute's value stands for the tag.
  kTable,  ///< <table name="customers"> of phpMyAdmin: the same, and its rows are of that table.
  kTableData,  ///< <table_data name="customers"> of mysqldump: the same, but never itself a row.
  kId,         ///< <id root="2.16.840.1.113883.4.1"> of HL7: an OID says what kind of number it is.
};

/// By the local name of an element, in any case.
XmlNaming xml_naming(std::string_view element);

/// Documents in which the same names mean something else.
enum class XmlVocabulary : std::uint8_t {
  kAny,
  kPlist,      ///< A property list of Apple's: each <key> names the element behind it.
  kResources,  ///< Texts of an Android program, named after the place where they are shown.
};

/// By the local name of the root.
XmlVocabulary xml_vocabulary(std::string_view root);

/// Whether such an element has its name in the attribute of that local name.
bool is_naming_attribute(XmlNaming naming, std::string_view attribute);

/// The step that an element called `tag` adds to a path, given the value of its naming attribute:
/// the value; of a URL what follows the last slash; for kId the tag and the kind of number. Empty
/// where the value names nothing, such as a number. The result lives as long as `value`, or for
/// ever.
std::string_view xml_step(XmlNaming naming, std::string_view value);

/// Whether attributes with this prefix say how to read the document and hold none of its data:
/// xmlns:a, xsi:type, xml:lang.
bool is_xml_directive(std::string_view prefix);

/// Whether an element may be called so: XML 1.0, section 2.3, for ASCII.
bool is_xml_name(std::string_view name);

}  // namespace leaksift::structure
