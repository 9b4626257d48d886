#include "structure/line_ach.h"

#include "structure/bytes.h"
#include "structure/line_layout.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace leaksift::structure {

namespace {

constexpr std::size_t kLineLength = 94;

constexpr LayoutField kEntry[] = {
    {3, 12, "routing_number"},
    {12, 29, "account_number"},
    {39, 54, "identification_number"},
    {54, 76, "receiver_name"},
};
/// Entries to companies count their addenda between the identification and the name.
constexpr LayoutField kTradeEntry[] = {
    {3, 12, "routing_number"},
    {12, 29, "account_number"},
    {39, 54, "identification_number"},
    {58, 74, "receiver_name"},
};
constexpr LayoutField kForeignEntry[] = {
    {3, 12, "routing_number"},
    {39, 74, "account_number"},
};

constexpr LayoutField kPayment[] = {{3, 83, "payment_information"}};
/// The addenda of foreign entries, by the second digit of their type: 10 to 16.
constexpr LayoutField kReceiver[] = {{46, 81, "receiver_name"}};
constexpr LayoutField kOriginator[] = {{3, 38, "originator_name"},
                                       {38, 73, "originator_street_address"}};
constexpr LayoutField kOriginatorCity[] = {{3, 38, "originator_city"},
                                           {38, 73, "originator_country"}};
constexpr LayoutField kOriginatingBank[] = {{3, 38, "originating_bank"},
                                            {40, 74, "bank_identification"}};
constexpr LayoutField kReceivingBank[] = {{3, 38, "receiving_bank"},
                                          {40, 74, "bank_identification"}};
constexpr LayoutField kReceiverStreet[] = {{3, 18, "identification_number"},
                                           {18, 53, "receiver_street_address"}};
constexpr LayoutField kReceiverCity[] = {{3, 38, "receiver_city"}, {38, 73, "receiver_country"}};
constexpr std::span<const LayoutField> kForeignAddenda[] = {
    kReceiver,      kOriginator,     kOriginatorCity, kOriginatingBank,
    kReceivingBank, kReceiverStreet, kReceiverCity};

/// How a batch arranges its entries: its Standard Entry Class.
enum class Class : std::uint8_t { kPerson, kTrade, kForeign };

Class class_of_batch(std::string_view header) {
  const std::string_view code = header.size() < 53 ? std::string_view() : header.substr(50, 3);
  if (code == "IAT") return Class::kForeign;
  return code == "CTX" || code == "ENR" ? Class::kTrade : Class::kPerson;
}

std::span<const LayoutField> ach_fields(std::string_view line, Class entries) {
  if (line[0] == '6') {
    if (entries == Class::kForeign) return kForeignEntry;
    return entries == Class::kTrade ? std::span<const LayoutField>(kTradeEntry) : kEntry;
  }
  if (line.size() < 3 || line[0] != '7') return {};
  if (line[1] != '1') return kPayment;
  const auto kind = static_cast<std::size_t>(line[2] - '0');
  return kind < std::size(kForeignAddenda) ? kForeignAddenda[kind] : std::span<const LayoutField>();
}

class Ach {
 public:
  static std::string_view format() { return "ach"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    if (line.empty()) return;
    if (line[0] == '5') entries_ = class_of_batch(line);
    if (line[0] == '6') {
      out.begin_record();
    } else if (line[0] != '7') {
      out.end_record(0);
    }
    if (!out.record_open()) return;
    give_fields(line, ach_fields(line, entries_), out);
  }

 private:
  Class entries_ = Class::kPerson;  ///< Of the batch.
};

}  // namespace

std::unique_ptr<Parser> sniff_ach(const Sample& sample) {
  // Spaces at the ends of other lines may be lost.
  constexpr std::size_t kLeastLength = 40;
  constexpr std::string_view kTypes = "156789";
  const std::string_view first = sample.first_line();
  if (!first.starts_with("101") || first.size() < kLeastLength) return nullptr;
  std::size_t entries = 0;
  std::size_t others = 0;
  for (const std::string_view line : sample.lines()) {
    const bool entry = line.starts_with('6') && line.size() == kLineLength &&
                       std::all_of(line.begin() + 1, line.begin() + 12, is_digit);
    entries += entry ? 1 : 0;
    const bool other =
        line[0] != '6' && kTypes.find(line[0]) != kTypes.npos && line.size() >= kLeastLength;
    if (!entry && !other && too_many(++others, 10, sample)) return nullptr;
  }
  return entries == 0 ? nullptr : line_parser(Ach(), sample);
}

}  // namespace leaksift::structure
