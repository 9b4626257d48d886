"""Check digits, as their standards define them. All take and return digits as text."""

VERHOEFF_D = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
VERHOEFF_P = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2], [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
]


def luhn_sum(digits):
    """The Luhn sum modulo 10 of digits of which the last is the check digit."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10


def luhn(body):
    """The Luhn check digit that belongs behind `body` (ISO/IEC 7812-1)."""
    return str(-luhn_sum(body + "0") % 10)


def verhoeff(body):
    """The Verhoeff check digit that belongs behind `body`."""
    check = 0
    for position, digit in enumerate(reversed(body), start=1):
        check = VERHOEFF_D[check][VERHOEFF_P[position % 8][int(digit)]]
    return str(VERHOEFF_D[check].index(0))


def mod_11_10(body):
    """The check digit of ISO 7064 MOD 11,10."""
    check = 10
    for digit in body:
        check = (check + int(digit)) % 10 or 10
        check = check * 2 % 11
    return str((11 - check) % 10)


def weighted(digits, weights):
    """The sum of digits times weights, for as many as the shorter has."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights))


def iban(country, bban):
    """An IBAN with its two check digits (ISO 13616, ISO 7064 MOD 97-10)."""
    as_number = "".join(str(int(character, 36)) for character in bban + country + "00")
    return f"{country}{98 - int(as_number) % 97:02d}{bban}"
