"""Corpora of one thing without end and without a line's end, each hard for some way of searching;
and random bytes."""

# What comes again, by the name of the kind.
PIECES = {
    "at-signs": "@",
    "digits": "0123456789",
    "one-hyphens": "1-",
    "braces": "{",
    "quotes": '"',
    "one-word": "word",
    "one-line": "the quick brown fox, aged 7, jumps over 13 lazy dogs; ",
}
RANDOM = "random"
KINDS = [*PIECES, RANDOM]
BATCH = 1 << 20


def write(rng, kind, size, out):
    """Writes exactly `size` bytes to the binary file; there is nothing planted to count."""
    piece = PIECES.get(kind, "").encode()
    batch = piece * (BATCH // len(piece)) if piece else b""
    while size > 0:
        part = batch or rng.randbytes(min(size, BATCH))
        size -= out.write(part[:size])
    return {"types": {}}
