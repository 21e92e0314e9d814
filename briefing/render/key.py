"""What a briefing is made of, as one hash: if it is the same, the briefing is the same and need not be made again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from briefing.params import Job

_PACKAGE = Path(__file__).resolve().parents[1]


def key(job: Job, notebooks: Iterable[Path]) -> str:
    """SHA-256 over the job's parameters, the bytes of its inputs and notebooks, the code, the model and the versions.

    Raises OSError for a file that cannot be read.
    """
    digest = hashlib.sha256()
    digest.update(json.dumps([job.name, job.seed.name, job.parameters.model_dump()], sort_keys=True).encode())
    for path in (*job.inputs, *notebooks):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(_program())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Hash of the whole package with its model, the interpreter's version and those of all installed packages."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
    for place in sys.path:
        folder = Path(place or ".")
        if folder.is_dir():  # the names hold the versions
            digest.update("\0".join(sorted(path.name for path in folder.glob("*.dist-info"))).encode())
    return digest.digest()
