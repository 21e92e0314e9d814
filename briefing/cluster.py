"""Many seeds analysed on several machines, with Dask: `briefing analyse --cluster tcp://HOST:PORT`.

A worker is sent the bytes of a seed and answers with its analysis, which goes into the cache of this machine; from there on
everything is as without a cluster, so the files are the same, byte for byte. What is in the cache is not sent, so a
run that was killed goes on where it was. A worker that dies gives its seeds back to the scheduler. It analyses in a child
process, so a seed that takes too long or too much, or ends its process, ends nothing else there either. All workers
must have this version of the package with its model; one that has another refuses.

Needs the extra `briefing[cluster]`.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from multiprocessing import current_process
from pathlib import Path
from typing import Any

from briefing.bulk import Analysed, Task, analyse
from briefing.child import Limits, StepError
from briefing.children import Children
from briefing.errors import BriefingError
from briefing.files import write_atomically
from briefing.pipeline import cached, fingerprint, kept_at, make_analysis

_START = 20  # seconds in which the scheduler and a worker have to answer
_AHEAD = 4  # seeds that are sent ahead for each thread of the workers
_LANE = "analysis"
_one_at_a_time = threading.Lock()


class ClusterError(BriefingError):
    """A cluster that cannot be used, or a worker that failed."""


def analyse_on_cluster(
    tasks: Sequence[Task], address: str, limits: Limits, tell: Callable[[Analysed], None]
) -> list[Analysed]:
    """Analyse all seeds on the cluster whose scheduler is at `address`, each within `limits`; their fates, in order.

    `tell` hears them in that order too. Raises ClusterError if there is no scheduler or no worker, or Dask is not installed.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("--cluster: Dask is not installed. Write `pip install 'briefing[cluster]'`.") from error
    try:
        client = Client(address, timeout=_START, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "Start one with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1 --nworkers auto`."
        raise ClusterError(f"--cluster {address}: no scheduler answers there ({error}). {remedy}") from error
    fates: dict[int, Analysed] = {}
    told: list[Analysed] = []
    with client:
        for number, fate in _ended(client, address, tasks, limits):
            fates[number] = fate
            while len(told) in fates:
                told.append(fates.pop(len(told)))
                tell(told[-1])
    return told


def _ended(client: Any, address: str, tasks: Sequence[Task], limits: Limits) -> Iterator[tuple[int, Analysed]]:
    """Every seed as its analysis is there; few are under way at a time, however many there are."""
    from distributed import as_completed

    expected = fingerprint()
    try:
        client.wait_for_workers(1, timeout=_START)
    except TimeoutError as error:
        remedy = f"Start some with `dask worker {address} --nthreads 1 --nworkers auto`."
        raise ClusterError(f"--cluster {address}: the scheduler has no workers. {remedy}") from error
    width = sum(client.nthreads().values())
    under_way: dict[Any, int] = {}
    ready = as_completed(loop=client.loop)
    waiting = iter(range(len(tasks)))

    def send() -> Iterator[tuple[int, Analysed]]:
        """Fill the room with seeds that are not in the cache; those that are, are done at once."""
        for number in waiting:
            task = tasks[number]
            place = kept_at(task.seed, "", task.max_bytes)
            if place is None or cached(place) is not None:
                yield number, _finished(task)
                continue
            try:
                data = task.seed.read_bytes()
            except OSError:
                yield number, _finished(task)  # reading says what is wrong, in the same words everywhere
                continue
            sent = (task.seed.name, data, task.max_bytes, task.max_pages, limits, expected)
            future = client.submit(remote, *sent, pure=False)
            under_way[future] = number
            ready.add(future)
            if len(under_way) >= width * _AHEAD:
                return

    yield from send()
    while under_way:
        future = next(ready)
        number = under_way.pop(future)
        yield number, _received(tasks[number], future)
        yield from send()


def _received(task: Task, future: Any) -> Analysed:
    """Put what a worker answered into the cache, and go on as if it had been made here."""
    try:
        answer = future.result()
    except StepError as error:
        return Analysed(task.seed, error=error)
    except BriefingError:
        return _finished(task)  # a seed that cannot be read: here with its own path
    except Exception as error:  # whatever went wrong over there: the other seeds go on
        problem = f"{type(error).__name__}: {error}"
        return Analysed(task.seed, error=ClusterError(f"the cluster gave it up ({problem})"))
    finally:
        future.release()
    if isinstance(answer, _Refusal):
        return Analysed(task.seed, error=ClusterError(str(answer)))
    place = kept_at(task.seed, "", task.max_bytes)
    if place is not None:
        with suppress(OSError):
            write_atomically(place.file, answer)
    return _finished(task)


class _Refusal(str):
    """What a worker says that may not analyse."""


def _finished(task: Task) -> Analysed:
    """The rest of the way on this machine: from the cache, corrected, verified, written."""
    try:
        return analyse(task)
    except BriefingError as error:
        return Analysed(task.seed, error=error)


def remote(name: str, data: bytes, max_bytes: int, max_pages: int, limits: Limits, expected: str) -> str:
    """The analysis of a seed as JSON, made on a worker; a refusal if its package is another than the client's.

    Raises what reading raises, and StepError for a seed that does not keep within its limits.
    """
    if fingerprint() != expected:
        return _Refusal("a worker has another version of the package or its model. Install the same on all machines")
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        _child().call(name, _made, Task(path, path, max_bytes, max_pages), limits, _LANE)
        (ended,) = _child().ended()
    if ended.error:
        raise ended.error
    return str(ended.value)


@lru_cache(maxsize=1)
def _child() -> Children:
    """The process in which this worker analyses, kept from seed to seed."""
    current_process().daemon = False  # a nanny starts workers as daemons, which may have no processes of their own
    return Children(1, {_LANE: 1})


def _made(task: Task) -> str:
    return make_analysis(task.seed, "", task.max_bytes, task.max_pages).to_json()
