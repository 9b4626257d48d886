"""A busy web application's log, in which one line of 2,000 holds personal data."""

import datetime
from collections import Counter
from itertools import repeat

from . import columns, identifiers, people, tables

LINES_PER_PII = 2_000
LINES_PER_SECOND = 5
AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.6099.71 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.1 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
    "okhttp/4.12.0", "curl/7.88.1", "python-requests/2.31.0", "kube-probe/1.28",
]
PATHS = """/api/v2/orders/{} /api/v2/orders/{}/items /api/v2/accounts/{}/settings /static/app.{}.js
/products/{} /products/{}/reviews?page=2 /cart/{} /healthz /search?q=item+{} /img/{}/large.webp
/api/v1/shipments/{}/track /login /metrics""".split()
MESSAGES = """cache miss for key session:{}|flushed batch {} to warehouse in one round
order {} moved to state PACKED|retrying upstream call attempt=2 shipment={}
connection pool size=20 idle={} waiting=0|feature flag checkout-v3 evaluated for cohort {}
inventory sync finished sku=SKU-{} delta=4|queue depth {} below threshold|gc pause {} us
rendered template order_list.html rows={}""".replace("\n", "|").split("|")
TRACE = """ ERROR [worker-{n}] c.h.orders.CheckoutService - request failed id={id}
java.lang.IllegalStateException: order {id} is not in state OPEN
\tat com.harbor.orders.OrderState.require(OrderState.java:{n}7)
\tat com.harbor.orders.CheckoutService.submit(CheckoutService.java:2{n}4)
\tat com.harbor.web.CheckoutController.post(CheckoutController.java:{n}3)
\tat java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.sql.SQLTransientConnectionException: pool timed out after 30000ms
\t... {n} more
"""


def uuid_halves(rng):
    """Two halves that make a random UUID (RFC 9562, version 4)."""
    def hexadecimal(count):
        return f"{rng.getrandbits(4 * count):0{count}x}"

    fronts = [f"{hexadecimal(8)}-{hexadecimal(4)}-4{hexadecimal(3)}-" for _ in range(columns.POOL)]
    backs = [f"{rng.choice('89ab')}{hexadecimal(3)}-{hexadecimal(12)}" for _ in range(columns.POOL)]
    return columns.Pieces(fronts), columns.Pieces(backs)


def requests(rng):
    """Client address, method, path, status and size; the agent; and the duration."""
    def request():
        path = rng.choice(PATHS).format(rng.randrange(10_000, 99_999_999))
        method = rng.choice(["GET", "GET", "GET", "POST", "PUT"])
        status = rng.choice([200, 200, 200, 200, 204, 301, 304, 404, 500])
        client = f"10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}"
        return (f' INFO [http] {client} "{method} {path} HTTP/1.1" {status} '
                f'{rng.randrange(80, 90_000)} "')

    return (columns.Pieces([request() for _ in range(columns.POOL)]),
            columns.Pieces([f'{rng.choice(AGENTS)}" rid=' for _ in range(columns.POOL)]),
            columns.Pieces([f" {rng.randrange(1, 900)}.{rng.randrange(1000):03d}ms\n"
                            for _ in range(columns.POOL)]))


def messages(rng):
    """Lines of the application itself."""
    return columns.Pieces([f" {rng.choice(['INFO', 'DEBUG', 'WARN'])} [worker-{rng.randrange(16)}] "
                           f"{rng.choice(MESSAGES).format(rng.randrange(1, 99_999_999))}\n"
                           for _ in range(columns.POOL)])


def times(rng):
    """The times of one day with milliseconds, LINES_PER_SECOND for each second, ascending."""
    day = []
    for second in range(86_400):
        clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        parts = sorted(rng.randrange(1000) for _ in range(LINES_PER_SECOND))
        day.extend(f"{clock}.{part:03d}Z" for part in parts)
    return day


def leak(rng):
    """One line in which somebody logged what they should not, and the types of its values."""
    person = people.Person(rng)
    text, types = rng.choice([
        (f"payload={{\"name\":\"{person.name}\",\"ssn\":\"{person.ssn}\"}}",
         ["person_name", "us_ssn"]),
        (f"charge declined card={person.card} email={person.email}",
         ["payment_card", "email_address"]),
        (f"sent confirmation to {person.email}", ["email_address"]),
        (f"callback requested phone={person.phone} email={person.email}",
         ["phone_number", "email_address"]),
        (f"identity check ssn={person.ssn} dob={person.born.isoformat()} result=OK",
         ["us_ssn", "date_of_birth"]),
        (f"payout routing={person.routing} account_number={person.account}",
         ["us_routing_number", "us_bank_account"]),
        (f"card on file {identifiers.grouped_card(person.card)} for {person.email}",
         ["payment_card", "email_address"]),
    ])
    return f" DEBUG [worker-{rng.randrange(16)}] {text}\n", types


def batches(rng):
    """Endless batches: a list of lines, and the types of personal data in some, by index."""
    request, agent, duration = requests(rng)
    message, (front, back), day = messages(rng), uuid_halves(rng), times(rng)
    date, at = datetime.date(2026, 3, 2), 0
    while True:
        if at + columns.BATCH > len(day):
            date, at = date + datetime.timedelta(days=1), 0
        stamps = day[at:at + columns.BATCH]
        at += columns.BATCH
        prefix = f"{date.isoformat()}T"
        drawn = [pieces.slices(rng)[0] for pieces in (request, agent, front, back, duration)]
        lines = list(map("".join, zip(repeat(prefix), stamps, *drawn)))
        texts = message.slices(rng)[0]
        for index in range(int(rng.random() * 4), columns.BATCH, 4):
            lines[index] = prefix + stamps[index] + texts[index]
        for _ in range(8):
            index = int(rng.random() * columns.BATCH)
            lines[index] = prefix + stamps[index] + TRACE.format(
                n=int(rng.random() * 9) + 1, id=int(rng.random() * 9e7) + 10**7)
        # Chosen last, so that nothing is written over a planted line.
        leaks = {}
        for start in range(0, columns.BATCH, LINES_PER_PII):
            index = start + int(rng.random() * LINES_PER_PII)
            text, leaks[index] = leak(rng)
            lines[index] = prefix + stamps[index] + text
        yield lines, leaks


def write(rng, size, out):
    """Writes whole lines up to `size` bytes to the binary file; returns how many of each type."""
    counted, written = Counter(), 0
    for lines, leaks in batches(rng):
        data = "".join(lines).encode()
        last = len(data) > size
        if last:
            lines = tables.fitting(lines, "", size)
            data = "".join(lines).encode()
        out.write(data)
        size -= len(data)
        written += data.count(b"\n")
        for index, types in leaks.items():
            if index < len(lines):
                counted.update(types)
        if last:
            return {"rows": written, "types": dict(sorted(counted.items()))}
