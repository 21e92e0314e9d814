"""The inside of a child process: limits first, then calls, each answered or cut short by its deadline.

Works in processes that `briefing.children` starts, and knows nothing of what is called.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import parent_process
from types import FrameType
from typing import Any

from briefing.errors import BriefingError

MEGABYTE = 1_000_000
#: For mallopt(3) of glibc: how many heaps the threads of a process may have.
_M_ARENA_MAX = -8


class Overtime(KeyboardInterrupt):
    """Raised in the middle of a call whose time is over; no `except Exception` swallows it."""


class StepError(BriefingError):
    """A step that was stopped, killed or broke down in its child process; nothing of it is to be used.

    `problem` says what came of it, `remedy` what to do, `signal` the name of the signal that ended it ("" if none),
    `detail` the last words of the process or the traceback of a bug.
    """

    def __init__(self, problem: str, remedy: str = "", signal: str = "", detail: str = "") -> None:
        super().__init__(problem, remedy, signal, detail)
        self.problem, self.remedy, self.signal, self.detail = problem, remedy, signal, detail

    def __str__(self) -> str:
        text = f"{self.problem}. {self.remedy}".rstrip()
        return text + "".join(f"\n    {line}" for line in self.detail.splitlines())


@dataclass(frozen=True)
class Limits:
    """What one step may take: seconds, and bytes of memory beyond those that its process starts with (0: no limit)."""

    seconds: float = 300
    memory: int = 4_000 * MEGABYTE


@dataclass(frozen=True)
class Call:
    """A function of a module, its argument, the environment it runs in, and its limits."""

    function: Callable[[Any], Any]
    argument: Any
    environment: dict[str, str]
    limits: Limits


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serve(pipe: Connection, log: str, once: bool) -> None:
    """Answer calls from `pipe` until it is closed, or `once`; what the process prints goes to the file `log`.

    The process leads a group of its own, ends with its parent, and where it serves once takes all that it started
    down with it.
    """
    _detach(log)
    _keep_one_heap()
    while True:
        try:
            call: Call = pipe.recv()
        except EOFError:
            return
        os.environ.clear()
        os.environ.update(call.environment)
        _limit_memory(call.limits.memory)
        pipe.send(None)  # begun
        answer = _answer(call)
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return
        except Exception as error:  # an answer that cannot be sent: say so instead
            pipe.send((None, StepError(f"its result cannot be passed on ({error})")))
        if once:
            pipe.close()
            end_group()
        _give_back()


def _keep_one_heap() -> None:
    """Let all threads take memory from one heap: with one each, each keeps what its largest window needed."""
    with suppress(OSError, TypeError, AttributeError):  # another system, or another C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _give_back() -> None:
    """Give the memory that the last call needed back to the system: glibc would keep it, in pieces, for the next."""
    with suppress(OSError, TypeError, AttributeError):  # another system, or another C library
        ctypes.CDLL(None).malloc_trim(0)


def end_group() -> None:
    """End this process and all that it started, at once."""
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _answer(call: Call) -> tuple[Any, BriefingError | None]:
    """The value of a call, or the error that it ended with."""
    seconds = call.limits.seconds
    try:
        with _deadline(seconds):
            return call.function(call.argument), None
    except BriefingError as error:
        return None, error
    except Overtime:
        return None, StepError(f"still ran after {seconds:g} seconds and was stopped", "Allow more with --timeout.")
    except MemoryError:
        megabytes = call.limits.memory // MEGABYTE
        return None, StepError(f"needed more than {megabytes:,} MB of memory", "Allow more with --max-memory.")
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return None, StepError(f"{where}{error.strerror or error}", "Make room there, or name another folder.")
    except BaseException as error:
        problem = f"{type(error).__name__}: {error}"
        return None, StepError(problem, "This is a fault of the program; please report it.", "", traceback.format_exc())


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise Overtime in the main thread when `seconds` have passed; without effect where there is no SIGALRM."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise Overtime

    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _detach(log: str) -> None:
    if hasattr(os, "setsid"):
        with suppress(PermissionError):  # it leads a group already
            os.setsid()
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.close(handle)
    faulthandler.enable(all_threads=False)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    end_group()


_base: int | None = None  # bytes of address space before the first call


def _limit_memory(most: int) -> None:
    global _base
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit
    if _base is None:
        _base = _address_space()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if most and _base:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = _base + most if hard == resource.RLIM_INFINITY else min(_base + most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0  # no /proc: no limit on memory
