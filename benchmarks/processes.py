"""A command and all that it starts: CPU time, memory, signals."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(root: int) -> list[int]:
    """The process and all its descendants."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                children.setdefault(int(_stat(int(entry.name))[1]), []).append(int(entry.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def cpu(root: int) -> float:
    """Seconds of CPU that the family has used, those that have ended included."""
    total = 0
    for pid in family(root):
        with suppress(OSError):
            total += sum(map(int, _stat(pid)[11:15]))
    return total / _TICKS


def memory(root: int) -> int:
    """Bytes of the family's memory, pages that several share counted once (proportional set size)."""
    total = 0
    for pid in family(root):
        with suppress(OSError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def tell(root: int, number: signal.Signals) -> None:
    """Send a signal to all of the family."""
    for pid in family(root):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
