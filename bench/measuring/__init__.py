"""What the programs of bench/ share that measure whole programs: corpora, runs, cases, reports."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What scripts/leaksift has built.
LEAKSIFT = ROOT / "build/app/src/leaksift"
sys.path.insert(0, str(ROOT / "scripts"))  # For `synthetic`, which the generators share.
