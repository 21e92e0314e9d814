"""Both engines, papermill's own in a kernel process and ours in the process itself, give the same notebook."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.child import Limits
from briefing.children import CAN_FORK, Children
from briefing.render.execute import Outcome, Task, execute

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="the engine runs in forked children")

# One behaviour a notebook cell; each notebook is run by both engines and compared output by output.
WELL = {
    "streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again', end='')",
    "results": "class Thing:\n    def _repr_html_(self): return '<b>thing</b>'\n    def __repr__(self): return 'thing'\nThing()",
    "none": "None",
    "semicolon": "1 + 1;",
    "underscore": "_ , __, Out[1] if 1 in Out else None",
    "display": "from IPython.display import HTML, display\ndisplay(HTML('<i>x</i>'), {'text/plain': 'raw'}, metadata={'a': 1})",
    "bundle": "display({'text/plain': 'p', 'application/json': {'k': [1, 2.5, None]}}, raw=True, metadata={'briefing': {}})",
    "update": "h = display('first', display_id='an-id')\nh.update('second')\nprint('between')\nh.update('third')",
    "update-later": "h.update(HTML('<u>from another cell</u>'))",
    "clear": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('kept')",
    "clear-wait": "print('gone too')\nclear_output(wait=True)\ndisplay('in its place')",
    "clear-wait-nothing": "print('stays')\nclear_output(wait=True)",
    "input": "try:\n    input('name? ')\nexcept Exception as error:\n    print(type(error).__name__, error)",
    "getpass": "import getpass\ntry:\n    getpass.getpass()\nexcept Exception as error:\n    print(type(error).__name__)",
    "line-magic": "%precision 2\n3.14159",
    "cell-magic": "%%capture caught\nprint('hidden')",
    "captured": "caught.stdout",
    "who": "%who_ls str",
    "store": "kept = 5\n%store kept\n%store",
    "shell": "lines = !echo one; echo two\nlines",
    "bash": "%%bash\necho from bash\necho to stderr >&2",
    "html-magic": "%%html\n<p>magic</p>",
    "system": "!echo shouted",
    "descriptor": "import os, time\nos.write(1, b'straight to the descriptor\\n')\ntime.sleep(0.3)",
    "subprocess": "import subprocess\nsubprocess.run(['echo', 'a child says'])\ntime.sleep(0.3)",
    "help": "print.__doc__[:20]",
    "pinfo": "len?",
    "warning": "import warnings\nwarnings.warn('careful')",
    "logging": "import logging\nlogging.warning('logged')",
    "traceback": "try:\n    1 / 0\nexcept ZeroDivisionError:\n    import traceback\n    print(traceback.format_exc().splitlines()[-1])",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\nprint('awaited')",
    "async-for": "async def gen():\n    yield 1\n    yield 2\n[x async for x in gen()]",
    "running-loop": "try:\n    asyncio.run(asyncio.sleep(0))\nexcept RuntimeError as error:\n    print(error)",
    "thread": "import threading\nt = threading.Thread(target=print, args=('from a thread',))\nt.start()\nt.join()",
    "main": "__name__, __import__('__main__').__dict__ is globals()",
    "pickle": "import pickle\npickle.loads(pickle.dumps(Thing())).__class__ is Thing",
    "multiprocessing": "from multiprocessing import get_context\nwith get_context('fork').Pool(1) as pool:\n    print(pool.map(abs, [-1]))",
    "working-directory": "import pathlib\n(pathlib.Path.cwd() / 'beside.py').write_text('WORD = 1')\nimport beside\nbeside.WORD",
    "image": "from IPython.display import Image\nImage(bytes.fromhex('89504e470d0a1a0a'), format='png')",
    "latex": "from IPython.display import Latex, Markdown\ndisplay(Markdown('*m*'), Latex('$l$'))",
    "frame": "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', None]})",
    "comm": "from comm import create_comm\nc = create_comm(target_name='jupyter.widget', comm_id='w1', data={'state': "
            "{'_model_name': 'M', '_model_module': 'm', '_model_module_version': '1', 'value': 1}})\n"
            "c.send({'method': 'update', 'state': {'value': 2}})",
    "carriage": "print('10 %\\r20 %')",
    "unicode": "print('Zürich → 東京 \\U0001f30d', '\\u2028')",
    "long": "print('\\n'.join(map(str, range(3000))))",
    "empty": "",
    "comment": "# nothing",
    "count": "get_ipython().execution_count",
    "history": "In[-1]",
    "displayhook": "for n in range(3):\n    n\nn",
    "page": "from IPython.core import page\npage.page('paged')",
    "env": "import os\nos.environ['TERM'], os.environ['MPLBACKEND'], os.environ.get('PYTHONHASHSEED')",
    "path": "import sys\nsys.path.index('') < [path.endswith('site-packages') for path in sys.path].index(True)",
    "set-order": "list({'one', 'two', 'three', 'four'})",
}  # fmt: skip
BADLY = {
    "error": "def deep():\n    raise LookupError('none such')\nprint('before')\ndeep()",
    "syntax": "print('never')\nx = = 1",
    "exit": "import sys\nsys.exit(3)",
    "exit-zero": "import sys\nsys.exit(0)",
    "interrupt": "raise KeyboardInterrupt",
    "repr-of-result-fails": "class Bad:\n    def __repr__(self): raise ValueError('no repr')\nBad()",
    "stderr-then-error": "import sys\nprint('e', file=sys.stderr)\n[][1]",
    "await-error": "import asyncio\nawait asyncio.sleep(0)\nraise OSError(28, 'No space left on device')",
    "magic-error": "%no_such_magic",
    "html-of-result-fails": "class Bad:\n    def _repr_html_(self): raise ValueError('no html')\nBad()",
}


def write(path: Path, cells: dict[str, str], tags: dict[str, list[str]] | None = None) -> Path:
    made = [
        {"cell_type": "code", "id": name, "metadata": {"tags": (tags or {}).get(name, [])}, "source": source,
         "execution_count": None, "outputs": []}
        for name, source in cells.items()
    ]  # fmt: skip
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": made}))
    return path


def raw(task: Task) -> dict[str, Any]:
    """The notebook as papermill gives it, before anything is normalised away; by the engine of the task."""
    from briefing.render.execute import warm_up

    warm_up()
    import papermill

    options = {"engine_name": "briefing"} if task.engine == "briefing" else {"kernel_manager_class": _manager()}
    found: dict[str, Any] = papermill.execute_notebook(
        str(task.source), None, parameters=task.parameters, cwd=str(task.target.parent), progress_bar=False, **options
    )
    return json.loads(json.dumps(found))


def _manager() -> type:
    from briefing.render.kernel import QuietKernelManager

    return QuietKernelManager


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with Children(2, {"kernel": 1}, ("briefing.render.warm",)) as made:
        yield made


def both(children: Children, function: Any, source: Path, folder: Path) -> list[Any]:
    """What a function of a task gives with either engine, each in a folder of its own."""
    for engine in ("kernel", "briefing"):
        place = folder / engine
        place.mkdir()
        task = Task(source, place / source.name, {"given": 'a "quoted"\nword'}, {}, engine, 60)
        children.call(engine, function, task, Limits(120, 0), "kernel" if engine == "kernel" else "")
    found = {ended.key: (ended.value, ended.error) for ended in children.ended()}
    assert [error for _, error in found.values()] == [None, None], found
    return [found[engine][0] for engine in ("kernel", "briefing")]


def settled(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Outputs with what differs between any two runs levelled: pieces of a stream, and who of two streams came first."""
    texts: dict[str, str] = {}
    others = []
    for output in outputs:
        if output["output_type"] == "stream":
            texts[output["name"]] = texts.get(output["name"], "") + "".join(output["text"])
        else:
            output.pop("transient", None)
            others.append(output)
    plain = json.dumps([*({"stream": name, "text": text} for name, text in sorted(texts.items())), *others])
    plain = re.sub(r"ipykernel_\d+|0x[0-9a-f]+", "ADDRESS", plain)
    found: list[dict[str, Any]] = json.loads(re.sub(r"/tmp/[^ :\"]*/(?=\d+\.py)", "", plain))
    return found


def test_everything_that_ends_well(children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # ipykernel does not watch file descriptors where it is set
    source = write(tmp_path / "well.ipynb", {"parameters": "given = 1", **WELL}, {"parameters": ["parameters"]})
    kernel, ours = both(children, raw, source, tmp_path)
    found = {}
    for name, mine, theirs in zip(["parameters", "injected", *WELL], ours["cells"], kernel["cells"], strict=True):
        found[name] = settled(mine["outputs"])
        assert found[name] == settled(theirs["outputs"]), name
        assert mine["execution_count"] == theirs["execution_count"], name
    assert ours["metadata"]["language_info"] == kernel["metadata"]["language_info"]
    assert ours["metadata"]["widgets"] == kernel["metadata"]["widgets"]
    # and what they agree on is right
    assert found["streams"] == [{"stream": "stderr", "text": "err\n"}, {"stream": "stdout", "text": "out\nout again"}]
    assert found["update"][1]["data"] == {"text/plain": "<IPython.core.display.HTML object>",
                                          "text/html": "<u>from another cell</u>"}  # fmt: skip
    assert found["clear"] == [{"stream": "stdout", "text": "kept\n"}]
    assert found["input"][0]["text"].startswith("StdinNotImplementedError")
    assert found["await"] == [{"stream": "stdout", "text": "awaited\n"}]
    assert found["descriptor"][0]["text"] == "straight to the descriptor\n"
    assert found["subprocess"][0]["text"] == "a child says\n"
    assert list(ours["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]) == ["w1"]


@pytest.mark.parametrize("name", BADLY)
def test_everything_that_ends_badly(children: Children, tmp_path: Path, name: str) -> None:
    source = write(tmp_path / "badly.ipynb", {"fine": "x = 1", name: BADLY[name], "never": "print('never')"})
    outcomes: list[Outcome] = both(children, execute, source, tmp_path)
    kernel, ours = outcomes
    assert re.sub(r"ipykernel_\d+", "", str(ours.error)) == re.sub(r"ipykernel_\d+", "", str(kernel.error))
    copies = [json.loads((tmp_path / engine / "badly.ipynb").read_text()) for engine in ("kernel", "briefing")]
    theirs, mine = ([settled(cell.get("outputs", [])) for cell in copy["cells"]] for copy in copies)
    assert mine == theirs
    assert ours.error is not None or name == "exit-zero"


def test_a_notebook_cannot_reach_into_the_next(children: Children, tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", {"a": "import builtins, sys\nbuiltins.leak = 1\nsys.modules['json'].leak = 2"})
    write(tmp_path / "b.ipynb", {"b": "import builtins, json\n(hasattr(builtins, 'leak'), hasattr(json, 'leak'))"})
    for name in "ab":
        task = Task(tmp_path / f"{name}.ipynb", tmp_path / "out.ipynb", {}, {}, "briefing")
        children.call(name, execute, task, Limits(60, 0))
        (ended,) = children.ended()
        assert ended.error is None and ended.value.error is None
    (output,) = json.loads((tmp_path / "out.ipynb").read_text())["cells"][0]["outputs"]
    assert "".join(output["data"]["text/plain"]) == "(False, False)"


def test_papermill_by_hand_knows_the_engine(tmp_path: Path) -> None:
    source = write(tmp_path / "in.ipynb", {"a": "print('by ' + 'hand')\n6 * 7"})
    command = [sys.executable, "-m", "papermill", "--engine", "briefing", source, tmp_path / "out.ipynb"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    printed, result = json.loads((tmp_path / "out.ipynb").read_text())["cells"][0]["outputs"]
    assert "".join(printed["text"]) == "by hand\n"
    assert "".join(result["data"]["text/plain"]) == "42"
