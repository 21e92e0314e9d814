"""A folder of analyses that can be queried: Parquet partitions beside their JSON, read by DuckDB.

The JSON files `NAME/analysis.json` are the truth, as `briefing analyse -o` writes them; everything in `.store/` is made of them
and can be made again. A manifest lists the partitions: which analyses are in each, and size and SHA-256 of its files. A
partition is written under another name, moved into place, and counts from the moment the manifest is replaced; so a
reader sees an old state or the new one, whatever is killed when. Files that are not what the manifest says are found by
`update` and made again. Small partitions are folded into the next one that is written, so there are never many files.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from briefing.across.tables import SCHEMA, lay_out, quoted
from briefing.errors import BriefingError, ReadingError
from briefing.files import write_atomically
from briefing.schema import Analysis

if TYPE_CHECKING:
    import pandas as pd

FOLDER = ".store"
FORMAT = 1  # of the tables: a store of another format is made again
PARTITION = 512  # analyses in a full partition
CONFIG: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


class StoreError(BriefingError):
    """A store that cannot be used, or a query that is none."""

    exit_code = 2


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _File(_Model):
    bytes: int
    sha256: str


class _Member(_Model):
    """An analysis in a partition: what its file looked like when it was read."""

    bytes: int
    changed: int  # nanoseconds
    sha256: str


class _Partition(_Model):
    folder: str
    files: dict[str, _File]
    members: dict[str, _Member]


class _Manifest(_Model):
    format: int = FORMAT
    partitions: tuple[_Partition, ...] = ()


@dataclass(frozen=True)
class Update:
    """What an update did: numbers of analyses added, changed, gone, kept, and of partitions that had to be repaired."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    kept: int = 0
    repaired: int = 0

    def __str__(self) -> str:
        told = {"added": self.added, "changed": self.changed, "gone": self.gone, "kept": self.kept}
        parts = [f"{number:,} {what}" for what, number in told.items() if number or what == "kept"]
        mended = f"; {self.repaired} damaged partition{'s' * (self.repaired != 1)} made again" if self.repaired else ""
        return f"{', '.join(parts)}{mended}"


class Shelf:
    """Analyses in memory, with the tables of a store."""

    def __init__(self, analyses: Iterable[Analysis]) -> None:
        self._database = duckdb.connect(config=CONFIG)
        with tempfile.TemporaryDirectory() as folder:
            for table, select in lay_out(Path(folder), ((a.seed.name, a) for a in analyses)).items():
                self._database.execute(f'CREATE TABLE "{table}" AS {select}')

    def query(self, sql: str, values: Sequence[object] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
        """As `Store.query`."""
        found = _selected(self._database, sql, values)
        return [column[0] for column in found.description], found.fetchall()


class Store:
    """The analyses below `root` (NAME/analysis.json). `update` brings the tables up to date, `query` reads them."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise StoreError(
                f"{root}: is no folder. Name the one that `briefing analyse -o` or `briefing render -o` filled."
            )
        self.root = root
        self._home = root / FOLDER
        self._open: duckdb.DuckDBPyConnection | None = None

    def update(self) -> Update:
        """Take in what is new, changed or gone, and mend what is damaged. Changes nothing if nothing is to be done.

        Raises ReadingError for an analysis.json that is none, OSError if the folder cannot be written to.
        """
        self._home.mkdir(exist_ok=True)
        with FileLock(self._home / "lock"):
            manifest = self._manifest()
            whole = [part for part in manifest.partitions if self._sound(part)]
            listed = {name: member for part in manifest.partitions for name, member in part.members.items()}
            here = self._files()
            kept: list[_Partition] = []
            for part in whole:
                if all(name in here and self._same(name, here[name], member) for name, member in part.members.items()):
                    kept.append(part)
            covered = {name for part in kept for name in part.members}
            todo = [name for name in here if name not in covered]
            if todo:
                small = [part for part in kept if len(part.members) < PARTITION // 2]
                kept = [part for part in kept if part not in small]
                todo = sorted([*todo, *(name for part in small for name in part.members)])
            made = [self._write(todo[at : at + PARTITION]) for at in range(0, len(todo), PARTITION)]
            partitions = (*kept, *made)
            if partitions != manifest.partitions:
                new = _Manifest(partitions=partitions)
                write_atomically(self._home / "manifest.json", new.model_dump_json(indent=1) + "\n")
                self.close()
            self._sweep(partitions)
        added = sum(name not in listed for name in here)
        read = {name: member for part in made for name, member in part.members.items()}
        changed = sum(name in listed and listed[name].sha256 != member.sha256 for name, member in read.items())
        return Update(
            added=added,
            changed=changed,
            gone=sum(name not in here for name in listed),
            kept=len(here) - added - changed,
            repaired=len(manifest.partitions) - len(whole),
        )

    def query(self, sql: str, values: Sequence[object] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of the columns and rows of one SELECT over the tables of `tables.SCHEMA`.

        Raises StoreError for anything but one SELECT, and for one that DuckDB does not understand.
        """
        found = _selected(self._connection(), sql, values)
        return [column[0] for column in found.description], found.fetchall()

    def frame(self, sql: str, values: Sequence[object] = ()) -> pd.DataFrame:
        """The same as a frame of pandas."""
        return _selected(self._connection(), sql, values).df()

    def analysis(self, name: str) -> Analysis:
        """The analysis that is kept under a name."""
        return _read(self._path(name))[0]

    def close(self) -> None:
        """Let go of the open files."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connection(self) -> duckdb.DuckDBPyConnection:
        """A connection with a view a table, which can read this store and nothing else."""
        if self._open is None:
            partitions = self._manifest().partitions
            self._open = duckdb.connect(config=CONFIG)
            self._open.execute(f"SET allowed_directories=['{quoted(self._home.resolve())}']")
            self._open.execute("SET enable_external_access=false")
            for table, columns in SCHEMA.items():
                files = [str((self._home / part.folder / f"{table}.parquet").resolve()) for part in partitions]
                listed = ", ".join(f"'{quoted(file)}'" for file in files)
                source = f"SELECT * FROM read_parquet([{listed}])" if files else _nothing(columns)
                self._open.execute(f'CREATE VIEW "{table}" AS {source}')
            self._open.execute("SET lock_configuration=true")
        return self._open

    def _manifest(self) -> _Manifest:
        """The manifest; an empty one if there is none, or one that cannot be understood: the JSON has everything."""
        try:
            manifest = _Manifest.model_validate_json((self._home / "manifest.json").read_bytes())
        except (FileNotFoundError, ValidationError):
            return _Manifest()
        return manifest if manifest.format == FORMAT else _Manifest()

    def _sound(self, part: _Partition) -> bool:
        """Whether every file of a partition is there, byte for byte."""
        for name, told in part.files.items():
            try:
                data = (self._home / part.folder / name).read_bytes()
            except OSError:
                return False
            if len(data) != told.bytes or hashlib.sha256(data).hexdigest() != told.sha256:
                return False
        return set(part.files) == {f"{table}.parquet" for table in SCHEMA}

    def _files(self) -> dict[str, os.stat_result]:
        """Every analysis below the root, by its name, in the order of the names: what its file looks like."""
        with os.scandir(self.root) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())
        found = {}
        for name in names:
            with suppress(FileNotFoundError):
                found[name] = os.stat(
                    os.path.join(self.root, name, "analysis.json")
                )  # a Path each would take as long again
        return found

    def _path(self, name: str) -> Path:
        return self.root / name / "analysis.json"

    def _same(self, name: str, found: os.stat_result, member: _Member) -> bool:
        """Whether an analysis is still the one that was read; one whose file was only touched is."""
        if found.st_size != member.bytes:
            return False
        return found.st_mtime_ns == member.changed or _digest(self._path(name)) == member.sha256

    def _write(self, names: Sequence[str]) -> _Partition:
        """Write a partition of these analyses and move it into place; the manifest does not know of it yet."""
        making = Path(tempfile.mkdtemp(dir=self._home, prefix=".making-"))
        try:
            members: dict[str, _Member] = {}

            def read() -> Iterator[tuple[str, Analysis]]:
                for name in names:
                    analysis, members[name] = _read(self._path(name))
                    yield name, analysis

            with duckdb.connect(config={**CONFIG, "threads": 1}) as database:
                for table, select in lay_out(making, read()).items():
                    target = quoted(making / f"{table}.parquet")
                    database.execute(f"COPY ({select}) TO '{target}' (FORMAT parquet, COMPRESSION lz4_raw)")
                    (making / f"{table}.ndjson").unlink()
            told = {
                path.name: _File(bytes=path.stat().st_size, sha256=_digest(path)) for path in sorted(making.iterdir())
            }
            key = hashlib.sha256(json.dumps({name: file.sha256 for name, file in told.items()}).encode()).hexdigest()
            folder = self._home / f"part-{key[:16]}"
            if folder.exists():  # written before a kill, or damaged: this one is known to be whole
                shutil.rmtree(folder)
            os.replace(making, folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        return _Partition(folder=folder.name, files=told, members=members)

    def _sweep(self, partitions: Iterable[_Partition]) -> None:
        """Remove what no manifest lists: left by a kill, or replaced."""
        listed = {part.folder for part in partitions}
        for path in self._home.iterdir():
            if path.is_dir() and path.name not in listed:
                shutil.rmtree(path, ignore_errors=True)


def _selected(database: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object]) -> duckdb.DuckDBPyConnection:
    """Run one SELECT; StoreError for anything else."""
    try:
        kinds = [statement.type for statement in duckdb.extract_statements(sql)]
        if kinds != [duckdb.StatementType.SELECT]:
            raise StoreError(
                f"{sql!r}: is not one SELECT. The tables can be read, and changed by `briefing analyse` alone."
            )
        return database.execute(sql, list(values))
    except duckdb.Error as error:
        tables = "; ".join(f"{name}({', '.join(columns)})" for name, columns in SCHEMA.items())
        raise StoreError(f"{sql!r}: {str(error).splitlines()[0]}. The tables are {tables}.") from error


def _read(path: Path) -> tuple[Analysis, _Member]:
    """An analysis and what its file looks like."""
    found = path.stat()
    data = path.read_bytes()
    try:
        analysis = Analysis.from_json(data.decode())
    except (UnicodeDecodeError, ValidationError) as error:
        remedy = "Make it again with `briefing analyse`, or take its folder away."
        raise ReadingError(path, "is no analysis.json of this version", remedy) from error
    return analysis, _Member(bytes=len(data), changed=found.st_mtime_ns, sha256=hashlib.sha256(data).hexdigest())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _nothing(columns: dict[str, str]) -> str:
    """A table with these columns and no row."""
    nulls = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in columns.items())
    return f"SELECT {nulls} LIMIT 0"
