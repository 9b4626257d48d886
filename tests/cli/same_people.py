"""The same people for every format: what the round-trip tests write, and what a scan must say."""

import collections
import json
import random
import subprocess
import sys
from xml.sax.saxutils import escape

from leaksift_case import SOURCE, command, environment

sys.path.insert(0, str(SOURCE / "scripts"))
from synthetic import identifiers, people  # noqa: E402  (found by the line above)

COLUMNS = ["id", "full_name", "ssn", "email", "card_number", "notes"]
TYPES = {"full_name": "person_name", "ssn": "us_ssn", "email": "email_address",
         "card_number": "payment_card"}
SURNAMES = ["Dell'Acqua", "Sant'Anna", "Müller", "Nuñez", "Åström", "Lefèvre"]
# What tries the quoting of every format. No note holds anything that is to be found.
NOTES = ["called twice", "first line\nsecond line", "said \"later\", then left", "a\tb", "it's; fine",
         "one, two; three", "path C:\\new\\table", "ends in a backslash\\", "\"quoted\"", "<b> & </b>",
         "a | b", "\\N", "x''y", "{braces: [1]}"]


def make(count, seed=20):
    """Rows of COLUMNS; all but `id` and `full_name` may be None."""
    rng = random.Random(seed)
    rows = []
    for number in range(1, count + 1):
        given, surname = people.given_and_surname(rng)
        while (given, surname) == ("Juan", "Perez"):  # What Spanish forms show as a sample.
            given, surname = people.given_and_surname(rng)
        if rng.random() < 0.1:
            surname = rng.choice(SURNAMES)
        mail = f"{given}.{number}@{rng.choice(people.MAIL_DOMAINS)}".lower()
        row = [identifiers.ssn(rng), mail, identifiers.card(rng), rng.choice(NOTES)]
        rows.append([number, f"{given} {surname}",
                     *[value if rng.random() < 0.8 else None for value in row]])
    return rows


def as_objects(rows):
    return [dict(zip(COLUMNS, row)) for row in rows]


def as_xml(rows):
    """A document; what is None has no element."""
    lines = ["<person>" + "".join(f"<{key}>{escape(str(value))}</{key}>"
                                  for key, value in item.items() if value is not None) +
             "</person>\n" for item in as_objects(rows)]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<people>\n' + "".join(lines) + "</people>\n"


def expected(rows, other_records=0):
    """What a scan of the rows must count, see counts_of(); with records that hold no person."""
    columns = {}
    for index, field in enumerate(COLUMNS):
        values = [row[index] for row in rows if row[index] is not None]
        if kind := TYPES.get(field):
            columns[field] = {"type": kind, "rows": len(rows), "filled": len(values),
                              "occurrences": len(values), "distinct": len(set(values))}
    named = sum(1 for row in rows if row[2] or row[4])
    return {"types": {column["type"]: column["occurrences"] for column in columns.values()},
            "columns": columns, "records": len(rows) + other_records,
            "notifiable": named, "notifiable_lines": named}


def counts_of(path):
    """What a scan says of a file, see counts_in()."""
    run = subprocess.Popen(command("scan", "--format", "ndjson", path), env=environment(),
                           stdout=subprocess.PIPE)
    with run.stdout as lines:
        found = counts_in(json.loads(line) for line in lines
                          if not line.startswith(b'{"kind":"finding"'))
    if run.wait() not in (0, 1):
        raise AssertionError(f"the scan of {path} ended with {run.returncode}")
    return found


def counts_in(report):
    """What the objects of a report say: occurrences by type, columns by their last name, and
    records."""
    found = {"types": {}, "columns": {}, "records": 0, "notifiable": 0, "notifiable_lines": 0}
    seen = collections.Counter()
    for entry in report:
        if entry["kind"] == "record":
            found["notifiable_lines"] += entry["notifiable"]
        elif entry["kind"] == "column":
            field = entry["field"].rsplit("/", 1)[-1]
            seen[field] += 1
            name = field if seen[field] == 1 else f"{field} ({entry['type']})"
            found["columns"][name] = {key: entry[key] for key in
                                      ("type", "rows", "filled", "occurrences", "distinct")}
        elif entry["kind"] == "summary":
            found["types"] = {kind: count["occurrences"]
                              for kind, count in entry["types"].items()}
            found["records"] = entry["records"]["total"]
            found["notifiable"] = entry["records"]["notifiable"]
    return found


def differences(found, wanted, place=""):
    """Where two results of counts_of() differ, in words."""
    if not isinstance(found, dict) or not isinstance(wanted, dict):
        return [] if found == wanted else [f"{place}: {found}, not {wanted}"]
    return [text for key in sorted({*found, *wanted})
            for text in differences(found.get(key), wanted.get(key), f"{place}/{key}")]
