"""Fit the weights of ``careader.capture.evidence`` on folders of pages whose headlines are known.

usage: python -m bench.fit_headlines [--folds N] DIR…

Each DIR holds pages and a ``truth.json``: ``{file: {"headlines": […], "headings": […]}}``. Every page is used
whole, cut after one to five articles, and as one
article alone, and pages of short stories of our own are added, so that the number of articles is learnt too.
The weights maximise the likelihood of the true division over all divisions (a conditional random field over
segmentations, gradient ascent with Adam). With ``--folds`` the pages are split, and what is printed for each
fold was fitted on the others.
"""

import argparse
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.short_pages import short_pages
from careader.capture.blocks import Piece, split_blocks
from careader.capture.cohesion import cohesion, headed
from careader.capture.division import divide, expect
from careader.capture.evidence import SIGNS, measure, read_text
from careader.capture.header import read_header
from careader.text import decode, fold

STEPS = 60
RATE = 0.15
RIDGE = 5.0
EXPECTED = expect(6, 0.34)  # as often as six articles stand in what is fitted on


@dataclass(slots=True)
class Sample:
    """One page or part of it: the signs of each stretch, the gains of joining them, where articles begin."""

    page: str
    whole: bool
    lines: list[list[float]]
    gains: list[list[float]]
    starts: list[int]


def samples_of(folder: Path, every: int) -> list[Sample]:
    """Every page of a folder, whole and cut; ``every`` leaves out pages that overlap their neighbours."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    found = []
    for n, name in enumerate(sorted(truth)[::every]):
        lines = decode((folder / name).read_bytes()).split("\n")
        pieces = split_blocks(lines, read_header(lines).end)
        tops = find_headlines(pieces, truth[name]["headlines"])
        if not tops or tops[0] != 0:
            print(f"{folder.name}/{name}: left out, its first headline is not found")
            continue
        bounds = [*tops, len(pieces)]
        page = f"{folder.name}/{name}"
        found.append(make_sample(page, pieces, tops, whole=True))
        few = 1 + n % 5
        if few < len(tops):
            found.append(make_sample(page, pieces[: bounds[few]], tops[:few], whole=False))
        alone = 2 * n % len(tops)
        part = pieces[bounds[alone] : bounds[alone + 1]]
        found.append(make_sample(page, part, [0], whole=False))
    return found


def short_samples() -> list[Sample]:
    """Pages of one to six short articles (`bench.short_pages`), of the stories that are fitted on."""
    found = []
    for titled in (True, False):
        for n, (_, page) in enumerate(short_pages("fit", 1, titled=titled, headed=False)):
            pieces = split_blocks(page.text.split("\n"), 0)
            tops = find_headlines(pieces, page.headlines)
            if tops and tops[0] == 0:
                found.append(make_sample(f"short/{titled:d}{n}", pieces, tops, whole=False))
    return found


def find_headlines(pieces: Sequence[Piece], headlines: Sequence[str]) -> list[int]:
    """The blocks that hold the headlines, in page order; one that is no block of its own is left out."""
    lines = [fold(piece.text) if piece.kind is None else "" for piece in pieces]
    tops: list[int] = []
    for headline in map(fold, headlines):
        at = next((n for n, line in enumerate(lines) if line == headline and n > (tops or [-1])[-1]), None)
        if at is not None:
            tops.append(at)
    return tops


def make_sample(page: str, pieces: Sequence[Piece], tops: Sequence[int], *, whole: bool) -> Sample:
    """Measure some blocks."""
    text = read_text(pieces)
    lines = [n for n, piece in enumerate(pieces) if piece.kind is None]
    measures = [[*found, 1.0] for found in measure(text, lines)]
    measures[0] = [0.0] * len(measures[0])  # the first line of a page is a headline without evidence
    rows = zip(cohesion(text, lines), headed(text, lines), strict=True)
    gains = [[gain + more for gain, more in zip(*row, strict=True)] for row in rows]
    return Sample(page, whole, measures, gains, [lines.index(top) for top in tops])


def usual_measures(samples: Sequence[Sample]) -> tuple[list[float], list[float]]:
    """Mean and spread of every sign; 0 and 1 for the constant."""
    rows = [row for sample in samples for row in sample.lines[1:]]
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    spreads = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(rows)) or 1.0
        for column, mean in zip(zip(*rows, strict=True), means, strict=True)
    ]
    means[-1], spreads[-1] = 0.0, 1.0
    return means, spreads


def standardise(sample: Sample, means: Sequence[float], spreads: Sequence[float]) -> list[list[float]]:
    """The measures of a sample in units of their spread; the first line stays without evidence."""
    return [
        sample.lines[0],
        *([(v - m) / s for v, m, s in zip(row, means, spreads, strict=True)] for row in sample.lines[1:]),
    ]


def fit(rows: Sequence[list[list[float]]], samples: Sequence[Sample]) -> list[float]:
    """The weights, in units of each sign's spread, the constant last."""
    size = len(rows[0][0])
    weights, first, second = [0.0] * size, [0.0] * size, [0.0] * size
    weights[-1] = -3.0
    for step in range(1, STEPS + 1):
        slope = [-RIDGE * weight for weight in weights[:-1]] + [0.0]
        for lines, sample in zip(rows, samples, strict=True):
            _, chances = solve(lines, sample, weights, EXPECTED)
            for n, (line, chance) in enumerate(zip(lines, chances, strict=True)):
                pull = (n in sample.starts) - chance
                if abs(pull) > 1e-4:
                    slope = [g + pull * value for g, value in zip(slope, line, strict=True)]
        first = [0.9 * m + 0.1 * g for m, g in zip(first, slope, strict=True)]
        second = [0.99 * v + 0.01 * g * g for v, g in zip(second, slope, strict=True)]
        rate = RATE * (1 - 0.7 * step / STEPS)
        weights = [
            w + rate * (m / (1 - 0.9**step)) / (math.sqrt(v / (1 - 0.99**step)) + 1e-9)
            for w, m, v in zip(weights, first, second, strict=True)
        ]
    return weights


def solve(
    lines: list[list[float]], sample: Sample, weights: Sequence[float], expected: Sequence[float]
) -> tuple[list[int], list[float]]:
    """Divide a sample with some weights."""
    scores = [sum(w * value for w, value in zip(weights, line, strict=True)) for line in lines]
    return divide(scores, sample.gains, expected)


def cross_validate(samples: Sequence[Sample], folds: int) -> None:
    """Print how well each fold is divided with what the others teach."""
    pages = sorted({sample.page for sample in samples})
    random.Random(0).shuffle(pages)  # noqa: S311 - the same folds each run
    hits: dict[str, list[int]] = {}
    for fold_no in range(folds):
        held = set(pages[fold_no::folds])
        known = [sample for sample in samples if sample.page not in held]
        means, spreads = usual_measures(known)
        weights = fit([standardise(sample, means, spreads) for sample in known], known)
        for sample in samples:
            if sample.page not in held:
                continue
            lines = standardise(sample, means, spreads)
            got, _ = solve(lines, sample, weights, expect(6) if sample.whole else EXPECTED)
            name = sample.page.split("/")[0] + ("" if sample.whole else ", cut")
            same = len(set(got) & set(sample.starts))
            found = (same, len(got), len(sample.starts), got == sample.starts, 1)
            hits[name] = [old + new for old, new in zip(hits.get(name, [0] * 5), found, strict=True)]
    for name, (right, said, true, exact, count) in sorted(hits.items()):
        print(f"{name}: F1 {2 * right / (said + true):.3f}, exactly right {exact}/{count}")


def main() -> None:
    """Fit, and print the table of weights or the figures of each fold."""
    parser = argparse.ArgumentParser(description="fit the weights of the headline model")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    samples = [
        s for folder in options.folders for s in samples_of(folder, 6 if "rolling" in folder.name else 1)
    ]
    samples += short_samples()
    if options.folds:
        cross_validate(samples, options.folds)
        return
    means, spreads = usual_measures(samples)
    weights = fit([standardise(sample, means, spreads) for sample in samples], samples)
    for name, weight, mean, spread in zip(SIGNS, weights, means, spreads, strict=False):
        print(
            f'    "{name}": Sign({weight / spread:.2f}, {mean:.2f}, …),  {weight:+.2f} for a usual difference'
        )
    print(f"BIAS = {weights[-1]:.2f}")


if __name__ == "__main__":
    main()
