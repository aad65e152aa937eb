"""Jump and search within a sitting, on any thread, with connections of their own to the index."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Lock

from careader.corpus import Corpus
from careader.errors import CareaderError, IndexDamagedError
from careader.find.jump.headlines import Headlines, headlines_in
from careader.find.search.places import Place
from careader.sitting.asking import Answer, ask, places
from careader.sitting.marked_articles import MarkedArticles


class Finding:
    """Finds headlines and texts in the corpus of a sitting.

    Args:
        corpus: the corpus.
        marks: returns the present marks, for filters such as ``is:unread``.
        state_file: the path of `state.db`, for filters such as ``is:noted``.
    """

    def __init__(self, corpus: Corpus, marks: Callable[[], MarkedArticles], state_file: Path) -> None:
        self._corpus, self._marks, self._state_file = corpus, marks, state_file
        self._headlines: Headlines | None = None
        self._reading_headlines = Lock()
        self._searched: Corpus | None = None
        self._searching = Lock()

    def headlines(self) -> Headlines:
        """The headlines of the corpus, for jump; read once for each edition of the index.

        Raises:
            CareaderError: the index cannot be read.
            FileNotFoundError: the index is gone.
        """
        with self._reading_headlines:
            self._check_in_place()
            # Headlines of a newer edition than the panes show stay until the panes show the edition.
            if self._headlines is None or self._headlines.edition < self._corpus.edition:
                with self._noting_damage():
                    self._headlines = headlines_in(self._corpus.path)
            return self._headlines

    @property
    def ready_headlines(self) -> Headlines | None:
        """The `headlines`, if they have already been read for this edition; else None."""
        ready = self._headlines
        fresh = ready is not None and ready.edition >= self._corpus.edition
        return ready if fresh and not self._corpus.is_replaced else None

    def search(self, text: str) -> tuple[Answer, int]:
        """Search the corpus.

        Returns:
            The answer, and the edition of the index to which the numbers of the answer belong. While the
            sitting's corpus is at another edition, it may lack these numbers.

        Raises:
            CareaderError: the index cannot be read.
            FileNotFoundError: the index is gone.
        """
        with self._searching:
            self._check_in_place()
            if self._searched is None:
                self._searched = Corpus(self._corpus.path, self._corpus.roots)
                self._searched.strict = True
            else:
                self._searched.renew()
            try:
                with self._noting_damage():
                    answer = ask(self._searched, self._marks(), text, self._state_file)
                    return answer, self._searched.edition
            finally:
                self._searched.rest()

    def places(self, answer: Answer, most: int) -> list[Place]:
        """The first places of an answer, in the order of the first days of their articles.

        Args:
            answer: the last answer of `search`.
            most: the most places to return.

        Raises:
            CareaderError: the index cannot be read, or was replaced since the answer.
            FileNotFoundError: the index is gone.
        """
        with self._searching:
            self._check_in_place()
            if self._searched is None:
                return []
            self._searched.renew()
            try:
                with self._noting_damage():
                    return [*islice(places(self._searched, answer), most)]
            finally:
                self._searched.rest()

    def stop(self) -> None:
        """Interrupt a search that runs on another thread; its answer is no longer wanted."""
        if self._searched:
            self._searched.interrupt()

    def close(self) -> None:
        """Wait for a running search to end, and close the connections."""
        self.stop()
        with self._searching:
            if self._searched:
                self._searched.close()

    def _check_in_place(self) -> None:
        """Raise an error if the index was replaced: its numbers then belong to other articles."""
        if self._corpus.is_replaced:
            raise CareaderError("the index was made anew: go back, and ask again")

    @contextmanager
    def _noting_damage(self) -> Iterator[None]:
        """Set `Corpus.damaged` for damage found in the ``with`` block, so that the index is made again."""
        try:
            yield
        except IndexDamagedError as error:
            self._corpus.damaged = str(error)
            raise
