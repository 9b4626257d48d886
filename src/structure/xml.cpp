#include "structure/xml.h"

#include "structure/machine_parser.h"
#include "structure/sample.h"
#include "structure/xml_machine.h"

#include <algorithm>
#include <array>

namespace leaksift::structure {

namespace {

enum class Opening : std::uint8_t { kNone, kTag, kDeclaration, kOfx };

/// How a blob begins, space aside.
Opening opening_of(std::string_view text) {
  if (text.starts_with("<?xml") && text.size() > 5 && is_space(text[5])) {
    return Opening::kDeclaration;
  }
  if (text.starts_with("OFXHEADER:")) return Opening::kOfx;
  // <?xml-stylesheet … ?> and <?OFX … ?> may come first; <?php may not.
  const bool instruction = text.starts_with("<?xml-") || text.starts_with("<?OFX");
  if (instruction || text.starts_with("<!--") || text.starts_with("<!DOCTYPE")) {
    return Opening::kTag;
  }
  const bool tag = text.size() > 1 && text[0] == '<' && (is_letter(text[1]) || text[1] == '_');
  return tag ? Opening::kTag : Opening::kNone;
}

/// Whether the first element is of a language that is text with markup in it, or a program.
bool is_page(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kRoots = {"html",   "head",  "body",
                                                             "script", "style", "template"};
  for (std::size_t at = 0; (at = text.find('<', at)) != text.npos; ++at) {
    std::string_view rest = text.substr(at + 1);
    if (rest.empty() || !(is_letter(rest[0]) || rest[0] == '_')) continue;
    std::string name(rest.substr(0, rest.find_first_of(" \t\r\n/>")));
    name.erase(0, name.find(':') + 1);
    std::transform(name.begin(), name.end(), name.begin(), to_lower);
    return std::find(kRoots.begin(), kRoots.end(), name) != kRoots.end();
  }
  return false;
}

}  // namespace

std::unique_ptr<Parser> sniff_xml(const Sample& sample) {
  const std::string_view prefix = sample.bytes();
  const std::size_t bom = bom_length(prefix);
  std::string_view text = prefix.substr(bom);
  text.remove_prefix(static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_space) -
                                              text.begin()));
  const Opening opening = opening_of(text);
  if (opening == Opening::kNone || is_page(text)) return nullptr;

  const bool sgml = opening == Opening::kOfx;
  XmlOutlineBuilder builder(sample.judge());
  XmlMachine machine(std::make_shared<XmlOutline>(), sgml, bom);
  machine.run(prefix, builder, false);
  const bool nests = builder.nested() > 0 && machine.faults() == 0;
  if (opening == Opening::kTag ? !nests : builder.begun() == 0) return nullptr;
  auto outline = std::make_shared<const XmlOutline>(builder.outline());
  return std::make_unique<MachineParser<XmlMachine>>(XmlMachine(std::move(outline), sgml, bom));
}

}  // namespace leaksift::structure
