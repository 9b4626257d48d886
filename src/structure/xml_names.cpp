#include "structure/xml_names.h"

#include "base/ascii.h"
#include "structure/bytes.h"

#include <algorithm>
#include <array>

namespace leaksift::structure {

namespace {

struct NamedElement {
  std::string_view name;
  XmlNaming naming;
};

constexpr std::array<NamedElement, 23> kNamedElements = {{
    {"field", XmlNaming::kField},
    {"column", XmlNaming::kField},
    {"col", XmlNaming::kField},
    {"attribute", XmlNaming::kField},
    {"entry", XmlNaming::kField},
    {"property", XmlNaming::kField},
    {"extension", XmlNaming::kField},
    {"data", XmlNaming::kField},
    {"param", XmlNaming::kField},
    {"add", XmlNaming::kField},  // Settings of .NET.
    // Preferences of Android programs, answers of Solr.
    {"string", XmlNaming::kField},
    {"set", XmlNaming::kField},
    {"str", XmlNaming::kField},
    {"arr", XmlNaming::kField},
    {"date", XmlNaming::kField},
    {"int", XmlNaming::kField},
    {"long", XmlNaming::kField},
    {"float", XmlNaming::kField},
    {"boolean", XmlNaming::kField},
    {"database", XmlNaming::kTableData},
    {"table_data", XmlNaming::kTableData},
    {"table", XmlNaming::kTable},
    {"id", XmlNaming::kId},
}};

struct Oid {
  std::string_view oid;
  std::string_view step;
};

/// Registered roots of identifiers (HL7 OID registry, https://www.hl7.org/oid).
constexpr std::array<Oid, 7> kOids = {{
    {"2.16.840.1.113883.4.1", "id ssn"},
    {"2.16.840.1.113883.4.4", "id ein"},
    {"2.16.840.1.113883.4.6", "id npi"},
    {"2.16.840.1.113883.4.572", "id medicare number"},
    {"2.16.840.1.113883.4.927", "id medicare beneficiary identifier"},
    {"2.16.840.1.113883.2.1.4.1", "id nhs number"},
    {"1.2.752.129.2.1.3.1", "id personnummer"},
}};

/// By the first byte of a name in lower case, the lengths that names in kNamedElements have, as
/// bits.
constexpr auto kLengthsByFront = [] {
  std::array<std::uint16_t, 256> lengths{};
  for (const NamedElement& named : kNamedElements) {
    auto& bits = lengths[static_cast<unsigned char>(named.name.front())];
    bits = static_cast<std::uint16_t>(bits | 1U << named.name.size());
  }
  return lengths;
}();

}  // namespace

XmlNaming xml_naming(std::string_view element) {
  if (element.empty() || element.size() > 15) return XmlNaming::kNone;
  const char first = to_lower(element.front());
  if ((kLengthsByFront[static_cast<unsigned char>(first)] >> element.size() & 1U) == 0) {
    return XmlNaming::kNone;
  }
  for (const NamedElement& named : kNamedElements) {
    if (first == named.name.front() && base::equal_caseless(element, named.name)) {
      return named.naming;
    }
  }
  return XmlNaming::kNone;
}

XmlVocabulary xml_vocabulary(std::string_view root) {
  if (root == "plist") return XmlVocabulary::kPlist;
  return root == "resources" ? XmlVocabulary::kResources : XmlVocabulary::kAny;
}

bool is_naming_attribute(XmlNaming naming, std::string_view attribute) {
  const bool is_name = base::equal_caseless(attribute, "name");
  switch (naming) {
    case XmlNaming::kNone:
      return false;
    case XmlNaming::kId:
      return attribute == "root";
    case XmlNaming::kField:
      return is_name || attribute == "key" || attribute == "id" || attribute == "url";
    default:
      return is_name;
  }
}

std::string_view xml_step(XmlNaming naming, std::string_view value) {
  if (naming == XmlNaming::kId) {
    for (const Oid& known : kOids) {
      if (known.oid == value) return known.step;
    }
    return {};
  }
  if (value.find("://") != value.npos) value = value.substr(value.rfind('/') + 1);
  return !value.empty() && (is_letter(value.front()) || value.front() == '_') ? value
                                                                              : std::string_view();
}

bool is_xml_directive(std::string_view prefix) {
  return prefix == "xmlns" || prefix == "xsi" || prefix == "xml";
}

bool is_xml_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == ':';
  });
}

}  // namespace leaksift::structure
