#!/usr/bin/python3 -B
"""Texts with marked values, as people write them, for scripts/score.

marked_texts.py FILE... prints what scripts/score reads. A file holds texts behind lines "%% KIND". A
value stands in «type:value», one that may be found or not in ‹type:value›; the commonest types have a
letter.
"""

import json
import re
import sys

LETTERS = {"n": "person_name", "s": "us_ssn", "c": "payment_card", "p": "phone_number",
           "a": "street_address", "d": "date_of_birth", "e": "email_address", "i": "ip_address",
           "k": "api_key", "w": "password"}
MARKED = re.compile(r"([«‹])(\w+):(.*?)[»›]", re.DOTALL)


def read(marked):
    """The text without its marks, and its spans in characters."""
    text, spans, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at:match.start()]
        kind, value = LETTERS.get(match[2], match[2]), match[3]
        span = {"start": len(text), "end": len(text) + len(value), "type": kind}
        spans.append(span | {"optional": True} if match[1] == "‹" else span)
        text += value
        at = match.end()
    return text + marked[at:], spans


def labelled(path):
    """The labelled texts of one file."""
    with open(path, encoding="utf-8") as file:
        parts = re.split(r"^%% ", file.read(), flags=re.MULTILINE)[1:]
    for part in parts:
        kind, marked = part.split("\n", 1)
        text, spans = read(marked)
        yield {"text": text, "spans": spans, "kind": kind.strip()}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for entry in labelled(name):
            print(json.dumps(entry, ensure_ascii=False))
