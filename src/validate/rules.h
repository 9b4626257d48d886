// The rule of each identifier, by the name it has in pattern files. Each takes and gives what
// validator.h says; the standard or source of a rule stands beside its definition.
#pragma once

#include "validate/validator.h"

#include <string_view>

namespace leaksift::validate::rules {

Verdict none(std::string_view text) noexcept;

// Government, United States: us_government.cpp and us_documents.cpp.
Verdict us_ssn(std::string_view text) noexcept;
Verdict us_ssn_unpadded(std::string_view text) noexcept;
Verdict us_hicn(std::string_view text) noexcept;
Verdict us_itin(std::string_view text) noexcept;
Verdict us_ein(std::string_view text) noexcept;
Verdict us_passport(std::string_view text) noexcept;
Verdict icao_document(std::string_view text) noexcept;
Verdict us_drivers_license(std::string_view text) noexcept;

// Government, Europe: national_ids_europe.cpp and national_ids_latin.cpp.
Verdict de_tax_id(std::string_view text) noexcept;
Verdict pl_pesel(std::string_view text) noexcept;
Verdict nl_bsn(std::string_view text) noexcept;
Verdict se_personnummer(std::string_view text) noexcept;
Verdict uk_nino(std::string_view text) noexcept;
Verdict fr_nir(std::string_view text) noexcept;
Verdict it_codice_fiscale(std::string_view text) noexcept;
Verdict es_dni(std::string_view text) noexcept;
Verdict es_nie(std::string_view text) noexcept;

// Government, elsewhere: national_ids_world.cpp.
Verdict ca_sin(std::string_view text) noexcept;
Verdict in_aadhaar(std::string_view text) noexcept;
Verdict in_pan(std::string_view text) noexcept;
Verdict br_cpf(std::string_view text) noexcept;
Verdict mx_curp(std::string_view text) noexcept;
Verdict au_tfn(std::string_view text) noexcept;

// Financial: payment.cpp, iban.cpp and bank.cpp.
Verdict payment_card(std::string_view text) noexcept;
Verdict card_track(std::string_view text) noexcept;
Verdict iban(std::string_view text) noexcept;
Verdict iban_national(std::string_view text) noexcept;
Verdict swift_bic(std::string_view text) noexcept;
Verdict us_routing_number(std::string_view text) noexcept;
Verdict us_bank_account(std::string_view text) noexcept;

// Health: health.cpp.
Verdict us_medicare_mbi(std::string_view text) noexcept;
Verdict us_npi(std::string_view text) noexcept;
Verdict us_dea(std::string_view text) noexcept;
Verdict medical_record_number(std::string_view text) noexcept;
Verdict health_insurance_id(std::string_view text) noexcept;

// Contact: email.cpp, phone.cpp, ip_address.cpp, birth_date.cpp, street_address.cpp and
// person_name.cpp.
Verdict email(std::string_view text) noexcept;
Verdict phone(std::string_view text) noexcept;
Verdict phone_national(std::string_view text) noexcept;
Verdict phone_told(std::string_view text) noexcept;
Verdict ip_address(std::string_view text) noexcept;
Verdict birth_date(std::string_view text) noexcept;
Verdict street_beyond_latin(std::string_view text) noexcept;
Verdict street_address(std::string_view text) noexcept;
Verdict street_of_name(std::string_view text) noexcept;
Verdict labelled_street(std::string_view text) noexcept;
Verdict street_before_town(std::string_view text) noexcept;
Verdict street_of_column(std::string_view text) noexcept;
Verdict person_name(std::string_view text) noexcept;

// Credentials: password.cpp, password_hash.cpp, api_key.cpp and secrets.cpp.
Verdict password(std::string_view text) noexcept;
Verdict password_in_prose(std::string_view text) noexcept;
Verdict password_lower(std::string_view text) noexcept;
Verdict password_hash(std::string_view text) noexcept;
Verdict api_key(std::string_view text) noexcept;
Verdict private_key(std::string_view text) noexcept;
Verdict jwt(std::string_view text) noexcept;
Verdict connection_string(std::string_view text) noexcept;

}  // namespace leaksift::validate::rules
