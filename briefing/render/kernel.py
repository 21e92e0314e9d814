"""A kernel of our own interpreter, on sockets in the file system, quiet and with a clean home.

The stock manager starts whatever the user has registered as `python3`, listens on TCP ports (two kernels started at
once can race for one, and ipykernel warns about the missing encryption), and lets a user's IPython profile change
what a notebook prints. None of that may touch a page.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

_SOCKET_PATH = 90  # of the 104 to 108 characters that systems allow, some are needed for the socket's own name


class QuietKernelManager(AsyncKernelManager):
    """Starts `sys.executable -m ipykernel_launcher`; `log_tail` says what the kernel wrote to its own stderr."""

    def __init__(self, **traits: Any) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="briefing-kernel-"))
        super().__init__(**traits)
        self.connection_file = str(self._home / "kernel.json")
        if os.name == "posix" and len(str(self._home)) < _SOCKET_PATH:
            self.transport = "ipc"
            self.ip = str(self._home / "s")
        else:
            self.transport_encryption = "auto"

    @property
    def kernel_spec(self) -> KernelSpec:
        """Our own interpreter, whatever is registered under the name that the notebook asks for."""
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                "--HistoryManager.enabled=False",
            ],
            display_name="Python 3",
            language="python",
            metadata={"supported_encryption": "curve"},
        )

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]  # the base makes it from a coroutine
        """Start the kernel with an empty IPython home and its stderr in a file."""
        environment = dict(options.pop("env", None) or os.environ)
        environment["IPYTHONDIR"] = str(self._home / "ipython")
        environment["PYTHONHASHSEED"] = "0"
        environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
        with (self._home / "log").open("wb") as log:
            await super().start_kernel(env=environment, stdout=log, stderr=log, **options)

    def log_tail(self) -> str:
        """The last lines that the kernel process itself wrote, for the message about a kernel that died."""
        try:
            return (self._home / "log").read_text(errors="replace")[-1500:].strip()
        except OSError:
            return ""

    def discard(self) -> None:
        """Remove the kernel's folder; call it when the kernel has ended."""
        shutil.rmtree(self._home, ignore_errors=True)


class Kernels:
    """The kernel that papermill starts from the class `manager`, as a context; what it left is removed at the end."""

    def __init__(self) -> None:
        started: list[QuietKernelManager] = []

        class Manager(QuietKernelManager):
            def __init__(self, **traits: Any) -> None:
                super().__init__(**traits)
                started.append(self)

        self.manager = Manager
        self._started = started

    def __enter__(self) -> Kernels:
        return self

    def __exit__(self, *_: object) -> None:
        for manager in self._started:
            manager.discard()

    def log_tail(self) -> str:
        """The last lines that the kernel process itself wrote; "" if none was started."""
        return self._started[-1].log_tail() if self._started else ""
