"""The texts of the synthetic seizure: logs, mail, letters, credentials, and files with nothing."""

import base64

from . import identifiers, secrets
from .logs import AGENTS
from .people import Person
from .planting import Planted


def application_log(rng):
    """An application's log with a few lines that should not have been written."""
    planted, lines = Planted(), []
    for index in range(300):
        at = f"2026-02-03 {8 + index // 60:02d}:{index % 60:02d}:{rng.randrange(60):02d},"
        at += f"{rng.randrange(1000):03d}"
        who = Person(rng)
        if index % 75 == 20:
            text = (f"WARN  PaymentGateway - declined card={planted('payment_card', who.card)} "
                    f"email={planted('email_address', who.email)}")
        elif index % 75 == 50:
            text = f"DEBUG IdentityCheck - ssn={planted('us_ssn', who.ssn)} result=MATCH"
        elif index % 10 == 0:
            text = (f"INFO  Scheduler - job {rng.randrange(10**8, 10**9)} "
                    f"done in {rng.random():.9f} s")
        else:
            text = f"INFO  OrderQueue - order {rng.randrange(10**8, 10**9)} packed"
        lines.append(f"{at} {text}\n")
    return "".join(lines), planted


def access_log(rng):
    """A web server's log in combined format. Addresses of clients are private but for a few."""
    planted, lines = Planted(), []
    for index in range(300):
        client = f"10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}"
        path = f"/orders/{rng.randrange(10**7, 10**8)}"
        if index % 100 == 31:
            # Blocks given to large networks; the hosts are drawn.
            client = planted("ip_address", f"81.{rng.randrange(2, 200)}.{rng.randrange(1, 250)}."
                                           f"{rng.randrange(1, 250)}")
        if index % 100 == 77:
            path = f"/unsubscribe?email={planted('email_address', Person(rng).email)}"
        lines.append(
            f'{client} - - [03/Feb/2026:{8 + index // 60:02d}:{index % 60:02d}:'
            f'{rng.randrange(60):02d} +0000] "GET {path} HTTP/1.1" 200 '
            f'{rng.randrange(200, 90_000)} "-" "{rng.choice(AGENTS)}"\n')
    return "".join(lines), planted


def mailbox(rng):
    """An mbox of three messages, with display names and a signature."""
    planted, out = Planted(), []
    for number in range(3):
        sender, to = Person(rng), Person(rng)
        out.append(f"""From {planted("email_address", sender.email)} Tue Feb  3 09:1{number}:00 2026
From: "{planted.person(sender)}" <{planted("email_address", sender.email)}>
To: {planted.person(to)} <{planted("email_address", to.email)}>
Date: Tue, 3 Feb 2026 09:1{number}:00 +0000
Subject: Re: relocation paperwork
Message-ID: <{secrets.text(rng, "0123456789abcdef", 24)}.{number}.JavaMail.mail01>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello {to.given},

thank you for the forms. Payroll still needs your social security number;
what I have on file is {planted("us_ssn", to.ssn)}. The flat is at
{planted("street_address", to.street)}, {to.city}, {to.state} {to.zip}.

Regards,
--
{planted.person(sender)}
Relocation Desk
Phone: {planted("phone_number", sender.phone)}

""")
    return "".join(out), planted


def combo_list(rng):
    """Addresses with passwords, as they are traded."""
    planted, lines = Planted(), []
    for _ in range(120):
        who = Person(rng)
        lines.append(f"{planted('email_address', who.email)}:"
                     f"{planted('password', secrets.password(rng))}\n")
    return "".join(lines), planted


def environment(rng):
    """A .env file with everything that should have been in a vault."""
    planted = Planted()
    secret = secrets.password(rng)
    login = f"postgres://portal:{secret}@db.internal:5432/portal"
    text = f"""APP_ENV=production
APP_PORT=8080
DATABASE_URL={planted("connection_string", login)}
SMTP_PASSWORD={planted("password", secrets.password(rng))}
AWS_ACCESS_KEY_ID={planted("api_key", secrets.aws_key_id(rng))}
AWS_SECRET_ACCESS_KEY={planted("api_key", secrets.aws_secret(rng))}
GITHUB_TOKEN={planted("api_key", secrets.github_token(rng))}
LOG_LEVEL=info
"""
    return text, planted


def settings(rng):
    """A YAML configuration with a payment key and a session token."""
    planted = Planted()
    text = f"""service:
  name: portal
  timeout_ms: 30000
payments:
  provider: stripe
  secret_key: {planted("api_key", secrets.stripe_key(rng))}
session:
  debug_token: {planted("jwt", secrets.jwt(rng, "portal-admin"))}
  cookie_name: sid
admin:
  user: portal-admin
  password: "{planted("password", secrets.password(rng))}"
"""
    return text, planted


def private_key(rng):
    planted = Planted()
    return planted("private_key", secrets.private_key(rng)) + "\n", planted


def letters(rng):
    """Letters of customers: pairs of a file name and a text, with personal data in prose."""
    who, planted = Person(rng), Planted()
    card = planted("payment_card", identifiers.grouped_card(who.card))
    yield "letters/dispute.txt", f"""{planted.person(who)}
{planted("street_address", who.street)}
{who.city}, {who.state} {who.zip}

Dear Sir or Madam,

I am writing about a charge of $214.90 on my credit card {card}
that I did not make. You can call me in the evening at {planted("phone_number", who.phone)}
or write to {planted("email_address", who.email)}.

Sincerely,
{planted.person(who)}
""", planted
    who, planted = Person(rng), Planted()
    born = planted("date_of_birth", f"{who.born:%m/%d/%Y}")
    yield "letters/benefits.txt", f"""To the benefits office

My name is {planted.person(who)} and I was born on {born}
(date of birth as on my certificate). My social security number is {planted("us_ssn", who.ssn)}.
Please send the statement to {planted("street_address", who.street)},
{who.city}, {who.state} {who.zip}.
""", planted
    who, planted = Person(rng), Planted()
    iban = identifiers.iban(rng, "DE")
    spaced = " ".join(iban[i:i + 4] for i in range(0, len(iban), 4))
    yield "letters/refund.txt", f"""Hello,

please transfer the deposit to my account in Germany, IBAN {planted("iban", spaced)},
account holder {planted.person(who)}. The reference is invoice 2025-118 of 14 March.

Best wishes
{planted.person(who)}
""", planted


def source_code(rng):
    """Source text with constants that are not personal data."""
    table = ", ".join(str(rng.randrange(10**8, 10**9)) for _ in range(48))
    return f"""package checksum

// polynomial and table of a hash; see the design note of 2019-04-11.
const polynomial = 0xEDB88320
const version = "4.17.203.9"

var table = []uint32{{{table}}}

// Sum mixes the bytes of data into a number.
func Sum(data []byte) uint32 {{
\tsum := uint32(2166136261)
\tfor _, b := range data {{
\t\tsum = (sum ^ uint32(b)) * 16777619
\t\tsum ^= table[sum%48]
\t}}
\treturn sum
}}
"""


def lock_file(rng):
    """A lock file: versions and hashes."""
    entries = []
    for name in ["left-column", "tiny-emitter-plus", "fast-ring", "color-steps", "path-trim"]:
        digest = base64.b64encode(rng.randbytes(64)).decode()
        version = f"{rng.randrange(9)}.{rng.randrange(30)}.{rng.randrange(30)}"
        entries.append(f"""    "node_modules/{name}": {{
      "version": "{version}",
      "resolved": "https://registry.npmjs.org/{name}/-/{name}-{version}.tgz",
      "integrity": "sha512-{digest}"
    }}""")
    return ('{\n  "name": "portal",\n  "lockfileVersion": 3,\n  "packages": {\n'
            + ",\n".join(entries) + "\n  }\n}\n")


LICENCE = """Permission is hereby granted, free of charge, to any person obtaining a copy of this
software and associated documentation files (the "Software"), to deal in the
Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software,
and to permit persons to whom the Software is furnished to do so, subject to the
following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED,
INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A
PARTICULAR PURPOSE AND NONINFRINGEMENT.
"""
