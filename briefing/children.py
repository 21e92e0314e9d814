"""Calls in child processes, some at a time, so that a crash, a hang or a lack of memory ends one call and no more.

A call either gets a fresh process, forked from one that has imported what is needed (where the system forks safely:
Linux), or waits for a process that is kept for its kind, because it takes long to load. Both have a deadline.
"""

from __future__ import annotations

import heapq
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from briefing.child import Call, Limits, StepError, serve
from briefing.errors import BriefingError

CAN_FORK = sys.platform == "linux"
GRACE = 5.0  # seconds in which a call that was told to stop may still say where it was
START = 120.0  # seconds in which a process has to begin its call
# No set of a child has an order of its own; and memory that its threads give back is not kept for each of them apart.
_FIXED = {"PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "1"}
_TAIL = 1500  # characters of a dead process's last words

_Key = Hashable


@dataclass(frozen=True)
class Ended:
    """A call that has ended: its key, and its value or its error."""

    key: Any
    value: Any = None
    error: BriefingError | None = None


@dataclass(order=True)
class _Waiting:
    rank: int
    number: int
    key: _Key = field(compare=False)
    call: Call = field(compare=False)
    lane: str = field(compare=False)


@dataclass
class _Process:
    process: BaseProcess
    pipe: Connection
    log: Path
    lane: str
    key: _Key = None
    call: Call | None = None
    deadline: float = 0.0
    begun: bool = False


class Children:
    """At most `width` calls at a time.

    `lanes` says of each lane how many processes it keeps at most. `preload` names the modules that forked processes
    find imported; the process they are forked from starts at once. Use it as a context: whatever still runs at its end
    is killed.
    """

    def __init__(self, width: int, lanes: Mapping[str, int] | None = None, preload: tuple[str, ...] = ()) -> None:
        self._width, self._lanes = width, dict(lanes or {})
        self._queue: list[_Waiting] = []
        self._number = 0
        self._processes: list[_Process] = []
        self._logs = tempfile.TemporaryDirectory(prefix="briefing-")
        if CAN_FORK and preload:
            multiprocessing.get_context("forkserver").set_forkserver_preload(list(preload))
            with _fixed():
                forkserver.ensure_running()

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        for item in list(self._processes):
            self._end(item)
        self._logs.cleanup()

    def call(
        self,
        key: _Key,
        function: Callable[[Any], Any],
        argument: Any,
        limits: Limits,
        lane: str = "",
        rank: int = 0,
    ) -> None:
        """Queue `function(argument)`; calls of a lower `rank` go first, then in their order.

        Function, argument and value pass between processes (pickle). With a `lane` the call runs in a process that is
        kept for calls of that name; without, in a fresh one.
        """
        self._number += 1
        call = Call(function, argument, {**os.environ, **_FIXED}, limits)
        heapq.heappush(self._queue, _Waiting(rank, self._number, key, call, lane))

    def ended(self) -> Iterator[Ended]:
        """Every call as it ends, until none is left; more may be queued meanwhile. Raises nothing of a call's own."""
        while True:
            self._fill()
            busy = [item for item in self._processes if item.call]
            if not busy:
                return
            handles: dict[Any, _Process] = {item.pipe: item for item in busy}
            handles |= {item.process.sentinel: item for item in busy}
            left = min(item.deadline for item in busy) - time.monotonic()
            ready = {id(handles[handle]) for handle in wait(list(handles), max(0.0, left))}
            for item in busy:
                ended = self._look(item) if id(item) in ready else self._late(item)
                if ended:
                    yield ended

    def _fill(self) -> None:
        """Start queued calls while there is room."""
        put_back = []
        while self._queue and sum(item.call is not None for item in self._processes) < self._width:
            waiting = heapq.heappop(self._queue)
            item = self._room(waiting.lane)
            if item is None:
                put_back.append(waiting)
                continue
            item.key, item.call = waiting.key, waiting.call
            item.begun, item.deadline = False, time.monotonic() + START
            with suppress(BrokenPipeError):  # died meanwhile: its sentinel tells
                item.pipe.send(waiting.call)
        for waiting in put_back:
            heapq.heappush(self._queue, waiting)

    def _room(self, lane: str) -> _Process | None:
        """An idle process of a lane, or a new one; None if the lane is full."""
        if lane:
            mine = [item for item in self._processes if item.lane == lane]
            idle = next((item for item in mine if item.call is None), None)
            if idle or len(mine) >= self._lanes[lane]:
                return idle
        context: Any = multiprocessing.get_context("spawn" if lane or not CAN_FORK else "forkserver")
        self._number += 1
        log = Path(self._logs.name) / f"{self._number}.log"
        ours, theirs = context.Pipe()
        # one that is kept waits for calls: as a daemon it keeps nobody waiting who ends without ending it
        process = context.Process(target=serve, args=(theirs, str(log), not lane), daemon=bool(lane))
        with _fixed():
            process.start()
        theirs.close()
        item = _Process(process, ours, log, lane)
        self._processes.append(item)
        return item

    def _look(self, item: _Process) -> Ended | None:
        """What a process has to say that is ready to be heard."""
        assert item.call is not None
        try:
            if not item.pipe.poll():
                return self._failed(item, self._death(item))
            answer: tuple[Any, BriefingError | None] | None = item.pipe.recv()
        except (EOFError, OSError):
            return self._failed(item, self._death(item))
        except Exception as problem:  # an answer that does not unpickle here
            return self._failed(item, StepError(f"its result cannot be read ({type(problem).__name__}: {problem})"))
        if answer is None:
            item.begun, item.deadline = True, time.monotonic() + item.call.limits.seconds + GRACE
            return None
        ended = Ended(item.key, *answer)
        if item.lane and not isinstance(ended.error, StepError):  # one that was cut short may be left half imported
            item.call = None
        else:
            self._end(item)
        return ended

    def _late(self, item: _Process) -> Ended | None:
        if item.call is None or time.monotonic() < item.deadline:
            return None
        if not item.begun:
            return self._failed(item, StepError(f"its process did not start within {START:g} seconds"))
        problem = f"did not stop after {item.call.limits.seconds:g} seconds and was killed"
        return self._failed(item, StepError(problem, "Allow more with --timeout.", "SIGKILL"))

    def _death(self, item: _Process) -> StepError:
        """Why a process is no more, in words."""
        item.process.join(GRACE)
        code = item.process.exitcode
        words = _last_words(item.log)
        if code is None or code >= 0:
            return StepError(f"its process ended by itself (exit code {code})", "", "", words)
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        why = " (out of memory?)" if name == "SIGKILL" else ""
        return StepError(f"its process was killed by {name}{why}", "", name, words)

    def _failed(self, item: _Process, error: StepError) -> Ended:
        key = item.key
        self._end(item)
        return Ended(key, None, error)

    def _end(self, item: _Process) -> None:
        """Kill a process with all that it started, and forget it."""
        self._processes.remove(item)
        if hasattr(os, "killpg") and item.process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(item.process.pid, signal.SIGKILL)
        item.process.kill()
        item.process.join()
        item.process.close()
        item.pipe.close()
        item.log.unlink(missing_ok=True)


def _last_words(log: Path) -> str:
    """The end of what a process wrote, without the list of modules that Python adds to its own."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return ""
    return "\n".join(line for line in lines if not line.startswith("Extension modules:"))[-_TAIL:].strip()


@contextmanager
def _fixed() -> Iterator[None]:
    """Processes that are started meanwhile find the fixed part of the environment."""
    before = {name: os.environ.get(name) for name in _FIXED}
    os.environ.update(_FIXED)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
