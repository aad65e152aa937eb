"""Regular expressions that are compiled at their first use.

To compile all patterns of the parser takes as long as to parse a dozen pages, and every process would pay for
it. Most pages need few of the patterns.
"""

import re
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression as `re.compile` gives it, but compiled when it is used first.

    For patterns that many pages do not need. Its methods can be used; `re.sub` and others do not take it.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """A pattern that is compiled when a method of it is first used. The method is kept, so it is as fast."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._of = pattern, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._of), name)
        setattr(self, name, method)
        return method
