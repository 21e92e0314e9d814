"""Child processes: whatever happens to a call, it is told what, and the other calls go on."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.child import MEGABYTE, Limits, StepError
from briefing.children import CAN_FORK, Children
from briefing.errors import ReadingError

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="signals and limits are those of Linux")
PRELOAD = ("briefing.render.warm",)  # as the batch runner's tests, with which these share a process


def double(number: int) -> int:
    return 2 * number


def raise_ours(path: str) -> None:
    raise ReadingError(path, "is empty", "Save it again.")


def raise_bug(word: str) -> None:
    raise LookupError(word)


def leave(code: int) -> None:
    os._exit(code)


def die(number: int) -> None:
    os.write(1, b"last words")
    os.kill(os.getpid(), number)


def crash(_: None) -> None:
    ctypes.string_at(0)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def stubborn(seconds: float) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    time.sleep(seconds)


def allocate(size: int) -> int:
    return len(bytearray(size))


def whoami(_: None) -> tuple[int, str]:
    return os.getpid(), os.environ.get("WHO", "")


def unsendable(_: None) -> Any:
    return lambda: None


def order_of_a_set(_: None) -> list[str]:
    return list({"one", "two", "three", "four", "five"})


def beget(path: str) -> None:
    child = subprocess.Popen(["sleep", "60"])
    Path(path).write_text(str(child.pid))
    os.kill(os.getpid(), signal.SIGKILL)


def gone(pid: int) -> bool:
    """Whether a process has ended within a second or so (one that nobody waits for may stay as a zombie)."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def children() -> Iterator[Children]:
    with Children(2, {"kept": 1}, PRELOAD) as made:
        yield made


def results(children: Children) -> dict[Any, Any]:
    return {ended.key: ended.error or ended.value for ended in children.ended()}


@pytest.mark.parametrize("lane", ["", "kept"])
def test_each_call_is_answered_and_failures_are_told_apart(children: Children, lane: str) -> None:
    limits = Limits(20, 0)
    calls: dict[str, tuple[Any, Any]] = {
        "fine": (double, 21),
        "ours": (raise_ours, "a.txt"),
        "bug": (raise_bug, "none such"),
        "exit": (leave, 3),
        "killed": (die, signal.SIGKILL),
        "crashed": (crash, None),
        "unsendable": (unsendable, None),
        "fine again": (double, 4),
    }
    for key, (function, argument) in calls.items():
        children.call(key, function, argument, limits, lane)
    found = results(children)
    assert found["fine"] == 42
    assert found["fine again"] == 8
    assert isinstance(found["ours"], ReadingError)
    assert str(found["ours"]) == "a.txt: is empty. Save it again."
    assert "LookupError: none such. This is a fault of the program" in str(found["bug"])
    assert "raise LookupError(word)" in str(found["bug"])
    assert "its process ended by itself (exit code 3)" in str(found["exit"])
    assert "killed by SIGKILL (out of memory?)" in str(found["killed"])
    assert "last words" in str(found["killed"])
    assert found["crashed"].signal == "SIGSEGV"
    assert "Segmentation fault" in found["crashed"].detail
    assert "its result cannot be passed on" in str(found["unsendable"])


def test_deadline_and_memory(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.children.GRACE", 0.5)
    children.call("slow", sleep, 60, Limits(0.3, 0))
    children.call("stubborn", stubborn, 60, Limits(0.3, 0))
    children.call("greedy", allocate, 600 * MEGABYTE, Limits(20, 300 * MEGABYTE))
    children.call("modest", allocate, 30 * MEGABYTE, Limits(20, 300 * MEGABYTE))
    found = results(children)
    assert str(found["slow"]) == "still ran after 0.3 seconds and was stopped. Allow more with --timeout."
    assert str(found["stubborn"]) == "did not stop after 0.3 seconds and was killed. Allow more with --timeout."
    assert found["stubborn"].signal == "SIGKILL"
    assert str(found["greedy"]) == "needed more than 300 MB of memory. Allow more with --max-memory."
    assert found["modest"] == 30 * MEGABYTE


def test_a_lane_keeps_its_process_until_it_dies(children: Children) -> None:
    for number in range(3):
        children.call(number, whoami, None, Limits(), "kept")
    children.call("dies", leave, 1, Limits(), "kept")
    children.call("after", whoami, None, Limits(), "kept")
    found = results(children)
    assert len({found[0][0], found[1][0], found[2][0]}) == 1
    assert found["after"][0] != found[0][0]


def test_a_lane_does_not_trust_a_process_that_was_cut_short(children: Children) -> None:
    children.call("before", whoami, None, Limits(), "kept")
    children.call("slow", sleep, 60, Limits(0.2, 0), "kept")
    children.call("after", whoami, None, Limits(), "kept")
    found = results(children)
    assert isinstance(found["slow"], StepError)
    assert found["after"][0] != found["before"][0]


def test_fresh_processes_have_todays_environment(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for who in ("ann", "bob"):
        monkeypatch.setenv("WHO", who)
        children.call(who, whoami, None, Limits())
        found.add(results(children)[who])
    assert {who for _, who in found} == {"ann", "bob"}
    assert len({pid for pid, _ in found}) == 2


def test_sets_have_one_order_in_all_processes(children: Children) -> None:
    for lane in ("", "kept"):
        children.call(lane, order_of_a_set, None, Limits(), lane)
    code = "print(list({'one', 'two', 'three', 'four', 'five'}))"
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    found = results(children)
    assert [str(found[""]), str(found["kept"])] == [done.stdout.strip()] * 2


def test_what_a_call_started_ends_with_it(children: Children, tmp_path: Path) -> None:
    children.call("parent", beget, str(tmp_path / "pid"), Limits())
    assert isinstance(results(children)["parent"], StepError)
    assert gone(int((tmp_path / "pid").read_text()))


def test_lower_ranks_first_and_never_more_than_the_width() -> None:
    with Children(1, preload=PRELOAD) as children:
        for rank in (2, 0, 1, 0):
            children.call((rank, len(children._queue)), double, rank, Limits(), rank=rank)
        assert [ended.key[0] for ended in children.ended()] == [0, 0, 1, 2]
    with Children(2, preload=PRELOAD) as children:
        for number in range(6):
            children.call(number, double, number, Limits())
        for _ in children.ended():
            assert len(children._processes) <= 2


def test_children_end_with_their_parent(tmp_path: Path) -> None:
    """Also if the parent is killed so hard that it cannot say goodbye."""
    code = (
        "import os, sys, time; sys.path.insert(0, sys.argv[1]); import test_children as t; from pathlib import Path\n"
        "from briefing.children import Children, Limits\n"
        "if __name__ == '__main__':\n"
        "    with Children(2, {'kept': 1}) as c:\n"
        "        for lane in ('', 'kept'): c.call(lane, t.note_and_sleep, sys.argv[2] + lane, Limits(), lane)\n"
        "        list(c.ended())"
    )
    mark = tmp_path / "pid"
    program = tmp_path / "program.py"
    program.write_text(code)
    parent = subprocess.Popen([sys.executable, program, str(Path(__file__).parent), str(mark)])
    marks = [mark, mark.with_name("pidkept")]
    while not all(path.is_file() and path.read_text() for path in marks):
        assert parent.poll() is None
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    assert all(gone(int(path.read_text())) for path in marks)


def note_and_sleep(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(60)
