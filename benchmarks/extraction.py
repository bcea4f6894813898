"""How well and how fast articles are read. Run: python -m benchmarks.extraction [--articles DIR] [--errors]

Facts are compared with the gold of `benchmarks/articles`. The core measure asks for subject, property, object or
value, and basis; the full one also for comparator, modality, unit, upper end, years, place and product. Speed is the
processor time of this process, next to that of spaCy's blank English tokenizer and sentencizer on the same texts, in
turn, if spaCy is installed (group ``peers``).
"""

import argparse
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from autoatlas.loaders import extract
from benchmarks.scoring import Claim, Score, pair, spellings, unlike, without_repeats

__all__ = ["ARTICLES", "Half", "main", "read_gold", "score_folder"]

ARTICLES = Path(__file__).parent / "articles"
GOLD = ".facts.jsonl"
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ROUNDS = 7


@dataclass(slots=True)
class Half:
    """What the reader made of one folder.

    Attributes
    ----------
    name : str
    core, full : Score
    by_language : dict
        Core and full score of the texts in one language.
    confident : list of (float, bool, bool)
        Of every fact found: its confidence, and whether it is right by the core and by the full measure.
    articles, empty, stray : int
        Articles; those without facts in the gold; facts found in these.
    errors : list of str
        What is wrong, a line each.
    """

    name: str
    core: Score = field(default_factory=Score)
    full: Score = field(default_factory=lambda: Score(full=True))
    by_language: dict[str, tuple[Score, Score]] = field(default_factory=dict)
    confident: list[tuple[float, bool, bool]] = field(default_factory=list)
    articles: int = 0
    empty: int = 0
    stray: int = 0
    errors: list[str] = field(default_factory=list)


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The gold facts of an article, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_article(path: Path) -> list[dict[str, Any]]:
    """The facts that the installed reader finds in an article."""
    return [row for frame in extract(path) for row in frame.iter_rows(named=True)]


def score_folder(folder: Path, read: Callable[[Path], list[dict[str, Any]]] = read_article) -> Half:
    """Read every article of a folder and compare with its gold.

    Parameters
    ----------
    folder : Path
        Holds ``NAME.txt`` and ``NAME.facts.jsonl``.
    read : callable, optional
        Takes the path of an article and returns its facts as dicts.

    Raises
    ------
    FileNotFoundError
        There is no gold in the folder, or an article is missing.
    """
    paths = sorted(folder.glob("*" + GOLD))
    if not paths:
        raise FileNotFoundError(f"{folder} holds no *{GOLD}")
    half, names = Half(folder.name), spellings()
    for gold_path in paths:
        text_path = gold_path.with_name(gold_path.name.removesuffix(GOLD) + ".txt")
        gold = [Claim.of(row, names) for row in read_gold(gold_path)]
        found = [Claim.of(row, names) for row in read(text_path)]
        language = "Chinese" if len(_HAN.findall(text_path.read_text(encoding="utf-8"))) > 100 else "English"
        for score in (
            half.core,
            half.full,
            *half.by_language.setdefault(language, (Score(), Score(full=True))),
        ):
            score.add(gold, found)
        half.articles += 1
        half.empty += not gold
        half.stray += 0 if gold else len(found)
        _note(half, text_path.stem, gold, found)
    return half


def _note(half: Half, name: str, gold: list[Claim], found: list[Claim]) -> None:
    """Keep what became of each fact: right at which confidence, wrong, missed, or right but for a detail."""
    wanted, got = without_repeats(gold, full=True), without_repeats(found, full=True)
    exact = pair(wanted, got, full=True)
    missed = [claim for place, claim in enumerate(wanted) if place not in {here for here, _ in exact}]
    false = [claim for place, claim in enumerate(got) if place not in {there for _, there in exact}]
    close = pair(missed, false, full=False)
    for _, there in exact:
        half.confident.append((float(got[there].row.get("confidence") or 0), True, True))
    nearly = {there: here for here, there in close}
    for place, claim in enumerate(false):
        half.confident.append((float(claim.row.get("confidence") or 0), place in nearly, False))
        if place in nearly:
            other = missed[nearly[place]]
            why = "; ".join(
                f"{column} is {other.details[column] or 'none'}, not {claim.details[column] or 'none'}"
                for column in unlike(other, claim)
            )
            half.errors.append(f"{name} detail {_shown(other)}: {why}")
        else:
            half.errors.append(f"{name} false  {_shown(claim)}")
    for place, claim in enumerate(missed):
        if place not in {here for here, _ in close}:
            half.errors.append(f"{name} missed {_shown(claim)}")


def _shown(claim: Claim) -> str:
    row = claim.row
    number = (
        None
        if claim.value is None
        else f"{row.get('comparator') or '='} {claim.value:,.15g} {row.get('unit')}"
    )
    details = [row.get(column) for column in ("modality", "basis", "start", "end", "place", "product")]
    said = [row.get("subject"), row.get("property"), row.get("object"), number]
    return f"{' | '.join(str(part) for part in said if part)} ({', '.join(str(part) for part in details if part)})"


def _figure(value: float | None) -> str:
    return "     –" if value is None else f"{value:6.2f}"


def _cells(core: Score, full: Score, kind: str | None = None) -> str:
    gold, found, _ = core.counts(kind)
    figures = (*core.measures(kind), full.measures(kind)[2])
    return f"{gold:6}{found:6} " + "".join(map(_figure, figures))


def quality(halves: Sequence[Half]) -> Iterator[str]:
    """The lines of the tables of quality, the halves side by side."""
    yield "".join([" " * 18, *(f" | {f'{half.name}, {half.articles} articles':37}" for half in halves)])
    yield "".join([" " * 18, *(" |   gold found      P     R    F1  full" for _ in halves)])
    rows: list[tuple[str, list[tuple[Score, Score]], str | None]] = [
        ("all", [(half.core, half.full) for half in halves], None)
    ]
    for language in sorted({name for half in halves for name in half.by_language}, reverse=False):
        both = [half.by_language.get(language, (Score(), Score(full=True))) for half in halves]
        rows.append((f"in {language}", both, None))
    total = sum((half.core.gold + half.core.found for half in halves), start=halves[0].core.gold.__class__())
    for kind, _ in total.most_common():
        rows.append((kind, [(half.core, half.full) for half in halves], kind))
    for name, scores, wanted in rows:
        yield "".join([f"{name:18}", *(f" | {_cells(core, full, wanted)}" for core, full in scores)])
    yield ""
    for half in halves:
        yield f"{half.name}: {half.stray} facts found in the {half.empty} texts about something else"


def reliability(halves: Sequence[Half]) -> Iterator[str]:
    """The lines of the table that says what a confidence is worth."""
    yield "".join([f"{'confidence':18}", *(f" | {half.name:>8}: facts   core   full" for half in halves)])
    for low, high in pairwise(_BINS):
        line = f"{low:.2f} to {min(high, 1):.2f}".ljust(18)
        for half in halves:
            inside = [(core, full) for sure, core, full in half.confident if low <= sure < high]
            shares = [sum(column) / len(inside) for column in zip(*inside, strict=True)] or [None, None]
            line += f" | {len(inside):16}" + "".join(f" {_figure(share)}" for share in shares)
        yield line


def speed(paths: Sequence[Path]) -> Iterator[str]:
    """The lines that say how fast articles are read, by the processor time of this process."""
    texts = [path.read_text(encoding="utf-8") for path in paths]

    def ours() -> None:
        for path in paths:
            for _ in extract(path):
                pass

    peer = _peer(texts)
    ours()  # the first round loads the registry and the patterns
    mine, theirs = [], []
    for _ in range(_ROUNDS):
        mine.append(_seconds(ours))
        if peer:
            theirs.append(_seconds(peer))
    words = sum(len(text.split()) for text in texts) / len(texts)
    yield (
        f"{60 * len(paths) / statistics.median(mine):,.0f} articles a minute on one core "
        f"({len(paths)} English articles, {words:.0f} words each, median of {_ROUNDS} rounds)"
    )
    if peer:
        ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
        yield (
            f"{statistics.median(ratios):.1f} times the time of spaCy's blank English tokenizer and sentencizer "
            f"({min(ratios):.1f} to {max(ratios):.1f})"
        )
    else:
        yield "spaCy is not installed, so there is nothing to compare with (group peers)"


def _peer(texts: list[str]) -> Callable[[], None] | None:
    try:
        import spacy
    except ImportError:
        return None
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")

    def run() -> None:
        for text in texts:
            pipeline(text)

    run()
    return run


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Print quality, reliability and speed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--articles", type=Path, metavar="DIR", help="score this folder instead of our two")
    parser.add_argument("--errors", action="store_true", help="list what is wrong, save in the held-out half")
    parser.add_argument("--no-speed", action="store_true", help="leave the speed out")
    chosen = parser.parse_args(arguments)
    folders = [chosen.articles] if chosen.articles else [ARTICLES / "tuning", *_held_out()]
    if missing := [folder for folder in folders if not any(folder.glob("*" + GOLD))]:
        parser.error(f"{missing[0]} holds no *{GOLD}")
    halves = [score_folder(folder) for folder in folders]
    say = partial(_say, sys.stdout)
    say(quality(halves))
    say(reliability(halves))
    if not chosen.no_speed:
        texts = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
        english = [path for path in texts if len(_HAN.findall(path.read_text(encoding="utf-8"))) <= 100]
        say(speed(english or texts))
    if chosen.errors:
        for half in halves:
            if half.name != "heldout":
                say(sorted(half.errors))
    return 0


def _held_out() -> list[Path]:
    """The held-out half, where there is one: none while it is being written anew."""
    folder = ARTICLES / "heldout"
    return [folder] if any(folder.glob("*" + GOLD)) else []


def _say(stream: Any, lines: Any) -> None:
    for line in lines:
        stream.write(line.rstrip() + "\n")
    stream.write("\n")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        os._exit(141)  # the reader of our output has gone, and flushing would only complain
