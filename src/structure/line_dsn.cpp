#include "structure/line_dsn.h"

#include "structure/bytes.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace leaksift::structure {

namespace {

constexpr std::string_view kPattern = "S00.G00.00.000";
constexpr std::string_view kPerson = "S21.G00.30.001";
constexpr std::size_t kBlockLength = 10;  ///< Of "S21.G00.30", which its fields share.

/// What a code means.
struct Code {
  std::string_view code;
  std::string_view name;
};
constexpr std::array<Code, 14> kCodes = {{{"S10.G00.01.001", "siren"},
                                          {"S10.G00.02.002", "nom complet"},
                                          {"S10.G00.02.004", "email"},
                                          {"S10.G00.02.005", "telephone"},
                                          {"S21.G00.06.001", "siren"},
                                          {kPerson, "nir"},
                                          {"S21.G00.30.002", "nom de famille"},
                                          {"S21.G00.30.003", "nom d'usage"},
                                          {"S21.G00.30.004", "prenoms"},
                                          {"S21.G00.30.006", "date de naissance"},
                                          {"S21.G00.30.007", "lieu de naissance"},
                                          {"S21.G00.30.008", "adresse"},
                                          {"S21.G00.30.009", "code postal"},
                                          {"S21.G00.30.018", "email"}}};

/// The code that a line begins with, or empty if the line is none of a DSN.
std::string_view code_of(std::string_view line) {
  if (line.size() < kPattern.size() + 3) return {};
  for (std::size_t i = 0; i < kPattern.size(); ++i) {
    const bool fits = kPattern[i] == '0' ? is_digit(line[i]) : line[i] == kPattern[i];
    if (!fits) return {};
  }
  const bool quoted = line.substr(kPattern.size(), 2) == ",'" && line.back() == '\'';
  return quoted ? line.substr(0, kPattern.size()) : std::string_view();
}

std::string_view name_of_code(std::string_view code) {
  const auto* const found = std::find_if(kCodes.begin(), kCodes.end(),
                                         [code](const Code& one) { return one.code == code; });
  return found == kCodes.end() ? code : found->name;
}

/// Whether a block is of a person that was begun: contracts, pay and the like.
bool is_of_person(std::string_view block) {
  return block.starts_with("S21.G00.") && block >= "S21.G00.30" && block < "S21.G00.86";
}

class Dsn {
 public:
  static std::string_view format() { return "dsn"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    const std::string_view code = code_of(line);
    if (code.empty()) return;
    const std::string_view block = code.substr(0, kBlockLength);
    const bool begins = code == kPerson || !out.record_open() ||
                        (!is_of_person(block) && block != std::string_view(block_));
    if (begins) out.begin_record();
    block_.assign(block);
    out.value(kPattern.size() + 2, line.size() - 1, name_of_code(code), core::Encoding::kSql);
  }

 private:
  std::string block_;  ///< Of the line before.
};

}  // namespace

std::unique_ptr<Parser> sniff_dsn(const Sample& sample) {
  constexpr std::size_t kLeastLines = 3;
  std::size_t others = 0;
  if (sample.lines().size() < kLeastLines) return nullptr;
  for (const std::string_view line : sample.lines()) {
    if (code_of(line).empty() && too_many(++others, 10, sample)) return nullptr;
  }
  return line_parser(Dsn(), sample);
}

}  // namespace leaksift::structure
