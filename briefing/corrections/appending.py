"""One more entry in the text of a corrections file, or another in the place of one; nothing else is touched.

The analyst's own lines, comments and layout stay byte for byte, because only the entry itself is put in, and the result is
read again before it counts. Where that cannot be done safely (a file in one pair of braces, an explicit end), the entry is
refused, to be written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from briefing.corrections.file import EXAMPLE
from briefing.corrections.quoting import Refusal
from briefing.yamlfile import Unusable, mapping_of


def appended(data: bytes, kind: str, entry: Mapping[str, Any]) -> bytes:
    """The bytes of a corrections file with `entry` as the last of the list `kind`.

    Raises Unusable if the file is no corrections file, Refusal if the entry cannot be put in without changing more.
    """
    before = mapping_of(data, EXAMPLE)
    return _checked(
        _inserted(data.decode("utf-8"), kind, line(entry)),
        {**before, kind: [*(before.get(kind) or []), dict(entry)]},
        f"{kind}: {line(entry)}",
    )


def replaced(data: bytes, kind: str, number: int, entry: Mapping[str, Any]) -> bytes:
    """The bytes of a corrections file with `entry` in the place of the one with this number (from 0) in the list `kind`.

    Comments beside and around the old entry stay, those within it go with it. Raises as `appended` does.
    """
    before = mapping_of(data, EXAMPLE)
    text = data.decode("utf-8")
    root, shift = _composed(text)
    old = next(value for key, value in root.value if key.value == kind).value[number]
    start, end = old.start_mark.index + shift, _end(old) + shift
    end -= len(text[start:end]) - len(text[start:end].rstrip("\r\n"))  # a block of text ends on the next line
    made = f"{text[:start]}{line(entry)}{text[end:]}"
    entries = [dict(entry) if i == number else other for i, other in enumerate(before[kind])]
    return _checked(made, {**before, kind: entries}, f"{kind}: {line(entry)}")


def _checked(made: str, wanted: dict[str, Any], what: str) -> bytes:
    """The bytes of a text that holds what is wanted and nothing else."""
    data = made.encode()
    try:
        sound = mapping_of(data, EXAMPLE) == wanted
    except Unusable:
        sound = False
    if not sound:
        problem = "cannot be put into this file without changing more of it"
        raise Refusal(what, problem, "Write the entry in by hand.")
    return data


def line(entry: Mapping[str, Any]) -> str:
    """An entry on one line, as docs/corrections.md writes them: `{actor: "Kestrel", name: "Kestrel Audit"}`."""
    return f"{{{', '.join(f'{key}: {_value(value)}' for key, value in entry.items())}}}"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return line(value)
    if not isinstance(value, str):
        return json.dumps(value)
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)


def _inserted(text: str, kind: str, entry: str) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    root, shift = _composed(text)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    there = next((pair for pair in pairs if pair[0].value == kind), None)
    if there is None:
        gap = "" if not text or text.endswith(("\n", "\ufeff")) else newline
        return f"{text}{gap}{kind}:{newline}  - {entry}{newline}"
    key, value = there
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        at = (value.value[-1].end_mark.index if value.value else value.start_mark.index + 1) + shift
        return f"{text[:at]}{', ' if value.value else ''}{entry}{text[at:]}"
    indent, last = "  ", key.end_mark.index
    if isinstance(value, yaml.SequenceNode):
        indent, last = " " * value.start_mark.column, _end(value)
    at = last + shift
    if not text[:at].endswith("\n"):
        following = text.find("\n", at)
        if following < 0:
            return f"{text}{newline}{indent}- {entry}{newline}"
        at = following + 1
    return f"{text[:at]}{indent}- {entry}{newline}{text[at:]}"


def _composed(text: str) -> tuple[Any, int]:
    """The tree of a YAML text, and what is to be added to its offsets: a byte order mark is a character of the text."""
    bare = text.removeprefix("\ufeff")
    return yaml.compose(bare, Loader=yaml.SafeLoader), len(text) - len(bare)


def _end(node: yaml.Node) -> int:
    """Where the last words of a node end; a block's own end is only where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)
