"""Synthetic people, identifiers and secrets for corpora and benchmarks. Nothing here is real."""
