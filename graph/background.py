"""Work beside the main thread: producing ahead of a consumer, and waits that Ctrl-C can end."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

__all__ = ["in_background", "interruptibly"]

T = TypeVar("T")

_AHEAD = 3  # batches made ahead; the loader is slower than the text, so more would only hold memory
_END = object()


@contextmanager
def in_background(items: Iterator[T]) -> Iterator[Iterator[T]]:
    """Run an iterator in a thread of its own, a few items ahead of whoever takes them.

    An error in the iterator is raised where its items are taken. Leaving the context stops it.
    """
    ready: queue.Queue[object] = queue.Queue(_AHEAD)
    stopped = threading.Event()

    def put(item: object) -> bool:
        while not stopped.is_set():
            try:
                ready.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def produce() -> None:
        try:
            for item in items:
                if not put(item):
                    return
            put(_END)
        except BaseException as error:
            put(_Failed(error))

    def taken() -> Iterator[T]:
        while True:
            item = ready.get()
            if item is _END:
                return
            if isinstance(item, _Failed):
                raise item.error
            yield cast(T, item)

    thread = threading.Thread(target=produce, name="autoatlas-text", daemon=True)
    thread.start()
    try:
        yield taken()
    finally:
        stopped.set()
        thread.join()


class _Failed:
    def __init__(self, error: BaseException) -> None:
        self.error = error


def interruptibly(work: Callable[[], T]) -> T:
    """Do work that blocks outside Python, so that Ctrl-C still ends the wait at once.

    Oxigraph evaluates a query in one call that no signal gets through to. It runs in a thread; the main
    thread waits and takes the signal. The thread ends with its query, or with the process.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    done = threading.Event()
    result: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:
            failed.append(error)
        finally:
            done.set()

    threading.Thread(target=run, name="autoatlas-query", daemon=True).start()
    # without a timeout the wait cannot be interrupted on Windows
    while not done.wait(0.5):
        pass
    if failed:
        raise failed[0]
    return result[0]
