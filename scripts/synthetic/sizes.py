"""Sizes as they stand on command lines."""

import argparse

UNITS = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}


def parse_size(text):
    """A number of bytes, with an optional k, M or G (powers of 1,000)."""
    unit = text[-1:] if text[-1:] in UNITS else ""
    number = text[:-1] if unit else text
    if not number.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 300M")
    return int(number) * UNITS[unit]
