"""Reading the YAML that users write: plain mappings only, small, with errors that say which line and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 1_000_000
_DIGITS = 400


class Unusable(Exception):
    """A file that holds no mapping at all: `str(error)` is what is wrong, `remedy` what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.remedy = remedy


def load_mapping(file: Path, example: str) -> tuple[dict[str, Any], bytes]:
    """The mapping in a file (an empty one for a file without any) and the file's bytes.

    `example` is a line that such a file could hold. Raises Unusable.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unusable(f"cannot be read ({error.strerror})", "Check the path and its permissions.") from error
    return mapping_of(data, example), data


def mapping_of(data: bytes, example: str) -> dict[str, Any]:
    """The mapping that the bytes of a file hold, an empty one for none. Raises Unusable."""
    if len(data) > MAX_BYTES:
        raise Unusable(f"holds more than {MAX_BYTES:,} bytes", "Is it the right file?")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable(f"is not UTF-8 text (byte {error.start})", "Save it as UTF-8.") from error
    try:
        values = yaml.load(text, _Loader)  # a subclass of SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "is no YAML"
        raise Unusable(f"{place}{problem}", "Mend the line; text with a colon or a # in it needs quotes.") from error
    except RecursionError as error:
        raise Unusable("is nested too deep", "Write lists and mappings one below the other.") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise Unusable(f"holds {kind_of(values)} instead of `key: value` lines", f"Write lines such as `{example}`.")
    return {str(key): value for key, value in values.items()}


def kind_of(value: object) -> str:
    """What a value is, in the words of somebody who does not program."""
    if isinstance(value, bool):
        return "a yes/no value"
    names = {int: "a number", float: "a number", date: "a date", str: "text", list: "a list", dict: "a mapping"}
    return names.get(type(value), "nothing" if value is None else f"of type {type(value).__name__}")


class _Loader(yaml.SafeLoader):
    """Plain YAML only: anchors, tags and repeated keys are refused, because each hides what a reader would not see."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # has no types
        if getattr(event, "anchor", None):
            raise yaml.constructor.ConstructorError(None, None, "anchors (& and *) are not allowed", event.start_mark)
        if getattr(event, "tag", None):
            raise yaml.constructor.ConstructorError(None, None, "tags (!) are not allowed", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            if key_node.value in seen if isinstance(key_node, yaml.ScalarNode) else True:
                problem = f"the key {getattr(key_node, 'value', key_node)!r} is there twice or is no plain word"
                raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


def _timestamp(loader: _Loader, node: yaml.ScalarNode) -> date | str:
    """A date, or the words of what has the form of a date and is none (2026-13-45): the check of the key says what is wrong."""
    try:
        found: date = loader.construct_yaml_timestamp(node)
    except ValueError:
        return str(node.value)
    return found


def _text(loader: _Loader, node: yaml.ScalarNode) -> str:
    """A text; a character that JSON's rules write as two escapes ("\\ud83c\\udf0d") is one."""
    text = str(loader.construct_scalar(node))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _integer(loader: _Loader, node: yaml.ScalarNode) -> int:
    """A whole number; Python refuses to print those of thousands of digits, and nobody means one."""
    if len(node.value) > _DIGITS:
        problem = f"a number of {len(node.value):,} digits"
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
    return int(loader.construct_yaml_int(node))


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)
_Loader.add_constructor("tag:yaml.org,2002:int", _integer)
_Loader.add_constructor("tag:yaml.org,2002:str", _text)
