"""What a batch does when it is killed, when the disk is full, when somebody else is there, when files change or lie."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_render_batch import EXPECTED, analyse, contents, errors, fates, jobs, project, write_notebook

from briefing.child import Limits
from briefing.children import CAN_FORK, Children
from briefing.params import Parameters, read_all
from briefing.render import batch
from briefing.render.batch import Settings
from briefing.render.execute import Task, execute
from briefing.render.folder import Folder, RenderError

__all__ = ["project"]  # a fixture
pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes and mounts are those of Linux")
HERE = Path(__file__).resolve().parent

# A batch of its own process, which can be killed.
PROGRAM = f"""
import sys; sys.path.insert(0, {str(HERE)!r})
from pathlib import Path
import test_render_batch as t
from briefing.render import batch
from briefing.render.batch import Settings
if __name__ == "__main__":
    batch.NOTEBOOKS = ("03-allegations", "05-briefing")
    project, out, *names = sys.argv[1:]
    report = batch.render(t.jobs(Path(project), *names), Path(out), t.analyse, Settings())
    print(report.as_json())
    sys.exit(not report.succeeded)
"""


def command(tmp_path: Path, project: Path, out: Path) -> list[str]:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    return [sys.executable, str(program), str(project), str(out), "one", "two"]


def test_killed_at_any_moment_it_leaves_nothing_torn_and_the_next_run_finishes(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch.render(jobs(project, "one", "two"), out, analyse)
    good = contents(out)
    shutil.rmtree(out)
    run = command(tmp_path, project, out)
    begun = time.monotonic()
    subprocess.run(run, check=True, capture_output=True)
    whole = time.monotonic() - begun
    shutil.rmtree(out)

    for part in (0.3, 0.6, 0.75, 0.85, 0.95):
        process = subprocess.Popen(run, stdout=subprocess.DEVNULL)
        time.sleep(whole * part)
        process.kill()
        process.wait()
        for name in ("one", "two"):
            if (out / name).exists():  # a briefing is there whole or not at all
                found = {f"{name}/{file}": data for file, data in contents(out / name).items()}
                assert found == {file: data for file, data in good.items() if file.startswith(f"{name}/")}
    before = {name for name in ("one", "two") if (out / name).exists()}
    report = batch.render(jobs(project, "one", "two"), out, analyse)
    assert fates(report) == {name: "unchanged" if name in before else "made" for name in ("one", "two")}
    assert {**contents(out), "summary.json": b""} == {**good, "summary.json": b""}
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == [".lock"]


def test_killed_between_the_two_renames_of_a_swap_nothing_is_lost(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch.render(jobs(project, "one"), out, analyse)
    good = contents(out / "one")
    work = out / ".making-left"
    (work / "one").mkdir(parents=True)
    os.replace(out / "one", work / "one.old")
    assert fates(batch.render(jobs(project, "one"), out, analyse)) == {"one": "unchanged"}
    assert contents(out / "one") == good
    assert not work.exists()


def test_two_batches_at_once_on_one_folder(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Folder(out):
        begun = time.monotonic()
        with pytest.raises(RenderError, match=r"another batch is writing here\. Wait until it has ended"):
            batch.render(jobs(project, "one"), out, analyse)
        assert time.monotonic() - begun < 10
    assert fates(batch.render(jobs(project, "one"), out, analyse)) == {"one": "made"}


@pytest.mark.skipif(not shutil.which("unshare"), reason="there is no unshare")
def test_a_full_disk(project: Path, tmp_path: Path) -> None:
    """A page has 2 MB; on a disk of 3 MB the first briefing has room, and the second not."""
    out = tmp_path / "out"
    out.mkdir()
    inner = f"mount -t tmpfs -o size=3m none {out} && exec {' '.join(command(tmp_path, project, out))}"
    done = subprocess.run(["unshare", "-rm", "sh", "-c", inner], capture_output=True, text=True)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"no disk of its own can be had here: {done.stderr.strip()}")
    assert done.returncode == 1, done.stderr
    told = {item["name"]: item for item in json.loads(done.stdout)["briefings"]}
    assert sorted(item["fate"] for item in told.values()) == ["failed", "made"]
    (failed,) = (item for item in told.values() if item["fate"] == "failed")
    assert "No space left on device" in failed["errors"][0]["problem"]
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.skipif(not shutil.which("unshare"), reason="there is no unshare")
def test_a_read_only_folder(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    inner = f"mount -t tmpfs -o ro none {out} && exec {' '.join(command(tmp_path, project, out))}"
    done = subprocess.run(["unshare", "-rm", "sh", "-c", inner], capture_output=True, text=True)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"no disk of its own can be had here: {done.stderr.strip()}")
    assert "RenderError" in done.stderr
    assert "cannot be written to (Read-only file system). Name another folder with -o." in done.stderr


def test_a_seed_that_changes_while_its_notebooks_run(project: Path, tmp_path: Path) -> None:
    seed = project / "seeds" / "one.txt"
    write_notebook(project / "notebooks" / "03-allegations.ipynb", f"open({str(seed)!r}, 'w').write('Other.')")
    report = batch.render(jobs(project, "one"), tmp_path / "out", analyse)
    assert "one.yaml: one.txt or a notebook was changed meanwhile. Run this again." in errors(report)["one"][0]
    assert not (tmp_path / "out" / "one").exists()


def test_a_seed_that_vanishes_while_its_notebooks_run(project: Path, tmp_path: Path) -> None:
    seed = project / "seeds" / "one.txt"
    write_notebook(project / "notebooks" / "03-allegations.ipynb", f"import os\nos.unlink({str(seed)!r})")
    report = batch.render(jobs(project, "one"), tmp_path / "out", analyse)
    assert errors(report)["one"][0].startswith(f"{seed}: No such file or directory")


@pytest.mark.parametrize("kind", ["link", "dangling", "file"])
def test_nothing_is_written_through_links(project: Path, tmp_path: Path, kind: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    if kind == "file":
        (out / "one").write_text("mine")
    else:
        (out / "one").symlink_to(elsewhere)
        if kind == "link":
            elsewhere.mkdir()
    report = batch.render(jobs(project, "one", "two"), out, analyse)
    assert "is no folder of a briefing. Remove it" in errors(report)["one"][0]
    assert fates(report) == {"one": "failed", "two": "made"}
    assert not elsewhere.exists() or list(elsewhere.iterdir()) == []


def test_a_lock_that_is_a_link_is_not_followed(project: Path, tmp_path: Path) -> None:
    out, precious = tmp_path / "out", tmp_path / "precious.txt"
    out.mkdir()
    precious.write_text("precious")
    (out / ".lock").symlink_to(precious)
    with pytest.raises(RenderError, match="cannot be written to"):
        batch.render(jobs(project, "one"), out, analyse)
    assert precious.read_text() == "precious"


def test_an_analysis_that_dies_ends_its_seed_only(project: Path, tmp_path: Path) -> None:
    report = batch.render(jobs(project, "one", "two"), tmp_path / "out", dies_on_one, Settings(workers=1))
    assert errors(report) == {"one": ["its process was killed by SIGKILL (out of memory?)."]}
    assert fates(report) == {"one": "failed", "two": "made"}
    (told,) = [item for item in json.loads(report.as_json())["briefings"] if item["name"] == "one"]
    assert (told["errors"][0]["step"], told["errors"][0]["signal"]) == ("analysis", "SIGKILL")


def dies_on_one(job: Any) -> Any:
    if job.name == "one":
        os.kill(os.getpid(), signal.SIGKILL)
    return analyse(job)


# Parameters that try to become something else in the cell that papermill writes.
HOSTILE = (
    '"""\nimport os\nos._exit(1)\n"""',
    "\\",
    "\\'); import os; os._exit(1) #",
    '"; raise SystemExit',
    "{seed} {0.__class__} {{}}",
    "%s %(x)s $HOME `id`",
    "line\u2028separator\u2029paragraph\x85next",
    "\u202eright to left\u202c",
    "\ud83d half a pair",
    "nul \x00 byte",
    "# comment",
    "é 東京 🌍",
    "!rm -rf /",
    "%%bash",
    "'" * 3 + '"' * 3,
    "x" * 100_000,
)


def test_hostile_parameters_stay_texts(tmp_path: Path) -> None:
    """Through papermill's injected cell and the kernel, each text comes out as it went in."""
    write_notebook(tmp_path / "in.ipynb", "import json\nprint(json.dumps([seed, title]))")
    with Children(2, preload=("briefing.render.warm",)) as children:
        for number, text in enumerate(HOSTILE):
            task = Task(
                tmp_path / "in.ipynb", tmp_path / f"{number}.ipynb", {"seed": text, "title": text}, {}, "briefing"
            )
            children.call(text, execute, task, Limits(60, 0))
        for ended in children.ended():
            if "\ud83d" in ended.key:  # no text of any encoding: refused, not garbled
                assert ended.error or ended.value.error
                continue
            assert ended.error is None and ended.value.error is None, (ended.key, ended.error or ended.value.error)
    for number, text in enumerate(HOSTILE):
        path = tmp_path / f"{number}.ipynb"
        if "\ud83d" in text:
            continue
        (output,) = json.loads(path.read_text(encoding="utf-8"))["cells"][-1]["outputs"]
        assert json.loads("".join(output["text"])) == [text, text]


@given(st.dictionaries(st.sampled_from(sorted(Parameters.model_fields)), st.text(), max_size=5))
@settings(max_examples=200, deadline=None)
def test_the_injected_cell_is_assignments_of_texts_and_nothing_else(values: dict[str, str]) -> None:
    from papermill.translators import PythonTranslator

    try:
        code = PythonTranslator.codify(values)
        tree = ast.parse(code)
    except (UnicodeEncodeError, ValueError):
        assert any("\0" in text or any("\ud800" <= c <= "\udfff" for c in text) for text in values.values())
        return
    found = {}
    for statement in tree.body:
        assert isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        (target,) = statement.targets
        assert isinstance(target, ast.Name)
        found[target.id] = statement.value.value
    assert found == values


def test_braces_in_paths_are_no_parameters(project: Path, tmp_path: Path) -> None:
    moved = tmp_path / "{seed} {none}"
    project.rename(moved)
    (moved / "params" / "{title}.yaml").write_text("seed: seeds/one.txt\n")
    report = batch.render(read_all([moved / "params" / "{title}.yaml"]), tmp_path / "{out}", analyse)
    assert errors(report) == {}
    assert set(contents(tmp_path / "{out}" / "{title}")) == EXPECTED


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_that_passes_the_check_is_on_the_page(tmp_path: Path, title: str) -> None:
    """Whatever YAML makes of a quoted text, the schema takes it whole or says why not."""
    from briefing.params import ParameterError

    file = tmp_path / "a.yaml"
    (tmp_path / "s.txt").write_text("Words.")
    file.write_text(json.dumps({"seed": "s.txt", "title": title}, ensure_ascii=True), encoding="utf-8")
    try:
        (job,) = read_all([file])
    except ParameterError as error:
        assert any(not character.isprintable() for character in title), error
    else:
        assert job.parameters.title == title
