"""The same people as synthetic.people, millions of them, at the speed of joining strings.

A column is built once as one or two lists of pieces. A batch of rows takes a slice of each list at
an offset of its own, so that two lists of N pieces give up to N * N different values.
"""

from . import checks, identifiers, people

POOL = 40_000  # Pieces per list.
BATCH = 4_000  # Rows made at once; each slice is that long.


class Pieces:
    """Lists of text that are sliced together: columns that depend on each other stay aligned.

    `step` keeps offsets at its multiples: pieces of two objects then meet only at equal remainders.
    """

    def __init__(self, *lists, step=1):
        self.lists = [pieces + pieces[:BATCH] for pieces in lists]
        self.choices = len(lists[0]) // step
        self.step = step

    def slices(self, rng):
        offset = int(rng.random() * self.choices) * self.step
        return [pieces[offset:offset + BATCH] for pieces in self.lists]


def names(rng):
    """Full names, and the local parts of their addresses up to a number."""
    pairs = [people.given_and_surname(rng) for _ in range(POOL)]
    return Pieces([f"{given} {surname}" for given, surname in pairs],
                  [f"{given}.{surname}".lower() for given, surname in pairs])


def mail_tails(rng):
    """What follows the local part's name: a number and the domain."""
    return Pieces([f"{rng.randrange(10, 9999)}@{rng.choice(people.MAIL_DOMAINS)}"
                   for _ in range(POOL)])


def social_security(rng):
    """Area and group with their hyphens, and serial, as two independent lists."""
    return (Pieces([identifiers.ssn(rng)[:7] for _ in range(POOL)]),
            Pieces([f"{rng.randrange(1, 10000):04d}" for _ in range(POOL)]))


def cards(rng):
    """Fronts and eight-digit backs of card numbers. The Luhn sum of both together is 0 modulo 10
    because the sum of a front is its index modulo 10, and that of a back is the complement."""
    fronts = [[] for _ in range(10)]
    while min(map(len, fronts)) < POOL // 10:
        front = identifiers.card(rng)[:-8]
        fronts[checks.luhn_sum(front + "0" * 8)].append(front)
    backs = []
    while len(backs) < POOL:
        body = identifiers.digits(rng, 7)
        back = body + str((-len(backs) - checks.luhn_sum(body + "0")) % 10)
        if not identifiers.is_repetitive(back):
            backs.append(back)
    return (Pieces([fronts[index % 10][index // 10] for index in range(POOL)], step=10),
            Pieces(backs, step=10))


def accounts(rng):
    return (Pieces([identifiers.account(rng)[:6] for _ in range(POOL)]),
            Pieces([identifiers.digits(rng, rng.choice([4, 5, 6])) for _ in range(POOL)]))


def birth_dates(rng):
    return Pieces([people.birth_date(rng).isoformat() for _ in range(POOL)])


def phones(rng):
    """Area code and office, and line number."""
    return (Pieces(["-".join(identifiers.exchange(rng)) + "-" for _ in range(POOL)]),
            Pieces([identifiers.digits(rng, 4) for _ in range(POOL)]))
