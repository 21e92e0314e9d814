"""The store: tables that follow their JSON whatever is changed, torn or killed; queries and search."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from across_samples import Sheet, paper
from typer.testing import CliRunner

from briefing.across import store as module
from briefing.across.search import search
from briefing.across.store import Store, StoreError
from briefing.cli import app
from briefing.cli.query import Where
from briefing.errors import ReadingError

NAMES = ("ash", "birch", "cedar")


def sheet(name: str, **more: str) -> Sheet:
    tail = f"In {name} wood, snow lay on the pass. “Nobody came, José,” the keeper wrote."
    return paper(name, f"{name.title()} Leaf", "2026-01-01", ["Ford Ministry"], **{"tail": tail, **more})


def put(root: Path, item: Sheet) -> Path:
    path = root / item.name / "analysis.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(item.analysis().to_json(), encoding="utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in NAMES:
        put(tmp_path, sheet(name))
    Store(tmp_path).update()
    return tmp_path


def papers(root: Path) -> list[str]:
    return [row[0] for row in Store(root).query("SELECT paper FROM papers ORDER BY paper")[1]]


def state(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of the tables: its bytes and when it was written."""
    files = (path for path in sorted((root / module.FOLDER).rglob("*")) if path.is_file() and path.name != "lock")
    return {str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def contents(root: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in state(root).items() if not name.endswith("manifest.json")}


def test_an_update_takes_in_what_is_there_and_a_second_one_changes_nothing(root: Path) -> None:
    assert papers(root) == list(NAMES)
    before = state(root)
    assert Store(root).update() == module.Update(kept=3)
    assert state(root) == before


def test_reading_again_with_the_same_bytes_changes_nothing(root: Path) -> None:
    before = state(root)
    put(root, sheet("ash"))
    assert Store(root).update() == module.Update(kept=3)
    assert state(root) == before


def test_new_changed_and_gone_analyses_are_followed(root: Path) -> None:
    put(root, sheet("dogwood"))
    assert Store(root).update() == module.Update(added=1, kept=3)
    put(root, sheet("ash", tail="The pass is open."))
    shutil.rmtree(root / "birch")
    assert Store(root).update() == module.Update(changed=1, gone=1, kept=2)
    assert papers(root) == ["ash", "cedar", "dogwood"]
    assert search(Store(root), "pass open")[0].paper == "ash"


def test_the_tables_are_the_same_bytes_however_they_came_about(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    for name in reversed(NAMES):
        put(other, sheet(name))
        Store(other).update()
    assert contents(other) == contents(root)


def files_of(root: Path) -> list[Path]:
    return sorted((root / module.FOLDER).glob("part-*/*.parquet"))


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def blank(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4] + bytes(len(data) - 12) + data[-8:])


@pytest.mark.parametrize("damage", [truncate, blank, Path.unlink])
def test_a_torn_file_is_detected_and_made_again_from_the_json(root: Path, damage: Callable[[Path], None]) -> None:
    before = contents(root)
    for path in files_of(root)[:2]:
        damage(path)
    assert Store(root).update() == module.Update(kept=3, repaired=1)
    assert contents(root) == before
    assert Store(root).update().repaired == 0


@pytest.mark.parametrize("words", ["", "{", '{"format": 0, "partitions": []}'])
def test_a_torn_or_strange_manifest_is_made_again(root: Path, words: str) -> None:
    before = contents(root)
    (root / module.FOLDER / "manifest.json").write_text(words, encoding="utf-8")
    Store(root).update()
    assert contents(root) == before and papers(root) == list(NAMES)


def test_without_any_table_all_is_made_again(root: Path) -> None:
    before = contents(root)
    shutil.rmtree(root / module.FOLDER)
    assert Store(root).update() == module.Update(added=3)
    assert contents(root) == before


def test_what_ends_before_the_manifest_leaves_the_old_state(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, sheet("dogwood"))

    def killed(path: Path, text: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "write_atomically", killed)
    with pytest.raises(KeyboardInterrupt):
        Store(root).update()
    assert papers(root) == list(NAMES)
    monkeypatch.undo()
    Store(root).update()
    assert papers(root) == [*NAMES, "dogwood"]
    assert len(list((root / module.FOLDER).glob("part-*"))) == 1
    assert not list((root / module.FOLDER).glob(".making-*"))


def test_a_killed_process_loses_nothing(root: Path) -> None:
    """A process that is killed while it writes a partition; the next one finishes and sweeps."""
    put(root, sheet("dogwood"))
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom briefing.across import store\n"
        "store._digest_of = store._digest\n"
        "store._digest = lambda path: os.kill(os.getpid(), signal.SIGKILL) if '.making' in str(path) "
        "else store._digest_of(path)\nstore.Store(Path(sys.argv[1])).update()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True)
    assert done.returncode == -9, done.stderr.decode()
    assert list((root / module.FOLDER).glob(".making-*"))
    assert papers(root) == list(NAMES)
    assert Store(root).update() == module.Update(added=1, kept=3)
    assert papers(root) == [*NAMES, "dogwood"] and not list((root / module.FOLDER).glob(".making-*"))


def test_two_at_once_make_one_store(root: Path) -> None:
    for number in range(12):
        put(root, sheet(f"oak{number:02}"))
    code = "import sys; from pathlib import Path; from briefing.across.store import Store; Store(Path(sys.argv[1])).update()"
    running = [subprocess.Popen([sys.executable, "-c", code, str(root)]) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert len(papers(root)) == 15 and Store(root).update() == module.Update(kept=15)


def test_small_partitions_are_folded_together(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PARTITION", 4)
    for number in range(13):
        put(root, sheet(f"oak{number:02}"))
        Store(root).update()
    parts = json.loads((root / module.FOLDER / "manifest.json").read_text())["partitions"]
    assert sorted(len(part["members"]) for part in parts)[1:] != [1] * (len(parts) - 1)
    assert len(parts) <= 8 and len(papers(root)) == 16


def test_an_analysis_of_another_version_is_named(root: Path) -> None:
    (root / "ash" / "analysis.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReadingError, match=r"ash.analysis\.json: is no analysis\.json of this version"):
        Store(root).update()
    assert papers(root) == list(NAMES)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no folder"):
        Store(tmp_path / "none")


def test_an_empty_store_has_empty_tables(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.update() == module.Update()
    assert store.query("SELECT count(*) FROM chains")[1] == [(0,)]


@pytest.mark.parametrize(
    "sql",
    ["DROP VIEW papers", "SELECT 1; SELECT 2", "COPY papers TO 'out.csv'", "EXPLAIN ANALYZE COPY papers TO 'out.csv'",
     "SELECT * FROM read_csv('/etc/hostname')", "SELECT * FROM nowhere", "SELEC"],
)  # fmt: skip
def test_a_query_reads_the_tables_and_nothing_else(root: Path, sql: str) -> None:
    with pytest.raises(StoreError):
        Store(root).query(sql)


def test_queries_and_frames_agree(root: Path) -> None:
    sql = "SELECT paper, origin, depth FROM allegations WHERE certainty = ? ORDER BY paper"
    columns, rows = Store(root).query(sql, ["asserted"])
    frame = Store(root).frame(sql, ["asserted"])
    assert columns == list(frame.columns) == ["paper", "origin", "depth"]
    assert rows == [tuple(row) for row in frame.itertuples(index=False)] == [(n, "Ford Ministry", 1) for n in NAMES]


def test_rows_stand_where_they_say(root: Path) -> None:
    store = Store(root)
    for table, words in (("passages", "words"), ("allegations", "statement")):
        found = store.query(f"SELECT paper, start, stop, {words} FROM {table}")[1]
        assert found
        for name, start, stop, shown in found:
            assert " ".join(store.analysis(name).seed.text[start:stop].split()) == shown


@pytest.mark.parametrize(
    ("query", "found", "marked"),
    [
        ("burn mill", 3, ["burned", "mill"]),
        ("ASH pass", 1, ["ash", "pass"]),
        ("jose", 3, ["José"]),
        ('"nobody came" keeper', 3, ["Nobody came", "keeper"]),
        ('"nobod came"', 0, []),
        ("urned", 0, []),
    ],
)
def test_search_finds_words_by_their_beginning_and_phrases_whole(
    root: Path, query: str, found: int, marked: list[str]
) -> None:
    hits = search(Store(root), query)
    assert len(hits) == found
    for hit in hits:
        assert [hit.words[start:end] for start, end in hit.marks] == marked


def test_search_in_statements_and_actors(root: Path) -> None:
    assert {hit.paper for hit in search(Store(root), "mill", "statements")} == set(NAMES)
    assert [hit.words for hit in search(Store(root), "delta", "actors", most=1)] == ["Red Delta"]
    with pytest.raises(StoreError, match="holds no word"):
        search(Store(root), "… !")


def test_the_commands_print_rows_and_places(root: Path) -> None:
    put(root, sheet("dogwood"))
    run = CliRunner().invoke
    sql = "SELECT paper, date FROM papers ORDER BY paper"
    shown = run(app, ["query", sql, "-s", str(root), "--format", "csv"])
    assert shown.stderr.strip() == f"{root}: 1 added, 3 kept"
    assert shown.stdout.splitlines()[:2] == ["paper,date", "ash,2026-01-01"]
    assert json.loads(run(app, ["query", sql, "-s", str(root), "--format", "json"]).stdout)[0]["paper"] == "ash"
    assert "ash      2026-01-01" in run(app, ["query", sql, "-s", str(root)]).stdout
    assert "snow lay on the pass" in run(app, ["search", "snow", "ash", "-s", str(root)]).stdout
    hits = json.loads(run(app, ["search", "snow", "ash", "-s", str(root), "--json"]).stdout)
    assert [hit["paper"] for hit in hits] == ["ash"]
    assert run(app, ["search", "zebra", "-s", str(root)]).exit_code == 1
    for where in Where:
        assert run(app, ["search", "delta", "--in", where, "-s", str(root)]).exit_code == 0, where
    assert run(app, ["query", "DROP VIEW papers", "-s", str(root)]).exit_code == 2
