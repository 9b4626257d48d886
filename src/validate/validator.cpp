#include "validate/validator.h"

#include "validate/rules.h"
#include "validate/verdict.h"

#include <algorithm>
#include <array>

namespace leaksift::validate {

Verdict rules::none(std::string_view) noexcept {
  return valid("");
}

namespace {

struct Entry {
  std::string_view name;
  Validator validator;
};

constexpr std::array kRegistry = {
    Entry{"api_key", rules::api_key},
    Entry{"au_tfn", rules::au_tfn},
    Entry{"birth_date", rules::birth_date},
    Entry{"br_cpf", rules::br_cpf},
    Entry{"ca_sin", rules::ca_sin},
    Entry{"card_track", rules::card_track},
    Entry{"connection_string", rules::connection_string},
    Entry{"de_tax_id", rules::de_tax_id},
    Entry{"email", rules::email},
    Entry{"es_dni", rules::es_dni},
    Entry{"es_nie", rules::es_nie},
    Entry{"fr_nir", rules::fr_nir},
    Entry{"health_insurance_id", rules::health_insurance_id},
    Entry{"iban", rules::iban},
    Entry{"iban_national", rules::iban_national},
    Entry{"icao_document", rules::icao_document},
    Entry{"in_aadhaar", rules::in_aadhaar},
    Entry{"in_pan", rules::in_pan},
    Entry{"ip_address", rules::ip_address},
    Entry{"it_codice_fiscale", rules::it_codice_fiscale},
    Entry{"jwt", rules::jwt},
    Entry{"labelled_street", rules::labelled_street},
    Entry{"medical_record_number", rules::medical_record_number},
    Entry{"mx_curp", rules::mx_curp},
    Entry{"nl_bsn", rules::nl_bsn},
    Entry{"none", rules::none},
    Entry{"password", rules::password},
    Entry{"password_hash", rules::password_hash},
    Entry{"password_in_prose", rules::password_in_prose},
    Entry{"password_lower", rules::password_lower},
    Entry{"payment_card", rules::payment_card},
    Entry{"person_name", rules::person_name},
    Entry{"phone", rules::phone},
    Entry{"phone_national", rules::phone_national},
    Entry{"phone_told", rules::phone_told},
    Entry{"pl_pesel", rules::pl_pesel},
    Entry{"private_key", rules::private_key},
    Entry{"se_personnummer", rules::se_personnummer},
    Entry{"street_address", rules::street_address},
    Entry{"street_before_town", rules::street_before_town},
    Entry{"street_beyond_latin", rules::street_beyond_latin},
    Entry{"street_of_column", rules::street_of_column},
    Entry{"street_of_name", rules::street_of_name},
    Entry{"swift_bic", rules::swift_bic},
    Entry{"uk_nino", rules::uk_nino},
    Entry{"us_bank_account", rules::us_bank_account},
    Entry{"us_dea", rules::us_dea},
    Entry{"us_drivers_license", rules::us_drivers_license},
    Entry{"us_ein", rules::us_ein},
    Entry{"us_hicn", rules::us_hicn},
    Entry{"us_itin", rules::us_itin},
    Entry{"us_medicare_mbi", rules::us_medicare_mbi},
    Entry{"us_npi", rules::us_npi},
    Entry{"us_passport", rules::us_passport},
    Entry{"us_routing_number", rules::us_routing_number},
    Entry{"us_ssn", rules::us_ssn},
    Entry{"us_ssn_unpadded", rules::us_ssn_unpadded},
};

static_assert(std::ranges::is_sorted(kRegistry, {}, &Entry::name), "find() searches by halving");

}  // namespace

Validator find(std::string_view name) {
  const auto* entry = std::ranges::lower_bound(kRegistry, name, {}, &Entry::name);
  return entry != kRegistry.end() && entry->name == name ? entry->validator : nullptr;
}

std::string_view name_of(Validator validator) {
  return std::ranges::find(kRegistry, validator, &Entry::validator)->name;
}

std::vector<std::string_view> names() {
  std::vector<std::string_view> result;
  result.reserve(kRegistry.size());
  for (const Entry& entry : kRegistry) result.push_back(entry.name);
  return result;
}

}  // namespace leaksift::validate
