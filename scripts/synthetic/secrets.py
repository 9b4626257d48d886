"""Credentials that look like those in use and open nothing: all random."""

import base64
import json
import zlib

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PASSWORD_WORDS = """sunflower dragon hockey purple summer thunder maverick cookie biscuit falcon
orchid walrus pepper tundra canyon velvet rocket pumpkin lantern marble""".split()


def text(rng, alphabet, count):
    return "".join(rng.choice(alphabet) for _ in range(count))


def github_token(rng):
    """Classic token: 30 random characters and their CRC-32 in base 62, six characters."""
    body = text(rng, BASE62, 30)
    checksum, tail = zlib.crc32(body.encode()), ""
    for _ in range(6):
        checksum, rest = divmod(checksum, 62)
        tail = BASE62[rest] + tail
    return f"ghp_{body}{tail}"


def aws_key_id(rng):
    return "AKIA" + text(rng, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)


def aws_secret(rng):
    return text(rng, BASE62 + "+/", 40)


def stripe_key(rng):
    return "sk_live_" + text(rng, BASE62, 24)


def password(rng):
    """What people choose: a word, digits, perhaps a sign."""
    word = rng.choice(PASSWORD_WORDS)
    if rng.random() < 0.5:
        word = word.capitalize()
    return f"{word}{rng.randrange(10, 10000)}{rng.choice(['', '!', '#', '?'])}"


def bcrypt_hash(rng):
    return "$2b$12$" + text(rng, "./" + BASE62, 53)


def md5_hash(rng):
    return text(rng, "0123456789abcdef", 32)


def jwt(rng, subject):
    """A signed token with a random signature."""
    def part(value):
        raw = json.dumps(value, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    claims = {"sub": subject, "iat": 1767225600, "exp": 1924992000}
    signature = base64.urlsafe_b64encode(rng.randbytes(32)).rstrip(b"=").decode()
    return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}.{signature}"


def private_key(rng):
    """A PEM block of random bytes: the shape of a key, not a key."""
    body = base64.b64encode(rng.randbytes(1190)).decode()
    lines = [body[i:i + 64] for i in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN RSA PRIVATE KEY-----", *lines, "-----END RSA PRIVATE KEY-----"])
