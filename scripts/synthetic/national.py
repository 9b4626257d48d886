"""National identifiers outside the United States, each with the rule of python-stdnum 1.18."""

from . import checks
from .identifiers import LETTERS, digits

CF_ODD = dict(zip("0123456789" + LETTERS,
                  [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18,
                   20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]))
CURP_ALPHABET = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ"
VOWELS = "AEIOU"
# Beginnings that RENAPO replaces: their second letter becomes X.
CURP_REPLACED = set("""BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA
CULO FALO FETO GETA GUEI GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI
KOJO KOLA KULO LILO LOCA LOCO LOKA LOKO MAME MAMO MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO
NACA NACO PEDA PEDO PENE PIPI PITO POPO PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA
VAGA VAGO VAKA VUEI VUEY WUEI WUEY""".split())


def nino(rng):
    """UK National Insurance number (HMRC NIM39110); there is no check digit."""
    while True:
        prefix = rng.choice("ABCEGHJKLMNOPRSTWXYZ") + rng.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}:
            number = digits(rng, 6)
            return f"{prefix} {number[:2]} {number[2:4]} {number[4:]} {rng.choice('ABCD')}"


def sin(rng):
    """Canadian SIN: first digit 1-7, Luhn."""
    body = str(rng.randrange(1, 8)) + digits(rng, 7)
    number = body + checks.luhn(body)
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def aadhaar(rng):
    """Indian Aadhaar: first digit 2-9, Verhoeff."""
    body = str(rng.randrange(2, 10)) + digits(rng, 10)
    number = body + checks.verhoeff(body)
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def pan(rng, surname):
    """Indian PAN of a person: fourth letter P, fifth the initial of the surname."""
    first = "".join(rng.choice(LETTERS) for _ in range(3))
    return f"{first}P{surname[0].upper()}{rng.randrange(1, 10000):04d}{rng.choice(LETTERS)}"


def cpf(rng):
    """Brazilian CPF: two digits modulo 11."""
    number = digits(rng, 9)
    for first in (10, 11):
        rest = checks.weighted(number, range(first, 1, -1)) % 11
        number += str(0 if rest < 2 else 11 - rest)
    return f"{number[:3]}.{number[3:6]}.{number[6:9]}-{number[9:]}"


def curp(rng, given, surname, second_surname, born, sex):
    """Mexican CURP from the parts of a name in plain capital letters."""
    def inner(text, vowel):
        return next((c for c in text[1:] if (c in VOWELS) == vowel), "X")

    given, surname, second = given.upper(), surname.upper(), second_surname.upper()
    state = rng.choice(["DF", "JC", "NL", "PL", "VZ", "YN", "OC", "GT"])
    initials = surname[0] + inner(surname, True) + second[0] + given[0]
    if initials in CURP_REPLACED:
        initials = initials[0] + "X" + initials[2:]
    body = (f"{initials}{born:%y%m%d}{sex}{state}"
            f"{inner(surname, False)}{inner(second, False)}{inner(given, False)}"
            f"{'0' if born.year < 2000 else 'A'}")
    total = sum((18 - i) * CURP_ALPHABET.index(c) for i, c in enumerate(body))
    return body + str(-total % 10)


def pesel(rng, born):
    """Polish PESEL: date with the century in the month, weights 1-3-7-9."""
    body = f"{born:%y}{born.month + (20 if born.year >= 2000 else 0):02d}{born:%d}{digits(rng, 4)}"
    return body + str(-checks.weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)


def personnummer(rng, born):
    """Swedish personal number with a two-digit year; Luhn over ten digits."""
    body = f"{born:%y%m%d}{rng.randrange(1, 1000):03d}"
    return f"{body[:6]}-{body[6:]}{checks.luhn(body)}"


def tfn(rng):
    """Australian tax file number: weighted sum divisible by 11."""
    while True:
        body = str(rng.randrange(1, 9)) + digits(rng, 7)
        rest = checks.weighted(body, [1, 4, 3, 7, 5, 8, 6, 9]) % 11  # The last weight is 10 = -1.
        if rest != 10:
            number = body + str(rest)
            return f"{number[:3]} {number[3:6]} {number[6:]}"


def nir(rng, born, sex):
    """French NIR: sex, month of birth, department, commune, order, key modulo 97."""
    body = (f"{1 if sex == 'H' else 2}{born:%y%m}{rng.randrange(1, 20):02d}"
            f"{rng.randrange(1, 400):03d}{rng.randrange(1, 990):03d}")
    return body + f"{97 - int(body) % 97:02d}"


def codice_fiscale(rng, given, surname, born, sex):
    """Italian codice fiscale from the parts of a name."""
    def three(text, given_name=False):
        consonants = [c for c in text.upper() if c in LETTERS and c not in VOWELS]
        if given_name and len(consonants) > 3:
            del consonants[1]
        return "".join(consonants + [c for c in text.upper() if c in VOWELS] + ["X"] * 3)[:3]

    day = born.day + (40 if sex == "M" else 0)  # In the other ids here, M is "mujer", a woman.
    body = (f"{three(surname)}{three(given, True)}"
            f"{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{day:02d}"
            f"{rng.choice(['H501', 'F205', 'L219', 'D612', 'A944', 'G273'])}")
    total = sum(CF_ODD[c] if i % 2 == 0 else int(c, 36) - (10 if c.isalpha() else 0)
                for i, c in enumerate(body))
    return body + LETTERS[total % 26]


def dni(rng):
    """Spanish DNI: eight digits and a letter modulo 23."""
    number = rng.randrange(10_000_000, 80_000_000)
    return f"{number:08d}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def nie(rng):
    """Spanish NIE: as a DNI with X, Y, Z for a leading 0, 1, 2."""
    first, number = rng.randrange(3), rng.randrange(1_000_000, 10_000_000)
    letter = "TRWAGMYFPDXBNJZSQVHLCKE"[(first * 10_000_000 + number) % 23]
    return f"{'XYZ'[first]}{number}{letter}"


def steuer_id(rng):
    """German Steuer-ID: exactly one digit twice among the first ten, MOD 11,10."""
    while True:
        pool = rng.sample("0123456789", 9)
        body = pool + [rng.choice(pool)]
        rng.shuffle(body)
        if body[0] != "0":
            return "".join(body) + checks.mod_11_10(body)
