"""A program that runs beside a test: what it prints goes to a file, and its end is waited for."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self


class Program:
    """A running program; a context manager that ends it. `own` are variables of the environment that it alone has."""

    def __init__(self, command: Sequence[str], log: Path, own: dict[str, str] | None = None) -> None:
        self._name = log.stem
        self._log = log
        with log.open("wb") as file:
            self._process = subprocess.Popen(
                command,
                cwd=log.parent,
                env=os.environ | (own or {}),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )

    def not_started(self) -> RuntimeError:
        """End the program; the error to raise, with the last that it printed."""
        self.close()
        return RuntimeError(f"{self._name} did not start: {self._log.read_text('utf-8', 'replace')[-800:]}")

    def close(self) -> None:
        """End the program and wait for it."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
