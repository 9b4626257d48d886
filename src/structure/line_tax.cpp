#include "structure/line_tax.h"

#include "structure/bytes.h"
#include "structure/line_layout.h"
#include "structure/line_parser.h"
#include "structure/sample.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace leaksift::structure {

namespace {

// EFW2: sender, employer, employee, and what a state wants to know of an employee.
constexpr LayoutField kSender[] = {{2, 11, "ein"},
                                   {37, 94, "company_name"},
                                   {116, 138, "street_address"},
                                   {138, 160, "city"},
                                   {160, 162, "state"},
                                   {162, 167, "zip"},
                                   {216, 273, "submitter"},
                                   {395, 422, "contact_name"},
                                   {422, 437, "contact_phone"},
                                   {445, 485, "contact_email"}};
constexpr LayoutField kEmployer[] = {{7, 16, "ein"},
                                     {39, 96, "employer_name"},
                                     {118, 140, "street_address"},
                                     {140, 162, "city"},
                                     {162, 164, "state"},
                                     {164, 169, "zip"},
                                     {221, 248, "contact_name"},
                                     {248, 263, "contact_phone"},
                                     {278, 318, "contact_email"}};
constexpr LayoutField kEmployee[] = {
    {2, 11, "ssn"},        {11, 26, "first_name"},     {26, 41, "middle_name"},
    {41, 61, "last_name"}, {65, 87, "address_line_2"}, {87, 109, "street_address"},
    {109, 131, "city"},    {131, 133, "state"},        {133, 138, "zip"}};
constexpr LayoutField kStateEmployee[] = {
    {9, 18, "ssn"},        {18, 33, "first_name"},     {33, 48, "middle_name"},
    {48, 68, "last_name"}, {72, 94, "address_line_2"}, {94, 116, "street_address"},
    {116, 138, "city"},    {138, 140, "state"},        {140, 145, "zip"}};

// Publication 1220: transmitter, payer and payee, who is told by a number of one of two kinds.
constexpr LayoutField kTransmitter[] = {{6, 15, "ein"},
                                        {29, 69, "company_name"},
                                        {189, 229, "street_address"},
                                        {229, 269, "city"},
                                        {269, 271, "state"},
                                        {271, 280, "zip"},
                                        {303, 343, "contact_name"},
                                        {343, 358, "contact_phone"},
                                        {358, 408, "contact_email"}};
constexpr LayoutField kPayer[] = {
    {11, 20, "ein"},     {52, 92, "company_name"}, {133, 173, "street_address"}, {173, 213, "city"},
    {213, 215, "state"}, {215, 224, "zip"},        {224, 239, "phone"}};
constexpr LayoutField kPayee[] = {{20, 40, "account_number"}, {287, 327, "name"},
                                  {327, 367, "name_2"},       {367, 407, "street_address"},
                                  {447, 487, "city"},         {487, 489, "state"},
                                  {489, 498, "zip"}};
constexpr LayoutField kPerson[] = {{11, 20, "ssn"}};
constexpr LayoutField kCompany[] = {{11, 20, "ein"}};

std::span<const LayoutField> wage_fields(std::string_view line) {
  const std::string_view type = line.substr(0, 2);
  if (type == "RW") return kEmployee;
  if (type == "RS") return kStateEmployee;
  if (type == "RE") return kEmployer;
  return type == "RA" ? std::span<const LayoutField>(kSender) : std::span<const LayoutField>();
}

std::span<const LayoutField> payment_fields(std::string_view line) {
  if (line.starts_with('B')) return kPayee;
  if (line.starts_with('A')) return kPayer;
  return line.starts_with('T') ? std::span<const LayoutField>(kTransmitter)
                               : std::span<const LayoutField>();
}

/// `fields_of` gives what stands in a line.
template <std::span<const LayoutField> (*fields_of)(std::string_view)>
class TaxFile {
 public:
  static std::string_view format() { return "tax"; }

  template <class Out>
  void line(std::string_view line, Out& out) {
    out.end_record(0);
    const auto fields = fields_of(line);
    if (fields.empty()) return;
    out.begin_record();
    if (fields.data() == kPayee) give_fields(line, number_of_payee(line), out);
    give_fields(line, fields, out);
  }

 private:
  static std::span<const LayoutField> number_of_payee(std::string_view line) {
    constexpr std::size_t kKind = 10;
    const bool company = line.size() > kKind && line[kKind] == '1';
    return company ? std::span<const LayoutField>(kCompany) : kPerson;
  }
};

bool are_digits(std::string_view line, std::size_t begin, std::size_t count) {
  const std::string_view part = line.substr(std::min(begin, line.size()), count);
  return part.size() == count && std::all_of(part.begin(), part.end(), is_digit);
}

/// Whether a line names an employee: a number from `at` on, and no digit among the names behind it.
bool names_employee(std::string_view line, std::size_t at) {
  constexpr std::size_t kNumber = 9;
  constexpr std::size_t kNames = 50;
  if (!are_digits(line, at, kNumber) || line.size() < at + kNumber + kNames) return false;
  const std::string_view names = line.substr(at + kNumber, kNames);
  return is_letter(names[0]) && std::none_of(names.begin(), names.end(), is_digit);
}

bool is_wage_file(const Sample& sample) {
  constexpr std::string_view kTypes = "AEFOSTUVW";
  std::size_t employers = 0;
  std::size_t employees = 0;
  std::size_t others = 0;
  for (const std::string_view line : sample.lines()) {
    const bool employee = (line.starts_with("RW") && names_employee(line, 2)) ||
                          (line.starts_with("RS") && names_employee(line, 9));
    const bool type = line.size() > 9 && line[0] == 'R' && kTypes.find(line[1]) != kTypes.npos;
    const bool known = employee || (type && line[1] != 'W' && line[1] != 'S');
    employers += line.starts_with("RE") && are_digits(line, 2, 4) ? 1 : 0;
    employees += employee ? 1 : 0;
    if (!known && too_many(++others, 10, sample)) return false;
  }
  return employers != 0 && employees != 0;
}

bool is_payment_file(const Sample& sample) {
  constexpr std::string_view kTypes = "TABCKF";
  constexpr std::size_t kLength = 750;
  constexpr std::size_t kLeastLength = 400;  // Spaces at the ends of lines may be lost.
  const std::string_view first = sample.first_line();
  const bool begins = (first.starts_with('T') || first.starts_with('A')) && are_digits(first, 1, 4);
  if (!begins || first.size() > kLength) return false;
  std::size_t payees = 0;
  std::size_t others = 0;
  for (const std::string_view line : sample.lines()) {
    const bool payee = line.starts_with('B') && are_digits(line, 1, 4) &&
                       line.size() >= kLeastLength && line.size() <= kLength;
    const bool known = payee || (line.size() > 9 && kTypes.find(line[0]) != kTypes.npos);
    payees += payee ? 1 : 0;
    if (!known && too_many(++others, 10, sample)) return false;
  }
  return payees != 0;
}

}  // namespace

std::unique_ptr<Parser> sniff_tax(const Sample& sample) {
  if (is_wage_file(sample)) return line_parser(TaxFile<&wage_fields>(), sample);
  return is_payment_file(sample) ? line_parser(TaxFile<&payment_fields>(), sample) : nullptr;
}

}  // namespace leaksift::structure
