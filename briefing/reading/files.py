"""The bytes of a seed file, or an error that says what to do."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import ReadingError
from briefing.reading.limits import Limits


def load(path: Path, limits: Limits) -> bytes:
    """All bytes of the file at `path`.

    Raises ReadingError when there is no such file, when it is a folder or no plain file, when it may not be read,
    when it is empty, and when it is larger than the limits allow.
    """
    try:
        if path.is_dir():
            raise ReadingError(path, "is a folder, not a file", "Name the seed file inside it.")
        if path.exists() and not path.is_file():
            raise ReadingError(path, "is not a plain file", "Save its content to a file and name that.")
        if path.exists():
            limits.check_bytes(path, path.stat().st_size)
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadingError(path, "there is no such file", "Check the spelling and the folder.") from None
    except PermissionError:
        raise ReadingError(path, "may not be read", "Give yourself the right to read it (chmod u+r).") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(
            path, f"cannot be read ({reason})", "Copy the file to a local disk and try again."
        ) from error
    if not data:
        raise ReadingError(path, "is empty", "Save the article again; nothing was written to this file.")
    return data
