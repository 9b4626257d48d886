"""A tree of small source files as a repository has them: six languages, no personal data but the
addresses of made-up authors."""

import pathlib

from . import people

MOST_FILES = 20_000
FILES_PER_FOLDER = 25
SMALLEST, LARGEST = 9.0, 14.3  # Powers of two; log-uniform between them is 5.3 kB on the average.
MEAN_SIZE = 5_300
POOL = 400  # Pieces of each language.

VERBS = """apply build check close collect decode drain encode fetch find flush format hash index
join load merge open parse pack read render reset resolve scan send sort split store trim update
validate visit walk write""".split()
NOUNS = """account archive batch block buffer cache channel column config cursor digest entry event
field file frame handle header index item key layer line list lock message node offset option order
packet page path plan pool query queue range record region request result route row rule schema
segment session shard slot state stream table task token tree value window worker""".split()
LICENCE = """Copyright (c) {year} {name} <{email}>
SPDX-License-Identifier: Apache-2.0
See https://{noun}.{domain}/licenses/{verb} for the terms."""

# Ending, sign of a comment, first lines, and what comes again and again.
LANGUAGES = [
    (".c", "// ", "#include <stddef.h>\n#include <stdint.h>\n\n", """\
/* {Verb} the {noun} at `{other}`; the caller keeps ownership. */
static int {noun}_{verb}(struct {noun} *self, const uint8_t *{other}, size_t length) {{
    if (self == NULL || length > {small}) {{
        return -EINVAL;
    }}
    for (size_t i = 0; i < length; i += {tiny}) {{
        self->{other}[i & 0x{hex}] ^= {other}[i] * {number}u;
    }}
    return self->{noun}_count++;
}}

"""),
    (".py", "# ", "import os\nimport sys\n\n\n", """\
def {verb}_{noun}({other}, *, limit={small}):
    \"\"\"{Verb} each {noun} of `{other}` up to `limit`.\"\"\"
    {noun}s = [entry.{noun} for entry in {other} if entry.size < {number}]
    if not {noun}s:
        raise ValueError(f"no {noun} in {{{other}!r}}")
    return sorted({noun}s, key=lambda {noun}: {noun}.{other})[:limit]


"""),
    (".go", "// ", "package main\n\nimport (\n\t\"errors\"\n\t\"fmt\"\n)\n\n", """\
// {Verb}{Noun} does for {other}s what issue #{small} asks for.
func (s *Store) {Verb}{Noun}({other} []byte) (int, error) {{
	if len({other}) < {tiny} {{
		return 0, errors.New("short {other}")
	}}
	sum := uint32({number})
	for _, b := range {other} {{
		sum = (sum ^ uint32(b)) * 16777619
	}}
	return fmt.Fprintf(s.{noun}, "%08x %d\\n", sum, len({other}))
}}

"""),
    (".ts", "// ", "import { readFile } from 'node:fs/promises';\n\n", """\
export async function {verb}{Noun}({other}: string, retries = {tiny}): Promise<{Noun}[]> {{
  const response = await fetch(`/api/v2/{noun}s/${{{other}}}?page=${{retries}}`);
  if (response.status !== 200) {{
    throw new Error('{verb} of {noun} failed: ' + response.statusText);
  }}
  return (await response.json()).{other}s.filter((it: {Noun}) => it.weight > 0.{small});
}}

"""),
    (".yaml", "# ", "---\n", """\
- name: {verb}-{noun}
  image: registry.example.net/{noun}/{verb}:{tiny}.{small}
  digest: sha256:{digest}
  environment:
    {OTHER}_LIMIT: "{number}"
    {OTHER}_PATH: /var/lib/{noun}/{other}
  ports: [{small}, {port}]
"""),
    (".md", "", "# Notes\n\n", """\
## To {verb} a {noun}

Before a {noun} is {verb}ed, its {other} must be known; see `{noun}_{verb}`, from {tiny}.{small} on.
A {other} of more than {number} bytes is cut. Since 2024-0{tiny}-1{tiny} the default is {small}.

"""),
]


def piece(rng, template):
    """One function, entry or section."""
    verb, noun, other = rng.choice(VERBS), rng.choice(NOUNS), rng.choice(NOUNS)
    return template.format(
        verb=verb, noun=noun, other=other, Verb=verb.capitalize(), Noun=noun.capitalize(),
        OTHER=other.upper(), tiny=rng.randrange(1, 9), small=rng.randrange(10, 900),
        number=rng.randrange(10**4, 10**8), hex=f"{rng.getrandbits(16):x}",
        port=rng.randrange(1024, 65536), digest=f"{rng.getrandbits(256):064x}")


def licence(rng, comment):
    """The comment at the top of a file: who wrote it."""
    who = people.Person(rng)
    lines = LICENCE.format(year=rng.randrange(2009, 2026), name=who.name, email=who.email,
                           noun=rng.choice(NOUNS), verb=rng.choice(VERBS), domain="example.org")
    return "".join(f"{comment}{line}\n" for line in lines.splitlines()) + "\n"


def write(rng, size, folder):
    """Makes `folder` with files of about `size` bytes in all, but at most MOST_FILES of them."""
    folder = pathlib.Path(folder)
    pools = [[piece(rng, template) for _ in range(POOL)] for *_, template in LANGUAGES]
    files = min(MOST_FILES, max(1, size // MEAN_SIZE))
    total = 0
    for number in range(files):
        language = rng.randrange(len(LANGUAGES))
        ending, comment, head, _ = LANGUAGES[language]
        parts = [licence(rng, comment), head]
        room = int(2 ** rng.uniform(SMALLEST, LARGEST)) - sum(map(len, parts))
        while room > 0:
            parts.append(rng.choice(pools[language]))
            room -= len(parts[-1])
        below = folder / NOUNS[number // FILES_PER_FOLDER % len(NOUNS)] / f"part{number // 1000}"
        below.mkdir(parents=True, exist_ok=True)
        name = f"{rng.choice(VERBS)}_{rng.choice(NOUNS)}_{number}{ending}"
        total += (below / name).write_bytes("".join(parts).encode())
    return {"files": files, "bytes": total}
