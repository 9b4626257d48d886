"""The tables of the synthetic seizure: staff, customers, claims, identifiers of many countries."""

import csv
import datetime
import io
import json

from . import identifiers, national, people, secrets
from .people import Person
from .planting import Planted

GIVEN_NAMES = ["Giulia", "Marco", "Luciano", "Sofia", "Diego", "Lucia", "Raul", "Elena"]
SURNAMES = ["Garcia", "Lopez", "Morales", "Reyes", "Vargas", "Mendoza"]


def csv_text(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def employees(rng):
    """A personnel export: each row is enough to open an account in somebody's name."""
    planted, rows = Planted(), []
    for number in range(1, 61):
        who = Person(rng)
        rows.append([
            f"E{number:05d}", planted("person_name", who.given),
            planted("person_name", who.surname),
            planted("us_ssn", who.ssn), planted("date_of_birth", f"{who.born:%m/%d/%Y}"),
            rng.choice(["Accounting", "Claims", "IT", "Logistics", "Sales"]),
            f"{rng.randrange(38_000, 160_000)}.00",
            planted("us_routing_number", who.routing), planted("us_bank_account", who.account),
            planted("street_address", who.street), who.city, who.state, who.zip,
            planted("phone_number", who.phone), planted("email_address", who.email),
        ])
    header = ["employee_id", "first_name", "last_name", "ssn", "date_of_birth", "department",
              "salary", "bank_routing_number", "bank_account_number", "address", "city", "state",
              "zip", "phone", "email"]
    return csv_text(header, rows), planted


def sql_text(value):
    return "'" + str(value).replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"') + "'"


def crm_dump(rng):
    """A mysqldump with extended inserts: customers, and orders that are nobody's secret."""
    planted, customers, orders = Planted(), [], []
    for number in range(1, 81):
        who = Person(rng)
        if number == 40:
            who.name = f"{who.given} O\\'Brien"  # As it stands in a dump.
        note = rng.choice(["", 'prefers morning calls; ask for "Pat"',
                           "moved; see ticket (#4411)"])
        customers.append("(" + ",".join([
            str(number), f"'{planted.person(who)}'",
            sql_text(planted("email_address", who.email)),
            sql_text(planted("phone_number", who.phone)),
            sql_text(planted("payment_card", who.card)), f"'{rng.randrange(1, 13):02d}/29'",
            sql_text(planted("password_hash", secrets.bcrypt_hash(rng))),
            sql_text(note) if note else "NULL"]) + ")")
        orders.append(f"({rng.randrange(10**8, 10**9)},{number},"
                      f"{rng.randrange(500, 90_000) / 100:.2f},"
                      f"'2025-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d} 10:00:00')")
    text = f"""-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: crm
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `customers`;
CREATE TABLE `customers` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `full_name` varchar(120) NOT NULL,
  `email` varchar(254) DEFAULT NULL,
  `phone` varchar(20) DEFAULT NULL,
  `card_number` varchar(19) DEFAULT NULL,
  `card_expiry` char(5) DEFAULT NULL,
  `password_hash` varchar(72) DEFAULT NULL,
  `note` text,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `customers` WRITE;
INSERT INTO `customers` VALUES {",".join(customers)};
UNLOCK TABLES;
CREATE TABLE `orders` (
  `order_id` int unsigned NOT NULL,
  `customer_id` int unsigned NOT NULL,
  `amount` decimal(10,2) NOT NULL,
  `placed_at` datetime NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `orders` (`order_id`,`customer_id`,`amount`,`placed_at`) VALUES
{(","+chr(10)).join(orders)};
"""
    return text, planted


def portal_copy(rng):
    """A pg_dump with COPY blocks: members with their licence and passport numbers."""
    planted, rows = Planted(), []
    for number in range(1, 41):
        who = Person(rng)
        passport = rng.choice("ABCXYZ") + identifiers.digits(rng, 8)
        rows.append("\t".join([
            str(number), planted.person(who), planted("email_address", who.email),
            planted("date_of_birth", who.born.isoformat()),
            planted("us_passport", passport) if number % 4 else "\\N",
            planted("us_ssn", who.ssn.replace("-", "")), "t" if number % 3 else "f"]))
    body = "\n".join(rows)
    columns = "member_no, full_name, email, birth_date, passport_number, member_ssn, active"
    text = f"""--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
CREATE TABLE public.members (
    member_no integer NOT NULL,
    full_name text,
    email text,
    birth_date date,
    passport_number text,
    member_ssn character(9),
    active boolean
);
COPY public.members ({columns}) FROM stdin;
{body}
\\.
"""
    return text, planted


def customers_ndjson(rng):
    """An export of customer profiles, one nested object per line."""
    planted, lines = Planted(), []
    for number in range(1, 51):
        who = Person(rng)
        lines.append(json.dumps({
            "customer_id": 700_000_000 + number * 7_919,
            "profile": {"full_name": planted.person(who),
                        "email": planted("email_address", who.email),
                        "phone": planted("phone_number", who.phone),
                        "dateOfBirth": planted("date_of_birth", who.born.isoformat())},
            "payment": {"cardNumber": planted("payment_card", who.card), "brand": "card"},
            "address": {"street": planted("street_address", who.street), "city": who.city,
                        "state": who.state, "zip": who.zip},
            "updated_at": 1_760_000_000_000 + rng.randrange(10**9)}, separators=(",", ":")))
    return "\n".join(lines) + "\n", planted


def medical_claims(rng):
    """Claims of a health plan: patients, numbers of their records and insurance, diagnoses."""
    planted, rows = Planted(), []
    for number in range(1, 51):
        who = Person(rng)
        member = f"{secrets.text(rng, 'GHKMXW', 3)}{identifiers.digits(rng, 9)}"
        rows.append([
            f"CLM-2025-{number:06d}", planted.person(who),
            planted("date_of_birth", f"{who.born:%m/%d/%Y}"),
            planted("medical_record_number", f"{rng.randrange(1_000_000, 9_999_999)}"),
            planted("us_medicare_mbi", identifiers.mbi(rng)),
            planted("health_insurance_id", member), planted("us_npi", identifiers.npi(rng)),
            planted("us_dea", identifiers.dea(rng, rng.choice(people.SURNAMES))),
            rng.choice(["E11.9", "I10", "J45.909", "M54.50", "F41.1"]),
            f"2025-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
            f"{rng.randrange(4_000, 400_000) / 100:.2f}"])
    header = ["claim_id", "patient_name", "patient_dob", "mrn", "medicare_mbi", "member_id",
              "provider_npi", "provider_dea", "diagnosis_code", "service_date", "billed_amount"]
    return csv_text(header, rows), planted


def international_ids(rng):
    """Twelve people of many countries, each with a valid identifier of every kind."""
    planted, rows = Planted(), []
    for _ in range(12):
        surname, second = rng.sample(SURNAMES, 2)
        given = rng.choice(GIVEN_NAMES)
        sex = "M" if given[-1] == "a" else "H"
        born = people.birth_date(rng)
        values = {
            "uk_nino": national.nino(rng), "ca_sin": national.sin(rng),
            "in_aadhaar": national.aadhaar(rng), "in_pan": national.pan(rng, surname),
            "br_cpf": national.cpf(rng),
            "mx_curp": national.curp(rng, given, surname, second, born, sex),
            "pl_pesel": national.pesel(rng, born), "nl_bsn": identifiers.bsn(rng),
            "se_personnummer": national.personnummer(rng, born), "au_tfn": national.tfn(rng),
            "fr_nir": national.nir(rng, born, sex),
            "it_codice_fiscale": national.codice_fiscale(rng, given, surname, born, sex),
            "es_dni": national.dni(rng), "es_nie": national.nie(rng),
            "de_tax_id": national.steuer_id(rng),
            "iban": identifiers.iban(rng, rng.choice(["DE", "FR", "NL", "ES", "GB"])),
        }
        rows.append([planted("person_name", f"{given} {surname}"),
                     planted("date_of_birth", born.isoformat()),
                     *(planted(type_id, value) for type_id, value in values.items())])
    header = ["full_name", "birth_date", "nino", "sin", "aadhaar", "pan", "cpf", "curp", "pesel",
              "bsn", "personnummer", "tfn", "nir", "codice_fiscale", "dni", "nie", "steuer_id",
              "iban"]
    return csv_text(header, rows), planted


def orders(rng):
    """A table of numbers that only look like somebody's: there is nothing to find in it."""
    rows = []
    for _ in range(120):
        placed = datetime.date(2025, 1, 1) + datetime.timedelta(days=rng.randrange(300))
        rows.append([rng.randrange(10**8, 10**9), f"SKU-{rng.randrange(10**5):05d}",
                     rng.randrange(1, 9), f"{rng.randrange(100, 99_999) / 100:.2f}",
                     f"1Z{secrets.text(rng, '0123456789ABCDEFGHJKLMNPQRSTVWXY', 16)}",
                     1_735_689_600_000 + rng.randrange(2 * 10**10), placed.isoformat()])
    return csv_text(["order_id", "sku", "quantity", "total", "tracking_number", "created_ms",
                     "ship_date"], rows)


def sensors(rng):
    """Readings of sensors: long decimals and timestamps."""
    rows = [[1_735_689_600 + 60 * minute, f"node-{rng.randrange(1, 9)}",
             f"{rng.uniform(15, 30):.9f}", f"{rng.uniform(980, 1040):.6f}",
             rng.randrange(10**11, 10**12)] for minute in range(200)]
    return csv_text(["epoch", "sensor", "temperature_c", "pressure_hpa", "counter"], rows)
