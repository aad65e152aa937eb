"""Finding the files with captures: a path names a file, or a folder of files.

A folder that cannot be listed gives an error that names the folder, and the other folders are listed.
"""

import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from careader import locations
from careader.errors import CaptureError
from careader.words import count, path_in_words

SUFFIX = ".txt"
"""The ending that careader gives to the name of a page without a name."""

SUFFIXES = frozenset(
    """
    .txt .html .htm .xhtml .xht .shtml .mhtml .mht .eml .mbox .webarchive .maff .zip .wacz .warc .wet .gz
    .xml .rss .atom .md .markdown .json
    """.split()
)
"""The endings of files with saved pages in a folder. A file that the user names may have any ending."""

_ASKED = frozenset({".json", ".xml", ".gz", ".zip"})
"""The endings that other files also have. The first bytes decide whether such a file has saved pages."""

_COMPANIONS = ("_files", ".files", "_fichiers", "-Dateien", "_archivos", "_file")
"""The endings of the folders in which browsers put the pictures of a saved page."""


class Scan(NamedTuple):
    """The files with captures, found by listing folders.

    Attributes:
        files: the size in bytes and the time of the last change in nanoseconds of each file, in no order, by
            the number of its root and its path below the root ("" where the root is a file). Size and time
            are -1 where the system does not tell them.
        folders: the time of the last change in nanoseconds of each listed folder. It changes where a capture
            is added, renamed or removed.
        errors: an error for each root without captures, and for each folder that cannot be listed.
        unlisted: the folders that cannot be listed, and the emptied roots, each as the number of the root and
            the path below the root. Their captures are unknown.
        passed: the number of skipped files, by the ending of their names.
    """

    files: dict[tuple[int, str], tuple[int, int]]
    folders: dict[str, int]
    errors: tuple[CaptureError, ...]
    unlisted: tuple[tuple[int, str], ...]
    passed: Mapping[str, int] = MappingProxyType({})


def scan(roots: Sequence[Path], filled_before: Container[int] = ()) -> Scan:
    """Find the files with captures at the roots, each file once.

    Args:
        roots: files and folders. In a folder of any depth, files with one of `SUFFIXES` are found. Hidden
            files and folders, linked folders and the browsers' folders of pictures are ignored. All other
            files are skipped and counted in `Scan.passed`.
        filled_before: the numbers of the roots that had captures before. Such a root without any file may be
            the empty folder that an absent disk leaves.
    """
    files: dict[tuple[int, str], tuple[int, int]] = {}
    folders: dict[str, int] = {}
    errors: list[CaptureError] = []
    unlisted: list[tuple[int, str]] = []
    known: set[str] = set()
    passed: dict[str, int] = {}
    for number, root in enumerate(roots):
        top = os.fspath(root)
        try:
            if root.is_dir():
                failed: dict[str, CaptureError] = {}
                found = {
                    below: _state(entry) for below, entry in _captures_below(top, folders, failed, passed)
                }
                errors += failed.values()
                unlisted += [(number, below) for below in failed]
                if not found and not failed:
                    errors.append(_without_pages(root, emptied=number in filled_before))
                    unlisted += [(number, "")] if number in filled_before else []
            else:
                root.stat()
                found = {"": _state(root)}
        except OSError as error:
            errors.append(locations.unreadable(root, error))
            unlisted.append((number, ""))
            continue
        for below, state in found.items():
            if len(roots) > 1:
                whole = os.path.abspath(os.path.join(top, below) if below else top)  # noqa: PTH100, PTH118 - thousands of them
                if whole in known:
                    continue
                known.add(whole)
            files[number, below] = state
    return Scan(files, folders, tuple(errors), tuple(unlisted), passed)


def _without_pages(folder: Path, *, emptied: bool) -> CaptureError:
    """The error for a folder without saved pages."""
    more = " any more: is its disk away? Its articles stay until there is a page" if emptied else ""
    return CaptureError(f"{path_in_words(folder)}: no saved pages in this folder{more}")


def path_of(root: Path, below: str) -> str:
    """The whole path of a file that `scan` found below a root."""
    top = os.fspath(root)
    if not below or top == ".":
        return below or top
    return os.path.join(top, below)  # noqa: PTH118 - thousands of them


def capture_files(paths: Iterable[Path]) -> tuple[list[Path], list[CaptureError]]:
    """Find the files with captures at some paths (`scan`), each file once, in path order.

    Returns:
        The files, and an error for each path without captures and each folder that cannot be listed.
    """
    roots = list(paths)
    found = scan(roots)
    files = [path_of(roots[root], below) for root, below in found.files]
    return [Path(file) for file in sorted(files)], list(found.errors)


def some_captures(roots: Iterable[Path]) -> Iterator[tuple[int, str]]:
    """The files with captures at the roots, each as soon as it is found; errors are ignored.

    Each file is named as in `Scan.files`.
    """
    for number, root in enumerate(roots):
        try:
            if not root.is_dir():
                yield number, ""
                continue
        except OSError:
            continue
        for below, _ in _captures_below(os.fspath(root), {}, {}, {}):
            yield number, below


def holds_captures(folder: Path) -> bool:
    """Whether a folder has captures, or may have captures, since it exists but cannot be listed."""
    failed: dict[str, CaptureError] = {}
    try:
        inside = _captures_below(os.fspath(folder), {}, failed, {}) if folder.is_dir() else iter(())
        return any(True for _ in inside) or bool(failed)
    except OSError:
        return True


def _captures_below(
    top: str, folders: dict[str, int], failed: dict[str, CaptureError], passed: dict[str, int]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files with captures in a folder of any depth: the path below the folder, and the directory entry.

    Args:
        top: the folder.
        folders: gains each listed folder, with the time of its last change in nanoseconds.
        failed: gains an error for each folder that cannot be listed, by its path below ``top``.
        passed: gains the counts of skipped files, by the ending of their names.
    """
    waiting = [""]
    while waiting:
        below = waiting.pop()
        folder = os.path.join(top, below)  # noqa: PTH118 - strings take a third of the time of paths
        try:
            folders[folder] = os.stat(folder).st_mtime_ns  # noqa: PTH116 - the same
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if not name.endswith(_COMPANIONS):
                            waiting.append(f"{below}{name}{os.sep}")
                    elif not _leads_to_folder(entry):
                        if name.endswith(SUFFIX) or _is_page(entry):
                            yield below + name, entry
                        else:
                            ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a string
                            passed[ending] = passed.get(ending, 0) + 1
        except OSError as error:
            failed[below] = locations.unreadable(Path(folder), error)


def _is_page(entry: os.DirEntry[str]) -> bool:
    """Whether a file has saved pages: by its name, or by its first bytes where the name does not decide."""
    stem, ending = os.path.splitext(entry.name.lower())  # noqa: PTH122 - a string
    if ending not in SUFFIXES or (ending in (".md", ".markdown") and stem in _ABOUT_THE_FOLDER):
        return False
    if ending not in _ASKED:
        return True
    from careader.intake.sniffing import holds_page  # hardly a folder has such files

    return holds_page(entry.path)


_ABOUT_THE_FOLDER = frozenset({"readme", "changelog", "license", "contributing"})


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # a link that leads in a circle: reading it gives the error
        return False


def _state(entry: os.DirEntry[str] | Path) -> tuple[int, int]:
    try:
        status = entry.stat()
    except OSError:  # a link that leads nowhere: reading it gives the error
        return -1, -1
    return status.st_size, status.st_mtime_ns


def passed_over(scanned: Scan) -> str:
    """The message about the skipped files in folders; "" where no file was skipped."""
    if not scanned.passed:
        return ""
    often = sorted(scanned.passed.items(), key=lambda each: (-each[1], each[0]))
    kinds = ", ".join(f"{number:,} {ending or 'without an ending'}" for ending, number in often[:6])
    more = ", …" if len(often) > 6 else ""
    return f"{count(sum(scanned.passed.values()), 'file')} passed over: no saved pages ({kinds}{more})"
