"""Names as strings: how they are compared, which short form belongs to which long one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Words that begin with a small letter in a name.
SMALL = {
    "of",
    "the",
    "for",
    "and",
    "in",
    "on",
    "to",
    "at",
    "a",
    "an",
    "de",
    "la",
    "del",
    "des",
    "du",
    "y",
    "e",
    "et",
    "against",
    "al",
    "el",
    "ul",
}
_COMPANY_FORMS = {
    "inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "corp", "corporation", "co", "company", "gmbh", "ag", "sa",
    "spa", "nv", "bv", "ab", "asa", "oyj", "kk", "pte", "bhd", "jsc", "pjsc", "ojsc", "ooo",
    "ou", "oy", "aps", "kft", "zrt", "srl", "sarl", "sro", "doo", "ltda", "lda", "pty", "holdings", "holding", "group",
}  # fmt: skip
_PARTICLES = {
    "al",
    "el",
    "bin",
    "ibn",
    "ben",
    "van",
    "von",
    "der",
    "den",
    "de",
    "da",
    "di",
    "del",
    "la",
    "le",
    "al-",
    "ul",
    "abu",
}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


@lru_cache(maxsize=8192)  # more than any text has, and little memory
def key(name: str) -> str:
    """A name as it is compared: lower case, no accents, punctuation, possessive or leading article."""
    name = unicodedata.normalize("NFKD", name.replace("’", "'"))
    name = "".join(c for c in name if not unicodedata.combining(c)).lower()
    name = re.sub(r"'s\b", "", name)
    name = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name)  # U.S. and U.N. as US and UN
    words = re.sub(r"[^\w\s]", " ", name).split()
    while len(words) > 1 and words[0] in {"the", "a", "an"}:
        words.pop(0)
    return " ".join(words)


def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    return tuple(key(name).split())


def is_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: FMLN, U.N., LeT, OPCW-JIM; not `Al` or `Iraq`."""
    letters = re.sub(r"[^A-Za-zÀ-ÿ]", "", text)
    capitals = sum(c.isupper() for c in letters)
    return " " not in text and 2 <= len(letters) <= 10 and capitals >= 2 and capitals * 2 >= len(letters)


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of an acronym are initials of the words of a longer name, in order (small words may be skipped)."""
    letters = re.sub(r"[^a-z]", "", key(short))
    parts = [w for w in re.split(r"[\s\-–/]+", re.sub(r"['’]s\b", "", long)) if w]
    parts = [key(w).replace(" ", "") for w in parts]
    parts = [w for w in parts if w]
    if len(parts) < 2 or len(letters) < 2:
        return False
    full = "".join(w[0] for w in parts)
    big = "".join(w[0] for w in parts if w not in SMALL)
    if letters in {full, big}:
        return True
    if len(letters) >= 3 and abs(len(letters) - len(big)) <= 1 and letters[0] == big[0]:
        return _in_order(letters, parts)
    return False


def _in_order(letters: str, parts: list[str]) -> bool:
    """Whether `letters` can be read off the beginnings of `parts`, each big word giving at least one letter."""

    def read(i: int, k: int) -> bool:
        if i == len(letters):
            return all(p in SMALL for p in parts[k:])
        if k == len(parts):
            return False
        if parts[k] in SMALL and read(i, k + 1):
            return True
        for taken in range(min(3, len(parts[k]), len(letters) - i), 0, -1):
            if parts[k].startswith(letters[i : i + taken]) and read(i + taken, k + 1):
                return True
        return False

    return read(0, 0)


def person_fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one person's shorter name can be short for the longer: surname, given name, or a middle name left out."""
    tail = tuple(w for w in long if w not in _SUFFIXES)
    core = tuple(w for w in short if w not in _SUFFIXES)
    if len(core) > 1 and core[0] in _PARTICLES and len(core) <= len(tail) and core[1:] == tail[-len(core) + 1 :]:
        return True
    if not core or len(core) >= len(tail):
        return False
    if core == tail[-len(core) :]:
        return True
    if len(core) == 1:
        return (core[0] == tail[0] and core[0] not in _PARTICLES) or (core[0] in tail[1:] and len(tail) > 2)
    if core[0] == tail[0] or (len(core[0]) == 1 and core[0] == tail[0][:1]):
        return core[-1] == tail[-1] or core == tail[: len(core)]
    return False


def bare_company(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a company's name without `Inc`, `Co`, `Group` at its end."""
    while len(name) > 1 and name[-1] in _COMPANY_FORMS:
        name = name[:-1]
    return name


def body_fits(short: str, long: str, prefixes: frozenset[str] = frozenset()) -> bool:
    """Whether a body's shorter name can be short for the longer.

    `Security Council` for `UN Security Council` (only words of `prefixes` or no kind-deciding words are dropped in front),
    `Observatory` for `Kesh Observatory for Prisoners`, `Justice Department` for `Department of Justice`,
    `Kesh Assembly` for `Kesh People's Assembly`, `Acme` for `Acme Corp`.
    """
    a, b = words(short), words(long)
    if not a or a == b:
        return False
    if bare_company(a) == bare_company(b):
        return True
    if len(a) >= 2 and len(b) == len(a) + 1 and "of" in b:
        cut = b.index("of")
        if b[cut + 1 :] + b[:cut] == a:
            return True
    if len(a) >= len(b):
        return False
    stem = b
    for small in ("for", "of", "on", "against", "to", "in", "at", "and"):
        if small in stem[1:]:
            stem = stem[: stem.index(small, 1)]
    if len(stem) < len(b) and len(a) <= len(stem) and a == stem[-len(a) :]:
        return True  # what stands before "for Human Rights"
    if a == b[-len(a) :] and (len(a) >= 2 or all(w in prefixes for w in b[: -len(a)])):
        return True
    inside = iter(b)
    return (
        len(a) >= 2
        and a[0] == b[0]
        and a[-1] == b[-1]
        and len(b) == len(a) + 1
        and "of" not in b
        and all(w in inside for w in a)
    )


def near(a: str, b: str) -> bool:
    """Whether two long words differ in one letter only (a name spelt two ways)."""
    if a == b or min(len(a), len(b)) < 7 or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] and {a[i], b[i]} != {"s", "a"} and not (i == len(a) - 1 and a[i].isdigit())
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return long[i + 1 :] == short[i:] and not (long.endswith("s") and long[:-1] == short)
