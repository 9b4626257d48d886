"""Labelled texts: templates whose marks become spans, and the slots that are no names."""

import re

from . import identifiers, people
from .names import GIVEN, SURNAMES, Name

COMPANY_ENDS = "Holdings Logistics Insurance Partners Systems Dental Foods Energy Textiles".split()
COMPANY_STARTS = """Harborline Northquay Bluefern Quillwood Pine|Mutual Cedar|Point Larkspur Oakmere
Copper|Kettle Redhill Juniper|Ridge Tidewater Stonebridge""".split()
PLACES = """Charlotte|Austin|Jackson, Mississippi|Lake Charles|San Jose|Madison|Mount Vernon|Fort
Wayne|Santa Monica|Lincoln, Nebraska|New Haven|St. Paul|Cedar Rapids|Virginia Beach|Georgia|Paris,
Texas|Georgetown|Florence|Savannah|Cape May|Jordan|Houston|Port Arthur|Santa Rosa|Helena|Victoria,
British Columbia|Tyler, Texas|Carson City|Eugene, Oregon|Aurora|Allentown|Grant County""".replace(
    "\n", " ").split("|")
STREET_KINDS = "Street St Avenue Ave Road Lane Drive Boulevard Blvd Court Place Way".split()

# A mark becomes a label; the second kind may be found or not.
MARKS = {"«": False, "‹": True}
CLOSING = "»›"


def unmarked(text, kind):
    """A labelled text as scripts/score reads it, from one whose labels are marked."""
    plain, spans, start = [], [], 0
    for character in text:
        if character in MARKS:
            start, optional = len(plain), MARKS[character]
        elif character in CLOSING:
            span = {"start": start, "end": len(plain), "type": "person_name"}
            spans.append({**span, "optional": True} if optional else span)
        else:
            plain.append(character)
    return {"text": "".join(plain), "spans": spans, "kind": kind}


def ascii_words(text):
    return re.sub(r"[^a-z]", "", text.lower())


def test_ssn(rng):
    """A number that was never issued: area 9xx, and no group that an ITIN has."""
    return f"9{rng.randrange(100):02d}-{rng.randrange(1, 50):02d}-{rng.randrange(1, 10000):04d}"


def email(rng, name):
    local = rng.choice([f"{name.given}.{name.surname}", f"{name.given[0]}{name.surname}",
                        f"{name.surname}{rng.randrange(10, 99)}"])
    local = "".join(c for c in local.lower() if c.isascii() and (c.isalnum() or c == "."))
    return f"{local.strip('.') or 'post'}@{rng.choice(people.MAIL_DOMAINS)}"


def street(rng):
    first = rng.choice([GIVEN.draw(rng), SURNAMES.draw(rng),
                        f"{GIVEN.draw(rng)} {SURNAMES.draw(rng)}", rng.choice(people.STREETS)])
    return f"{rng.randrange(1, 9900)} {first} {rng.choice(STREET_KINDS)}"


def company(rng):
    first = rng.choice([rng.choice(COMPANY_STARTS).replace("|", " "), SURNAMES.draw(rng)])
    return f"{first} {rng.choice(COMPANY_ENDS)}"


def date(rng):
    return rng.choice([f"2025-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
                       f"{rng.choice('January March April May June August'.split())} "
                       f"{rng.randrange(1, 29)}, 2025"])


def other_slots(rng):
    """What stands in texts beside names."""
    born = people.birth_date(rng)
    given, surname = GIVEN.draw(rng), SURNAMES.draw(rng)
    return {"date": date(rng), "time": f"{rng.randrange(24):02d}:{rng.randrange(60):02d}:"
                                       f"{rng.randrange(60):02d}",
            "id": rng.randrange(10**6, 10**8), "amount": f"${rng.randrange(10, 9000)}.{rng.randrange(100):02d}",
            "ssn": test_ssn(rng), "dob": born.strftime(rng.choice(["%m/%d/%Y", "%Y-%m-%d"])),
            "street": street(rng), "city": rng.choice(PLACES), "place": rng.choice(PLACES),
            "company": company(rng), "Given": ascii_words(given).capitalize(),
            "Surname": ascii_words(surname).capitalize(), "lower_given": ascii_words(given),
            "lower_surname": ascii_words(surname)}


def with_names(rng, template, kind):
    """A template of a text with names, filled."""
    slots = other_slots(rng)
    for number in (0, 2, 3):
        name = Name(rng)
        slots.update(name.slots(number))
        slots[f"email{number or ''}"] = email(rng, name)
        slots[f"phone{number or ''}"] = f"({rng.randrange(201, 990)}) 555-01{rng.randrange(100):02d}"
    return unmarked(template.format(**slots), kind)


def without_names(rng, templates, kind):
    """One to three templates of texts without names, filled; each use of a slot is drawn anew."""
    lines = []
    for template in templates:
        def filled(match):
            slots = {**other_slots(rng), "given": GIVEN.draw(rng), "surname": SURNAMES.draw(rng)}
            return str(slots[match[1]])
        text = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", filled, template)
        lines.append(text.replace("{{", "{").replace("}}", "}"))
    return {"text": "\n".join(lines) + "\n", "spans": [], "kind": kind}


def templates_of(path):
    """The templates of a file, one on each line, with line breaks written as \\n."""
    return [line.replace("\\n", "\n").replace("\\t", "\t")
            for line in path.read_text(encoding="utf-8").splitlines() if line]
