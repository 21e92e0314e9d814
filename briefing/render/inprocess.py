"""ipykernel's own kernel in this very process: the same messages as from a kernel behind sockets, without them.

nbclient speaks to it as to any kernel, so that what ends up in a notebook is made by the same code on both sides.
Only for a process that runs one notebook and ends: the shell is one a process, and cells may do as they like.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.iostream import IOPubThread, OutStream
from IPython.core.shellapp import InteractiveShellApp
from nbclient.exceptions import DeadKernelError
from traitlets import default
from traitlets.config import Config

_CONFIG = {"HistoryManager": {"enabled": False}}


class Kernel(InProcessKernel):
    """A kernel whose messages are in `published` by the time that a request is answered."""

    def __init__(self, **traits: Any) -> None:
        self.published: deque[dict[str, Any]] = deque()
        super().__init__(**traits)  # type: ignore[no-untyped-call]  # has no types
        # ipykernel asks it which thread runs the cells, before it awaits one
        self.shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())

    @property
    def _supports_kernel_subshells(self) -> bool:
        return False

    @default("iopub_thread")
    def _default_iopub_thread(self) -> IOPubThread:
        """Never started, so that every message is sent at once, by whoever sends it."""
        return IOPubThread(self._underlying_iopub_socket, session=self.session)

    @default("stdout")
    def _default_stdout(self) -> OutStream:
        return self._stream("stdout")

    @default("stderr")
    def _default_stderr(self) -> OutStream:
        return self._stream("stderr")

    def _stream(self, name: str) -> OutStream:
        """What Python prints, and what C code and other programs write to the file descriptor."""
        watched: Any = "force" if os.name == "posix" else False
        return OutStream(self.session, self.iopub_thread, name, watchfd=watched)

    @contextmanager
    def _redirected_io(self) -> Iterator[None]:
        """Nothing: standard output and error are the kernel's from its start, so that they know whom they answer."""
        yield

    def _io_dispatch(self, change: Any) -> None:
        session: Any = self.session
        _, message = session.recv(self._underlying_iopub_socket, copy=False)
        if message is not None:
            self.published.append(message)


class Channel:
    """Messages that have arrived; nbclient only asks when there are some."""

    def __init__(self, messages: deque[dict[str, Any]]) -> None:
        self._messages = messages

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message."""
        return self._messages.popleft()


class Client:
    """What nbclient needs of a kernel client: requests that are answered when they return, and two channels."""

    def __init__(self, home: Path) -> None:
        """Start the kernel; `home` is an empty folder for IPython, so that no profile of the user's has a say."""
        os.environ["IPYTHONDIR"] = str(home)
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        InteractiveShellApp.init_path(cast(Any, SimpleNamespace(ignore_cwd=False)))
        kernel: Any = Kernel.instance(config=Config(_CONFIG))
        self.kernel = kernel
        self._before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = kernel.stdout, kernel.stderr
        self.kernel.shell.extension_manager.load_extension("storemagic")
        self._replies: deque[dict[str, Any]] = deque()
        self.shell_channel, self.iopub_channel = Channel(self._replies), Channel(self.kernel.published)

    async def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Run a cell to its end; the id of the request. Raises DeadKernelError once a cell has called `exit()`."""
        kernel = self.kernel
        if kernel.shell.exit_now:
            raise DeadKernelError("Kernel died")
        content = {"code": code, "silent": False, "store_history": store_history, "user_expressions": {},
                   "allow_stdin": False, "stop_on_error": stop_on_error}  # fmt: skip
        request = kernel.session.msg("execute_request", content)
        kernel.session.send(kernel.shell_stream, request)
        await kernel.dispatch_shell(kernel.shell_stream.recv_multipart())
        _, reply = kernel.session.recv(kernel.shell_stream, copy=False)
        self._replies.append(reply)
        return str(request["header"]["msg_id"])

    def close(self) -> None:
        """Give standard output and error back to the process, and make room for another kernel."""
        sys.stdout, sys.stderr = self._before
        self.kernel.stdout.close()
        self.kernel.stderr.close()
        self.kernel.shell.clear_instance()
        self.kernel.clear_instance()

    async def is_alive(self) -> bool:
        """Always: a kernel that dies takes its client with it."""
        return True
