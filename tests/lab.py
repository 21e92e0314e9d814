"""JupyterLab on this machine, for a browser: a server of its own, a project of its own, nothing of the user's."""

from __future__ import annotations

import json
import secrets
import shutil
import socket
import sys
import time
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener

from browser import Page
from program import Program

ROOT = Path(__file__).resolve().parent.parent


class Lab(Program):
    """A JupyterLab whose root is `folder`: the notebooks of this checkout and the given seeds, `{name: text}`.

    A context manager that ends the server, and with it its kernels.
    """

    def __init__(self, folder: Path, seeds: dict[str, str]) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
        for part in ("params", "seeds", "settings/labconfig"):
            (folder / part).mkdir(parents=True)
        for name, text in seeds.items():
            (folder / "seeds" / name).write_text(text, encoding="utf-8")
        # JupyterLab asks its makers' server for news.
        quiet = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
        (folder / "settings" / "labconfig" / "page_config.json").write_text(json.dumps(quiet), encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.token = secrets.token_hex(16)
        self.address = f"http://127.0.0.1:{port}"
        own = {name: str(folder / "settings") for name in ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR")}
        own |= {"JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"), "IPYTHONDIR": str(folder / "ipython")}
        own |= {"JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "JUPYTER_TOKEN": self.token}
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
                   f"--port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}",
                   "--LabApp.expose_app_in_browser=True", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]  # fmt: skip
        super().__init__(command, folder / "jupyterlab.log", own)
        self._wait()

    def _wait(self) -> None:
        opener = build_opener(ProxyHandler({}))
        deadline = time.monotonic() + 240
        while True:
            try:
                opener.open(f"{self.address}/api?token={self.token}", timeout=5).close()
                return
            except OSError as error:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise self.not_started() from error
                time.sleep(0.1)

    def get(self, path: str) -> bytes:
        """What the server answers to a path, as a browser of this user would get it."""
        opener = build_opener(ProxyHandler({}))
        request = Request(f"{self.address}{path}", headers={"Authorization": f"token {self.token}"})
        with opener.open(request, timeout=60) as answer:
            return bytes(answer.read())

    def open(self, page: Page, notebook: str, width: int = 1280, height: int = 1000) -> None:
        """Open a notebook in a tab and wait until its kernel can run it."""
        page.open(f"{self.address}/lab/tree/{notebook}?token={self.token}&reset", width, height)
        page.wait_for("!!(window.jupyterapp && document.querySelector('.jp-NotebookPanel .jp-CodeCell'))", 90)
        page.wait_for("window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'", 90)

    def run_all(self, page: Page) -> None:
        """Run all cells and wait for the last."""
        page.run("jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for(
            "jupyterapp.shell.currentWidget.content.widgets.filter(c => c.model.type === 'code')"
            ".every(c => c.model.executionCount) && jupyterapp.shell.currentWidget.sessionContext.session.kernel.status"
            " === 'idle' && !document.querySelector('.jp-Notebook .jp-mod-running')",
            120,
        )
