"""The folder that briefings are put in: held by one batch at a time, each briefing swapped in whole, links not followed.

A batch works in a hidden folder beside the briefings. Killed at any moment, it leaves at worst that folder, which the
next batch clears away after it has put back what was just being replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from briefing.errors import BriefingError

MADE = "made.json"  # what a briefing was made of, in its folder
_WORK = ".making-"
_OLD = ".old"


class RenderError(BriefingError):
    """A briefing that could not be made; its folder is as it was before."""


class Folder:
    """The output folder, as a context. Raises RenderError where it cannot be written to or another batch holds it."""

    def __init__(self, out: Path) -> None:
        self.out = out.resolve()
        self._lock = FileLock(self.out / ".lock", timeout=0)

    def __enter__(self) -> Folder:
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._clear()
            self._work = Path(tempfile.mkdtemp(dir=self.out, prefix=_WORK))
        except Timeout as error:
            remedy = "Wait until it has ended, or name another folder with -o."
            raise RenderError(f"{self.out}: another batch is writing here. {remedy}") from error
        except OSError as error:
            self._lock.release()
            problem = error.strerror or str(error)
            raise RenderError(f"{self.out}: cannot be written to ({problem}). Name another folder with -o.") from error
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        self._lock.release()

    def start(self, name: str) -> Path:
        """An empty folder to make the briefing `name` in. Raises RenderError if its place is taken by something else."""
        target = self.out / name
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise RenderError(f"{target}: is no folder of a briefing. Remove it, or name another folder with -o.")
        made = self._work / name
        made.mkdir()
        return made

    def put(self, name: str, key: str, facts: Mapping[str, Any]) -> Path:
        """Swap a finished briefing in, with a note of its `key`, its files and some `facts`; the folder it is now in."""
        made, target, old = self._work / name, self.out / name, self._work / f"{name}{_OLD}"
        note = {"key": key, "facts": dict(facts), "files": _hashes(made)}
        text = json.dumps(note, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        (made / MADE).write_text(text, encoding="utf-8", newline="\n")
        try:
            if target.exists():
                os.replace(target, old)
            os.replace(made, target)
        except OSError as error:
            if old.exists() and not target.exists():
                os.replace(old, target)
            raise RenderError(f"{target}: cannot be replaced ({error.strerror}). Close what holds it open.") from error
        return target

    def unchanged(self, name: str, key: str) -> dict[str, Any] | None:
        """The facts of the briefing in place if it was made with this `key` and nothing in it was touched; else None."""
        place = self.out / name
        try:
            note = json.loads((place / MADE).read_text(encoding="utf-8"))
            if note["key"] == key and not place.is_symlink() and note["files"] == _hashes(place):
                return dict(note["facts"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def keep(self, name: str, partial: Path) -> Path | None:
        """Put the copy of a notebook that did not end beside the briefing that is in place; where it is now."""
        if not partial.is_file():
            return None
        kept = self.out / name / f"{partial.stem}.partial.ipynb"
        kept.parent.mkdir(exist_ok=True)
        os.replace(partial, kept)
        return kept

    def drop_partials(self, name: str) -> None:
        """Remove the copies that an earlier failure left."""
        for stale in (self.out / name).glob("*.partial.ipynb"):
            stale.unlink()

    def _clear(self) -> None:
        """Clear away what a killed batch left; a briefing that it had moved aside and not replaced goes back."""
        for work in self.out.glob(f"{_WORK}*"):
            for old in work.glob(f"*{_OLD}"):
                target = self.out / old.name.removesuffix(_OLD)
                if not target.exists():
                    os.replace(old, target)
            shutil.rmtree(work, ignore_errors=True)


def _hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of the files of a briefing, by name; copies of failed notebooks and the note itself left out."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.name != MADE and not path.name.endswith(".partial.ipynb")
    }
