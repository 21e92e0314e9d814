"""papermill's engine `briefing`: the notebook runs in the process itself, in a kernel without sockets.

`papermill --engine briefing` works by hand for one notebook; `briefing render` uses it in children that are forked from
a process that has everything imported.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine


class BriefingEngine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """Runs a notebook's cells as papermill's own engine does, by ipykernel and nbclient, without a kernel process."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, log_output: bool = False, stdout_file: Any = None, stderr_file: Any = None,
        partial: str = "", **options: Any
    ) -> None:  # fmt: skip
        """Run the notebook of a papermill manager.

        `partial` is a file that always holds the notebook as far as it came, for the case that this process is killed.
        Other options of papermill (time-outs, kernels to start) are for kernels in processes of their own.
        """
        from briefing.render.inprocess import Client

        def save(cell: Any, cell_index: int) -> None:
            if partial:
                Path(partial).write_text(json.dumps(nb_man.nb), encoding="utf-8")

        client = PapermillNotebookClient(
            nb_man, km=object(), kernel_name=kernel_name, log_output=log_output,
            stdout_file=stdout_file, stderr_file=stderr_file, on_cell_execute=save
        )  # fmt: skip
        client.reset_execution_trackers()
        with tempfile.TemporaryDirectory(prefix="briefing-kernel-") as home:
            client.kc = kernel = Client(Path(home))
            try:
                client.papermill_execute_cells()
            finally:
                save(None, 0)
                kernel.close()
            nb_man.nb.metadata["language_info"] = kernel.kernel.language_info
            client.set_widgets_metadata()
