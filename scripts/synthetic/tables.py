"""Tables of people in the formats of dumps: CSV, NDJSON, XML and mysqldump, the same people in
each."""

from itertools import chain, count, repeat

from . import columns

COLUMNS = ["id", "full_name", "ssn", "email", "card_number", "account_number", "date_of_birth",
           "phone"]
TYPES = ["person_name", "us_ssn", "email_address", "payment_card", "us_bank_account",
         "date_of_birth", "phone_number"]

MYSQL_HEAD = """-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: crm
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `people`;
CREATE TABLE `people` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `full_name` varchar(120) NOT NULL,
  `ssn` char(11) DEFAULT NULL,
  `email` varchar(254) DEFAULT NULL,
  `card_number` varchar(19) DEFAULT NULL,
  `account_number` varchar(17) DEFAULT NULL,
  `date_of_birth` date DEFAULT NULL,
  `phone` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `people` WRITE;
"""


class Format:
    """How rows are written: `marks` stand before each of the eight values and after the last.
    Each batch is rows joined by `between`, inside `before` and `after`."""

    def __init__(self, head, marks, between, before="", after="\n", tail=""):
        self.head, self.marks, self.between = head, marks, between
        self.before, self.after, self.tail = before, after, tail


FORMATS = {
    "dense": Format(",".join(COLUMNS) + "\n", ["", *[","] * 7, ""], "\n"),
    "ndjson": Format("", ['{"id":', *[f'{"" if i == 0 else chr(34)},"{name}":"'
                                      for i, name in enumerate(COLUMNS[1:])], '"}'], "\n"),
    "xml": Format('<?xml version="1.0" encoding="UTF-8"?>\n<people>\n',
                  ["  <person>\n    <id>", *[f"</{last}>\n    <{name}>" for last, name in
                                            zip(COLUMNS, COLUMNS[1:])], "</phone>\n  </person>"],
                  "\n", tail="</people>\n"),
    "mysqldump": Format(MYSQL_HEAD, ["(", ",'", *["','"] * 6, "')"], ",",
                        "INSERT INTO `people` VALUES ", ";\n", "UNLOCK TABLES;\n"),
}


def rows(rng, marks):
    """Endless batches of rows as lists of text. Which people they are depends on `rng` alone."""
    name, mail = columns.names(rng), columns.mail_tails(rng)
    area, serial = columns.social_security(rng)
    front, back = columns.cards(rng)
    bank, account = columns.accounts(rng)
    born = columns.birth_dates(rng)
    exchange, line = columns.phones(rng)
    for first in count(1, columns.BATCH):
        full, local = name.slices(rng)
        drawn = [pieces.slices(rng)[0] for pieces in
                 (area, serial, mail, front, back, bank, account, born, exchange, line)]
        mark = [repeat(text) for text in marks]
        yield list(map("".join, zip(
            mark[0], map(str, range(first, first + columns.BATCH)), mark[1], full,
            mark[2], drawn[0], drawn[1], mark[3], local, drawn[2],
            mark[4], drawn[3], drawn[4], mark[5], drawn[5], drawn[6], mark[6], drawn[7],
            mark[7], drawn[8], drawn[9], mark[8])))


def fitting(batch, between, room):
    """As many rows from the front of the batch as `room` bytes hold."""
    used, kept = 0, 0
    for row in batch:
        used += len(row) + len(between)
        if used - len(between) > room:
            break
        kept += 1
    return batch[:kept]


def write(rng, kind, size, out):
    """Writes whole rows up to `size` bytes to the binary file; returns how many of each type."""
    form = FORMATS[kind]
    fixed = len(form.before) + len(form.after)
    room = size - len(form.head) - len(form.tail)
    total = 0
    out.write(form.head.encode())
    for batch in rows(rng, form.marks):
        text = form.between.join(batch)
        last = len(text) + fixed > room
        if last:
            batch = fitting(batch, form.between, room - fixed)
            text = form.between.join(batch)
        if batch:
            out.write("".join(chain((form.before, text, form.after))).encode())
        total += len(batch)
        room -= len(text) + fixed
        if last:
            break
    out.write(form.tail.encode())
    return {"rows": total, "types": dict.fromkeys(TYPES, total)}
