"""Works ahead in a thread, so that reading goes on while what was read is put away."""

from collections.abc import Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TypeVar

__all__ = ["ahead"]

T = TypeVar("T")


def ahead(items: Iterator[T], most: int = 1) -> Iterator[T]:
    """Yield items that a thread makes, at most so many ahead.

    Polars lets other threads run while it works, so both cores are busy. An error comes up where the items
    are taken, and a consumer that stops early stops the thread.

    Examples
    --------
    >>> list(ahead(iter([1, 2, 3])))
    [1, 2, 3]
    """
    made: Queue[tuple[bool, T | None, BaseException | None]] = Queue(most)
    stopped = Event()

    def put(message: tuple[bool, T | None, BaseException | None]) -> bool:
        while not stopped.is_set():
            try:
                made.put(message, timeout=0.1)
                return True
            except Full:
                continue
        return False

    def work() -> None:
        try:
            for item in items:
                if not put((True, item, None)):
                    return
            put((False, None, None))
        except BaseException as error:  # handed over, whatever it is
            put((False, None, error))

    thread = Thread(target=work, daemon=True, name="autoatlas-table")
    thread.start()
    try:
        while True:
            try:
                # with a time limit, as waiting for ever keeps Ctrl-C from coming through on some systems
                more, item, error = made.get(timeout=1.0)
            except Empty:
                continue
            if error is not None:
                raise error
            if not more:
                return
            yield item  # type: ignore[misc]  # there is one as long as there is more
    finally:
        stopped.set()
        # Ctrl-C should not wait for a batch to be finished
        thread.join(timeout=0.5)
