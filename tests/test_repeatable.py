"""The whole way, from seeds to pages: no network, and the same bytes whatever the machine's language, clock and hashes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ("iskp-memri.txt", "harborline-audit.md")
PARAMS = ("iskp-memri.yaml", "harborline-audit.yaml")

# Loaded by every Python process of a run: notes every address that is not of the machine itself, and every name that is
# looked up. (urllib3, which spaCy imports, binds a socket to ::1 when it is imported, to see whether it can.)
WATCH = """
import os, socket, sys

OWN = ("127.0.0.1", "::1")

def watch(event, arguments):
    if event == "socket.__new__" and arguments[1] not in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, -1):
        note(event, arguments[1:])
    elif event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in OWN:
            note(event, address)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        note(event, arguments)

def note(event, what):
    with open(os.environ["WATCHED"], "a") as stream:
        stream.write(f"{event} {what!r} in {sys.argv}\\n")

with open(os.environ["WATCHED"], "a") as stream:
    stream.write("watching\\n")
sys.addaudithook(watch)
"""
MACHINES = {
    "one": {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
    "other": {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242"},
}


def walled_off() -> list[str]:
    """The command that runs another one without any network; none where that is not allowed."""
    command = ["unshare", "-rn"]
    if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
        return command
    return []


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two machines, as far as a process can tell: each analyses and renders two seeds from an empty cache."""
    made = {}
    for name, machine in MACHINES.items():
        folder = tmp_path_factory.mktemp(name)
        (folder / "hooks").mkdir()
        (folder / "hooks" / "sitecustomize.py").write_text(WATCH)
        environment = {
            **os.environ, **machine, "BRIEFING_CACHE": str(folder / "cache"), "WATCHED": str(folder / "watched"),
            "PYTHONPATH": str(folder / "hooks"), "HOME": str(folder),
        }  # fmt: skip
        briefing = [*walled_off(), sys.executable, "-c", "from briefing.cli import app; app(prog_name='briefing')"]
        seeds = [str(ROOT / "seeds" / seed) for seed in SEEDS]
        params = [str(ROOT / "params" / file) for file in PARAMS]
        jobs = "1" if name == "one" else "2"
        for words in (
            ["analyse", *seeds, "-o", "analyses", "-j", jobs],
            ["render", *params, "-o", "pages", "-j", jobs],
        ):
            done = subprocess.run([*briefing, *words], cwd=folder, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            assert done.stderr == ""
        made[name] = folder
    return made


def test_the_same_bytes_on_both(runs: dict[str, Path]) -> None:
    found = []
    for folder in runs.values():
        files = sorted(path for part in ("analyses", "pages") for path in (folder / part).rglob("*") if path.is_file())
        found.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    assert len(found[0]) > 15
    assert found[0].keys() == found[1].keys()
    assert [name for name, data in found[0].items() if found[1][name] != data] == []


def test_no_socket_but_those_of_the_machine_itself(runs: dict[str, Path]) -> None:
    for folder in runs.values():
        lines = (folder / "watched").read_text().splitlines()
        assert lines.count("watching") >= 4  # both commands, the analysing process, the one that is forked from
        assert [line for line in lines if line != "watching"] == []


def test_the_watch_sees_what_it_looks_for(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    environment = {**os.environ, "WATCHED": str(tmp_path / "watched"), "PYTHONPATH": str(tmp_path)}
    code = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('192.0.2.1', 9))"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert "socket.connect ('192.0.2.1', 9)" in (tmp_path / "watched").read_text()


def test_it_was_without_a_network() -> None:
    if not walled_off():
        pytest.skip("a namespace without a network cannot be had here; the sockets were watched all the same")
    code = "import socket; s = socket.socket(); s.settimeout(1); print(s.connect_ex(('127.0.0.1', 9)))"
    done = subprocess.run([*walled_off(), sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "101"  # ENETUNREACH: not even the loopback is up
