"""Helper processes: they read what one process would, and never outlive the one that they help."""

import multiprocessing
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest

from careader.capture import Known
from careader.errors import CareaderError
from careader.index import helpers as helping
from careader.index.page_cache import PageCache
from careader.index.reading import Job, Survey, survey_and_keep, survey_file
from tests.intake.files import record, response
from tests.intake.templates import STORIES as STORIES_OF_SITES
from tests.intake.templates import single_plain
from tests.pages import page, prose
from tests.support import ROOT

PATIENCE = 60_000
"""Milliseconds for a process to end on a busy machine."""

HELPED = """
import os, sys
from pathlib import Path
from careader.errors import CareaderError
from careader.index import helpers as helping
from careader.index.reading import Job
from careader.capture import Known

if __name__ == "__main__":
    how, *names = sys.argv[1:]
    helping._WORTH_IT, helping._TOGETHER, helping._AHEAD, os.cpu_count = 1, 3, 1, lambda: 2
    helping._may_fork = lambda: how == "forked"
    jobs = [Job(n, name, 0, 0) for n, name in enumerate(names)]
    with helping.Helpers() as helpers:
        next(helpers.read(jobs, lambda job: job, Known(), ()))
        print(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(), flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    """Captures to read, more than a helper is given at a time."""
    for n in range(24):
        text = page(
            "09 December 2025", (f"The {n}th Lantern of the Valley", prose(f"lantern {n}", 60)), listed=1
        )
        (tmp_path / f"{n:02}.txt").write_text(text, encoding="utf-8")
    return [Job(n, os.fspath(path), 0, 0) for n, path in enumerate(sorted(tmp_path.glob("*.txt")))]


def survey_of(job: Job) -> list[Survey]:
    """What this process finds in a file at first sight."""
    return [*survey_file(job, partial(survey_and_keep, job, kept=PageCache()))]


@pytest.mark.parametrize("forked", [True, False])
def test_helpers_read_what_one_process_would(
    jobs: list[Job], monkeypatch: pytest.MonkeyPatch, *, forked: bool
) -> None:
    if forked and sys.platform != "linux":
        pytest.skip("helpers are forked on Linux only")
    monkeypatch.setattr(helping, "_may_fork", lambda: forked)
    known = Known()
    for job in jobs[:12]:
        for each in survey_of(job):
            known.add(each.given)

    def taken() -> list[list[object]]:
        """What is read first with nothing known, then with what half of the captures prove."""
        with helping.Helpers() as helpers:
            survey = [[*pages] for pages in helpers.survey(jobs)]
            assert survey == [survey_of(job) for job in jobs]
            return [
                [
                    (job.capture, each.copies, each.sure, each.hooks)
                    for job, each in helpers.read(jobs, lambda job: job, told, ())
                ]
                for told in (Known(), known)
            ]

    alone = taken()
    monkeypatch.setattr(helping, "_WORTH_IT", 1)
    monkeypatch.setattr(helping, "_TOGETHER", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert taken() == alone
    assert [len(each) for each in alone] == [len(jobs), len(jobs)]


def test_a_helper_reads_the_files_again_that_it_has_surveyed_from_its_memory(
    jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helping, "_WORTH_IT", 1)
    monkeypatch.setattr(helping, "_TOGETHER", 3)
    monkeypatch.setattr(helping, "_AHEAD", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with helping.Helpers() as helpers:
        for pages in helpers.survey(jobs):
            assert [*pages]
        for job in jobs:
            Path(job.path).unlink()
        later = [*jobs[3:], *jobs[:3]]  # the first task is now of the other helper
        assert [len(each.copies) for _, each in helpers.read(later, lambda job: job, Known(), ())] == [1] * 24


def test_helpers_are_not_forked_beside_other_threads() -> None:
    over = Event()
    other = Thread(target=over.wait)
    other.start()
    try:
        assert not helping._may_fork()
    finally:
        over.set()
        other.join()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills no process so")
def test_a_helper_that_is_killed_is_told_in_one_line(
    jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helping, "_WORTH_IT", 1)
    monkeypatch.setattr(helping, "_TOGETHER", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with helping.Helpers() as helpers:
        next(helpers.read(jobs, lambda job: job, Known(), ()))
        for child in multiprocessing.active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
            child.join()
        with pytest.raises(CareaderError, match="a process that helped to read the captures was ended"):
            [*helpers.survey(jobs)]


@contextmanager
def watched(processes: list[int]) -> Iterator[select.poll]:
    """Tells which of some processes have ended."""
    poll = select.poll()
    handles = [os.pidfd_open(process) for process in processes]
    for handle in handles:
        poll.register(handle, select.POLLIN)
    yield poll
    for handle in handles:
        os.close(handle)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="this system cannot wait for other processes")
@pytest.mark.parametrize("how", ["forked", "spawned"])
def test_helpers_end_with_the_one_that_they_help_even_if_it_is_killed(jobs: list[Job], how: str) -> None:
    command = [sys.executable, "-c", HELPED, how, *(job.path for job in jobs)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as helped:
        assert helped.stdout
        helpers = [int(each) for each in helped.stdout.readline().split()]
        assert len(helpers) >= 2
        with watched(helpers) as poll:
            helped.send_signal(signal.SIGKILL)
            ended: set[int] = set()
            while len(ended) < len(helpers):
                told = [handle for handle, _ in poll.poll(PATIENCE)]
                assert told, "a helper is still there"
                for handle in told:
                    poll.unregister(handle)
                ended.update(told)


def test_helpers_read_the_pages_of_a_warc_as_one_process_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [
        record("response", response(single_plain(story).encode()), "application/http", f"https://x.org/{n}/")
        for n, story in enumerate(STORIES_OF_SITES * 3)
    ]
    picture = record("response", response(b"x", "Content-Type: image/png"), "application/http")
    empty = record("response", response(b"<html></html>"), "application/http")
    large = record(
        "response", response(b"<h1>A Title</h1><p>Its text.</p>" + b" " * 9000), "application/http"
    )
    path = tmp_path / "all.warc"
    path.write_bytes(b"".join([*records[:5], picture, empty, large, *records[5:], empty, picture, b"torn"]))
    job = Job(0, os.fspath(path), path.stat().st_size, 0)
    alone = survey_of(job)
    assert len(alone) == len(records) + 3  # the two empty pages are told in one line
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for name, value in (("_ALONE", 2), ("_PAGES", 3), ("_LARGE_PAGE", 8000), ("_LARGE_FILE", 1)):
        monkeypatch.setattr(helping, name, value)
    with helping.Helpers() as helpers:
        (surveyed,) = ([*pages] for pages in helpers.survey([job]))
        assert multiprocessing.active_children()
    assert surveyed == alone
