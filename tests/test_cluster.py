"""Seeds analysed on a Dask cluster: the same bytes as on one machine, though a worker and then the client are killed.

Processes stand for machines: each worker has a working folder and a cache of its own, and nothing is shared but the
scheduler's port on the loopback interface.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.bulk import Task
from briefing.child import Limits
from briefing.cluster import ClusterError, analyse_on_cluster
from briefing.pipeline import CACHE_VARIABLE

pytest.importorskip("distributed", reason="distributed is not installed: pip install -e .[cluster]")
ENDS = 60.0  # seconds that anything here may take
TEXT = (
    "Mill at Orsk burned, guards say\n\nBy Ida Voss, Morning Leaf · Published {day} March 2026\n\n"
    "ORSK, March {day}, 2026 - The Red Delta Brigade burned the mill at Orsk, the Ford Ministry said on Monday. "
    "{more}The brigade denied the accusation. “We were at home,” its spokesman, Odo Vance, told the Morning Leaf.\n"
)


@pytest.fixture
def seeds(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "seeds"
    folder.mkdir()
    found = []
    for number in range(1, 13):
        path = folder / f"mill-{number:02}.txt"
        more = "".join(
            f"Guard number {n} of {number} said that the Front had also robbed a barn. " for n in range(number)
        )
        path.write_text(TEXT.format(day=number, more=more), encoding="utf-8")
        found.append(path)
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return [*found, folder / "empty.txt"]


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def start(tmp_path: Path, name: str, *command: str) -> subprocess.Popen[bytes]:
    """A process in a folder of its own, as on a machine of its own."""
    home = tmp_path / name
    home.mkdir(exist_ok=True)
    environment = {**os.environ, CACHE_VARIABLE: str(home / "cache"), "HOME": str(home), "BRIEFING_THREADS": "1"}
    with (home / "log").open("ab") as log:
        return subprocess.Popen([sys.executable, *command], cwd=home, env=environment, stdout=log, stderr=log,
                                start_new_session=True)  # fmt: skip


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    process = start(tmp_path, "scheduler", "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port),
                    "--no-dashboard")  # fmt: skip
    end = time.monotonic() + ENDS
    while time.monotonic() < end:
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"tcp://127.0.0.1:{port}"
    kill(process)


def worker(tmp_path: Path, name: str, scheduler: str, nanny: str = "--no-nanny") -> subprocess.Popen[bytes]:
    return start(tmp_path, name, "-m", "distributed.cli.dask_worker", scheduler, "--nthreads", "1", nanny,
                 "--no-dashboard", "--name", name, "--host", "127.0.0.1")  # fmt: skip


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def written(folder: Path) -> dict[str, bytes]:
    return {path.parent.name: path.read_bytes() for path in sorted(folder.glob("*/analysis.json"))}


def waited(folder: Path, number: int, process: subprocess.Popen[bytes]) -> None:
    """Until so many analyses are in a folder."""
    end = time.monotonic() + ENDS
    while len(written(folder)) < number:
        assert process.poll() is None and time.monotonic() < end, "ended before it could be killed"
        time.sleep(0.02)


def client(tmp_path: Path, name: str, seeds: list[Path], out: Path, *more: str) -> subprocess.Popen[bytes]:
    return start(
        tmp_path, name, "-c", "from briefing.cli import app; app()", "analyse", *map(str, seeds), "-o", str(out), *more
    )


def test_killed_workers_and_a_killed_client_leave_the_same_bytes(
    tmp_path: Path, seeds: list[Path], scheduler: str
) -> None:
    whole = client(tmp_path, "alone", seeds, tmp_path / "whole", "-j", "1")
    assert whole.wait(ENDS) == 1  # the empty seed
    out = tmp_path / "out"
    workers = [worker(tmp_path, name, scheduler) for name in ("one", "two")]
    try:
        first = client(tmp_path, "client", seeds, out, "--cluster", scheduler)
        waited(out, 2, first)
        kill(workers[0])
        waited(out, 4, first)
        kill(first)
        before = {name: (out / name / "analysis.json").stat().st_mtime_ns for name in written(out)}
        assert 4 <= len(before) < 12
        cache = sorted((tmp_path / "client" / "cache").glob("*.json"))
        made = {path.name: path.stat().st_mtime_ns for path in cache}
        workers.append(worker(tmp_path, "three", scheduler))
        second = client(tmp_path, "client", seeds, out, "--cluster", scheduler)
        assert second.wait(ENDS) == 1
        now = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "client" / "cache").glob("*.json")}
        assert made.items() <= now.items(), "an analysis that was there was made again"
        assert written(out) == written(tmp_path / "whole") and len(written(out)) == 12
        assert "empty.txt" in (tmp_path / "client" / "log").read_text(encoding="utf-8")
    finally:
        for process in workers:
            kill(process)


def test_limits_hold_on_a_worker_and_it_goes_on(tmp_path: Path, seeds: list[Path], scheduler: str) -> None:
    here = worker(tmp_path, "one", scheduler, "--nanny")
    out = tmp_path / "out"
    try:
        hurried = client(tmp_path, "client", seeds[:2], out, "--cluster", scheduler, "--timeout", "0.1")
        assert hurried.wait(ENDS) == 1
        told = (tmp_path / "client" / "log").read_text(encoding="utf-8")
        assert f"{seeds[1]}: still ran after 0.1 seconds and was stopped. Allow more with --timeout." in told
        assert not written(out)
        small = client(tmp_path, "client", seeds[:1], out, "--cluster", scheduler, "--max-memory", "30")
        assert small.wait(ENDS) == 1
        assert not written(out)
        patient = client(tmp_path, "client", seeds[:2], out, "--cluster", scheduler)
        assert patient.wait(ENDS) == 0 and len(written(out)) == 2
        here.terminate()
        here.wait(ENDS)
    finally:
        kill(here)


def test_a_cluster_that_is_none_is_told(tmp_path: Path, seeds: list[Path]) -> None:
    tasks = [Task(seeds[0], tmp_path / "out")]
    with pytest.raises(ClusterError, match="no scheduler answers there"):
        analyse_on_cluster(tasks, "nonsense://nowhere", Limits(), lambda fate: None)


def test_a_worker_with_another_version_refuses(tmp_path: Path) -> None:
    from briefing.cluster import remote

    assert "another version" in remote("a.txt", b"A mill burned.", 0, 0, Limits(), "not the fingerprint")
