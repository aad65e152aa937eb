"""From where a corpus comes, and reading it."""

from contextlib import closing
from pathlib import Path

import pytest

from careader import locations
from careader.corpus import Choice, Origin, choose, load, nothing_to_read, read_pages
from careader.corpus.library import add
from careader.corpus.opening import open_corpus


def test_without_paths_or_library_it_is_the_sample(sample: Path) -> None:
    assert choose() == Choice(Origin.SAMPLE, (sample,))


def test_an_empty_library_is_none() -> None:
    locations.library().mkdir(parents=True)
    assert choose().origin is Origin.SAMPLE


def test_without_paths_it_is_the_library(sample: Path) -> None:
    assert len([*add([sample], locations.library())]) == 6
    assert choose() == Choice(Origin.LIBRARY, (locations.library(),))


def test_paths_come_first_and_are_known_for_what_they_are(sample: Path, tmp_path: Path) -> None:
    assert len([*add([sample], locations.library())]) == 6
    link = tmp_path / "link"
    link.symlink_to(locations.library())
    assert choose([tmp_path]).origin is Origin.PATHS
    assert choose([sample]).origin is Origin.SAMPLE
    assert choose([link]).origin is Origin.LIBRARY
    assert choose([sample, tmp_path]).origin is Origin.PATHS


def test_a_choice_has_the_same_id_however_its_paths_are_given(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here, there = Path("here"), Path("there")
    assert choose([here, there]).id == choose([tmp_path / "there", Path("x/../here")]).id
    assert choose([here]).id != choose([there]).id
    assert choose([sample]).id == choose().id == "sample"


def test_pages_are_read_in_path_order(sample: Path, tmp_path: Path) -> None:
    files = sorted(sample.glob("*.txt"))
    pages, errors = read_pages([*files[::-1], tmp_path / "gone.txt"])
    assert [path for path, _ in pages] == [str(file) for file in files]
    assert [str(error) for error in errors] == [f"{tmp_path}/gone.txt: no such file or folder"]


def test_a_corpus_tells_what_could_not_be_read(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    corpus = load(choose([sample, tmp_path])).corpus
    assert len(corpus.articles) == 26
    assert corpus.unreadable == (f"{tmp_path}/empty.txt: empty",)


def test_nothing_to_read_tells_why_and_one_capture_is_enough(tmp_path: Path, sample: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "other.txt").write_bytes(b"\0")
    paths = [tmp_path, tmp_path / "gone"]
    assert [str(error) for error in nothing_to_read(choose(paths))] == [
        f"{tmp_path}/gone: no such file or folder",
        f"{tmp_path}/empty.txt: empty",
        f"{tmp_path}/other.txt: not text",
    ]
    assert nothing_to_read(choose([*paths, sample])) == []


def test_a_file_in_the_index_is_read_again_only_once_it_changed(tmp_path: Path, sample: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(next(sample.glob("*.txt")).read_bytes())
    choice = choose([file])
    load(choice).corpus.close()
    assert nothing_to_read(choice) == []
    file.write_bytes(b"\0")
    assert [str(error) for error in nothing_to_read(choice)] == [f"{file}: not text"]
    file.unlink()
    assert [str(error) for error in nothing_to_read(choice)] == [f"{file}: no such file or folder"]


def test_nothing_at_all_is_nothing_wrong() -> None:
    assert nothing_to_read(choose([])) == []


def test_an_index_of_few_captures_is_made_at_once_and_opened_as_it_is(sample: Path) -> None:
    for _ in range(2):
        with closing(open_corpus(choose([sample]))) as corpus:
            assert len(corpus.articles) > 1
            assert corpus.rebuilt == ""
