"""Identifiers that pass all known rules of their type and are none of its well-known samples.

Every function takes a random.Random and returns text as it is usually written.
"""

from . import checks

# SSN areas and groups that hold values printed in pamphlets and advertisements, or equal digits.
SAMPLE_SSN_PREFIXES = set("""078-05 219-09 457-55 123-45 123-12 042-10 062-36 095-07 128-03 135-01
141-18 165-16 165-18 165-20 165-22 165-24 189-09 212-09 306-30 308-12 468-28 549-24 002-28 022-28
111-11 222-22 333-33 444-44 555-55 777-77 888-88""".split())

# Issuer prefixes in use, by brand, and the length of the whole number.
CARD_BRANDS = [
    (16, ["4539", "4485", "4716", "4532", "4916", "4024"]),
    (16, ["5112", "5238", "5367", "5471", "5592", "2221", "2345", "2720"]),
    (15, ["3412", "3456", "3745", "3798"]),
    (16, ["6011", "6445", "6512", "6589"]),
]

# The first eight digits of published test numbers.
TEST_CARD_PREFIXES = set("""41111111 42424242 40128888 40000566 42222222 40055192 40093488
40120000 42176511 45006000 55555555 51051051 52008282 54545454 22230031 22230000 22224200 22226300
37828224 37144963 37873449 60111111 60110009 60119811 60110009""".split())

AREA_CODES = """201 202 203 205 206 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229
231 234 239 240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308
309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 334 336 337 339 347 351 352 360 361
386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 425 430 432 434 435 440 443
469 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 540 541
559 561 562 563 567 570 571 573 574 580 585 586 601 602 603 605 606 607 608 609 610 612 614 615
616 617 618 619""".split()

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(rng, count):
    return "".join(str(rng.randrange(10)) for _ in range(count))


def ssn(rng):
    """Social Security number: no area 000, 666 or 9xx, no group 00, no serial 0000."""
    while True:
        area, group = rng.randrange(1, 900), rng.randrange(1, 100)
        prefix = f"{area:03d}-{group:02d}"
        if area != 666 and prefix not in SAMPLE_SSN_PREFIXES:
            return f"{prefix}-{rng.randrange(1, 10000):04d}"


def is_repetitive(text):
    """Whether one character stands four or more times in a row, as in numbers made by hand."""
    return any(text[i:i + 4] == text[i] * 4 for i in range(len(text) - 3))


def card(rng):
    """Card number of one of four brands, with Luhn digit, that is no test number."""
    length, prefixes = rng.choice(CARD_BRANDS)
    prefix = rng.choice(prefixes)
    while True:
        body = prefix + digits(rng, length - 1 - len(prefix))
        number = body + checks.luhn(body)
        if number[:8] not in TEST_CARD_PREFIXES and not is_repetitive(number):
            return number


def grouped_card(number):
    """The number as it is embossed: 4-4-4-4, or 4-6-5 for fifteen digits."""
    if len(number) == 15:
        return f"{number[:4]} {number[4:10]} {number[10:]}"
    return " ".join(number[i:i + 4] for i in range(0, len(number), 4))


def exchange(rng):
    """Area code and central office of the North American plan; never 555, never N11."""
    while True:
        office = rng.randrange(200, 1000)
        if office != 555 and office % 100 != 11:
            return rng.choice(AREA_CODES), str(office)


def phone(rng):
    area, office = exchange(rng)
    return f"({area}) {office}-{digits(rng, 4)}"


def account(rng):
    """US bank account number; these have no check digit."""
    return str(rng.randrange(1, 10)) + digits(rng, rng.choice([8, 9, 10, 11]))


def routing(rng):
    """ABA routing number: Federal Reserve prefix, weights 3-7-1."""
    body = f"{rng.choice([*range(1, 13), *range(21, 33)]):02d}{digits(rng, 6)}"
    return body + str(-checks.weighted(body, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)


def iban(rng, country):
    """IBAN of DE, GB, FR, NL or ES with its national check digits."""
    if country == "GB":
        bban = "".join(rng.choice(LETTERS) for _ in range(4)) + digits(rng, 14)
    elif country == "NL":
        bban = "".join(rng.choice(LETTERS) for _ in range(4)) + "0" + bsn(rng)
    elif country == "FR":
        bank, branch, number = digits(rng, 5), digits(rng, 5), digits(rng, 11)
        key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(number)) % 97
        bban = f"{bank}{branch}{number}{key:02d}"
    elif country == "ES":
        bank, number, weights = digits(rng, 8), digits(rng, 10), [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]
        keys = [11 - checks.weighted(part, weights) % 11 for part in ("00" + bank, number)]
        bban = bank + "".join(str({10: 1, 11: 0}.get(key, key)) for key in keys) + number
    else:
        bban = str(rng.randrange(1, 9)) + digits(rng, 17)
    return checks.iban(country, bban)


def mbi(rng):
    """Medicare Beneficiary Identifier, printed 4-3-4 (CMS: no S, L, O, I, B, Z)."""
    letters = "ACDEFGHJKMNPQRTUVWXY"
    kinds = {"C": "123456789", "A": letters, "N": "0123456789", "X": letters + "0123456789"}
    text = "".join(rng.choice(kinds[kind]) for kind in "CAXNAXNAANN")
    return f"{text[:4]}-{text[4:7]}-{text[7:]}"


def npi(rng):
    """National Provider Identifier: Luhn with 80840 in front (69 FR 3434)."""
    body = "1" + digits(rng, 8)
    return body + checks.luhn("80840" + body)


def dea(rng, surname):
    """DEA registration number of a practitioner."""
    body = digits(rng, 6)
    total = checks.weighted(body, [1, 2, 1, 2, 1, 2])
    return f"{rng.choice('BFM')}{surname[0].upper()}{body}{total % 10}"


def bsn(rng):
    """Dutch BSN: eleven test with -1 for the last digit."""
    while True:
        body = str(rng.randrange(1, 10)) + digits(rng, 7)
        check = checks.weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
        if check != 10:
            return body + str(check)
