"""Labelled tables: CSV, SQL and JSON with names of people, and tables of other names."""

import csv
import io
import json

from . import people
from .labelled import PLACES, company, date, email, street, test_ssn, unmarked
from .names import GIVEN, SURNAMES, Name

# Columns with names: header and form. Other columns: header alone.
TABLES = [
    [("customer_name", "plain"), "segment", "since"],
    [("FIRST_NM", "given"), ("LAST_NM", "surname"), "zip"],
    [("last_name", "surname"), ("first_name", "given"), "city", "email"],
    ["id", ("full_name", "natural"), "company", "phone"],
    ["emp_no", ("EMP_NAME", "caps_last_first"), "dept", "hired"],
    [("Vorname", "given"), ("Nachname", "surname"), "Ort"],
    [("nombre", "given"), ("apellidos", "surname"), "ciudad"],
    [("prenom", "given"), ("nom", "surname"), "ville"],
    ["mrn", ("patient_name", "last_first"), "dob", "ward"],
    [("fname", "given"), ("lname", "surname"), "street", "city"],
    ["order_id", ("ContactName", "plain"), "CompanyName", "City"],
    [("cardholder", "caps"), "last4", "expires"],
    [("name", "plain"), "email", "phone"],
    [("Name", "last_first"), "Address", "Policy"],
    ["uid", ("display_name", "lower"), "email"],
    [("given_name", "lower_given"), ("family_name", "lower_surname"), "ssn"],
    ["claim", ("Insured", "natural"), ("Beneficiary", "natural2"), "amount"],
    [("student_name", "plain"), "school", "grade"],
    [("Naam", "plain"), "Plaats", "bedrijf"],
    [("nome", "given"), ("cognome", "surname"), "citta"],
    ["account", ("account_holder", "caps"), "branch"],
    [("passenger", "caps"), "from_city", "to_city"],
    [("Employee Name", "last_first"), ("Manager Name", "natural2"), "Department"],
    [("name_first", "given"), ("name_last", "surname"), ("maiden_name", "surname2"), "dob"],
]
# Tables without names of people.
OTHER_TABLES = [
    ["city", "country", "population"], ["company_name", "city", "revenue"],
    ["product_name", "brand", "price"], ["street", "city", "zip"], ["font_name", "file_name"],
    ["hospital_name", "county", "beds"], ["team_name", "stadium", "points"],
    ["class_name", "method_name", "calls"], ["school", "city", "grade"],
    ["hostname", "role", "region"], ["job_name", "queue_name", "status"],
    ["vendor_name", "contact_city", "amount"], ["species_name", "region"],
    ["Name", "Version", "Section"], ["color", "sku", "amount"], ["event_name", "venue", "date"],
]
PRODUCTS = """Rose Gold Ring|Mason Jar|Grey Goose|Jordan Retro|Paris Lamp|Chase Lounge|Amber Candle|Jack
Hammer|Victoria Sponge|Hunter Boots|Frank Sauce|Dean Guitar|Ruby Slippers|Carter Crib|Taylor
Swivel|Bailey Cream|Crystal Vase|Sterling Spoon|Olive Oil|Ginger Ale|Basil Pesto|Dale Tool""".replace(
    "\n", " ").split("|")
FONTS = ["Times New Roman", "Gill Sans", "Georgia", "Franklin Gothic", "Courier New", "Open Sans",
         "Trebuchet MS", "Lucida Grande", "Century Schoolbook", "Baskerville Old Face"]
TEAMS = ["Green Bay Packers", "Miami Dolphins", "Kansas City Chiefs", "Georgia State", "Virginia Tech",
         "San Jose Sharks", "Carolina Panthers", "St. Louis Cardinals", "Dallas Stars"]
WORDS = ["Claims", "Billing", "North", "Retail", "Field Service", "4B", "ICU", "Gold", "Trial",
         "Ruby on Rails", "Page Factory", "Grant Service", "Mark Handler", "Hunter Queue", "Open",
         "Closed", "Market Research", "Black Friday", "Rose Parade", "Spring Fair"]


def other_value(rng, column, name):
    """A value of a column that holds no name of a person."""
    column = column.lower()
    if "email" in column:
        return email(rng, name)
    if column in ("street", "address"):
        return street(rng)
    if "phone" in column:
        return f"({rng.randrange(201, 990)}) 555-01{rng.randrange(100):02d}"
    if column == "ssn":
        return test_ssn(rng)
    if column in ("dob", "hired", "since", "date", "expires"):
        return date(rng)
    if "city" in column or column in ("ort", "ville", "ciudad", "plaats", "citta", "from_city", "county",
                                      "region", "country"):
        return rng.choice(PLACES)
    if "compan" in column or column in ("bedrijf", "vendor_name", "brand", "branch"):
        return rng.choice([company(rng), f"{SURNAMES.draw(rng)} {SURNAMES.draw(rng)} LLP",
                           f"{SURNAMES.draw(rng)} & Sons"])
    if column in ("school", "hospital_name", "stadium", "venue"):
        place = rng.choice(["Elementary School", "High School", "Memorial Hospital", "Stadium", "Arena"])
        return f"{GIVEN.draw(rng)} {SURNAMES.draw(rng)} {place}"
    if column in ("product_name", "color", "sku", "species_name"):
        return rng.choice(PRODUCTS)
    if column == "font_name":
        return rng.choice(FONTS)
    if column == "team_name":
        return rng.choice(TEAMS)
    if column in ("hostname", "file_name"):
        return f"{GIVEN.draw(rng).lower()}-{SURNAMES.draw(rng).lower()}-{rng.randrange(10, 99)}"
    if column in ("zip", "id", "emp_no", "mrn", "order_id", "uid", "claim", "account", "policy",
                  "last4", "population", "revenue", "price", "points", "calls", "beds", "amount"):
        return str(rng.randrange(1000, 99999))
    return rng.choice(WORDS)


def name_value(form, name, second):
    forms = {**name.slots(0), **second.slots(2), "natural": name.natural, "natural2": second.natural,
             "lower_given": name.given.lower(), "lower_surname": name.surname.lower()}
    return f"«{forms[form]}»"


def rows_of(rng, columns, count):
    """Headers, and rows of marked values."""
    rows = []
    for _ in range(count):
        name, second = Name(rng), Name(rng)
        rows.append([other_value(rng, column, name) if isinstance(column, str)
                     else name_value(column[1], name, second) for column in columns])
    return [column if isinstance(column, str) else column[0] for column in columns], rows


def marks_within_quotes(text):
    return text.replace('«"', '"«').replace('"»', '»"')


def csv_text(rng, headers, rows):
    out = io.StringIO()
    delimiter = rng.choice([",", ",", ";", "\t", "|"])
    writer = csv.writer(out, delimiter=delimiter, lineterminator=rng.choice(["\n", "\r\n"]),
                        quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer.writerow(headers)
    writer.writerows(rows)
    return out.getvalue()


def sql_text(rng, headers, rows):
    table = rng.choice(["customers", "people", "tbl_patient", "crm_contacts", "users", "hr_staff"])
    tuples = [", ".join("'" + value.replace("'", "''") + "'" for value in row) for row in rows]
    head = f"INSERT INTO {table} ({', '.join(header.replace(' ', '_') for header in headers)}) VALUES"
    if rng.random() < 0.5:
        return "".join(f"{head} ({values});\n" for values in tuples)
    return f"{head}\n(" + "),\n(".join(tuples) + ");\n"


def json_text(rng, headers, rows):
    items = [dict(zip(headers, row)) for row in rows]
    shape = rng.randrange(3)
    if shape == 0:
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    if shape == 1:
        return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    return json.dumps({"status": "ok", "items": items}, ensure_ascii=False,
                      separators=(",", ":")) + "\n"


WRITERS = {"csv": csv_text, "sql": sql_text, "json": json_text}


def with_names(rng, kind, number):
    headers, rows = rows_of(rng, TABLES[number % len(TABLES)], rng.randrange(3, 12))
    return unmarked(WRITERS[kind](rng, headers, rows), kind)


def without_names(rng, number):
    headers, rows = rows_of(rng, OTHER_TABLES[number % len(OTHER_TABLES)], rng.randrange(2, 9))
    writer = WRITERS[rng.choice(sorted(WRITERS))]
    return unmarked(writer(rng, headers, rows), "not_tables")
