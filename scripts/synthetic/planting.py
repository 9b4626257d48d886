"""Files of a corpus together with the truth about what was planted in each."""

import json
import pathlib
import shutil


class Planted:
    """Collects the personal data of one file while its text is being written."""

    def __init__(self):
        self.values = {}

    def __call__(self, type_id, value):
        """Notes an occurrence of the value as this type; returns it, to be put into the text."""
        self.values.setdefault(type_id, []).append(str(value))
        return value

    def person(self, person):
        """The person's full name, noted."""
        return self("person_name", person.name)

    def add(self, other):
        """Notes all that `other` did, as for a container and what it holds."""
        for type_id, values in other.values.items():
            self.values.setdefault(type_id, []).extend(values)

    def truth(self):
        return {type_id: {"count": len(values), "values": sorted(set(values))}
                for type_id, values in sorted(self.values.items())}


class Corpus:
    """A folder of files, made anew, and what is planted in each."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.files = {}
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def write(self, name, content, planted=None):
        """Writes a file of text or bytes below the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        self.files[name] = planted.truth() if planted else {}

    def write_truth(self, path, note):
        """Writes the truth of all files as JSON, a line for each type of each file."""
        lines = ["{", f'  "note": {json.dumps(note)},', '  "files": {']
        blocks = []
        for name, types in sorted(self.files.items()):
            inner = ",\n".join(f"      {json.dumps(type_id)}: {json.dumps(value)}"
                               for type_id, value in types.items())
            body = f"{{\n{inner}\n    }}" if inner else "{}"
            blocks.append(f"    {json.dumps(name)}: {body}")
        lines += [",\n".join(blocks), "  }", "}"]
        pathlib.Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
