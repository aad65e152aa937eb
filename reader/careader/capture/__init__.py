"""One page: decoded text to ``Capture`` (header, blocks, headlines).

The models come with the package; what parses is imported when it is first asked for, since a start on an
index parses nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from careader.capture.models import DOUBTFUL, Block, Capture, Copy, Correction, Kind, Listing, Problem, Rate

if TYPE_CHECKING:
    from careader.capture.corrections import correction, lead_of
    from careader.capture.headlines import Evidence
    from careader.capture.page import Explanation, Judged, Verdict, explain, judge, parse, read
    from careader.capture.proofs import Known, Page, said_numbers, survey

__all__ = [
    "DOUBTFUL",
    "Block",
    "Capture",
    "Copy",
    "Correction",
    "Evidence",
    "Explanation",
    "Judged",
    "Kind",
    "Known",
    "Listing",
    "Page",
    "Problem",
    "Rate",
    "Verdict",
    "correction",
    "explain",
    "judge",
    "lead_of",
    "parse",
    "read",
    "said_numbers",
    "survey",
]

_WHEN_ASKED = {
    "corrections": ("correction", "lead_of"),
    "headlines": ("Evidence",),
    "page": ("Explanation", "Judged", "Verdict", "explain", "judge", "parse", "read"),
    "proofs": ("Known", "Page", "said_numbers", "survey"),
}


def __getattr__(name: str) -> Any:
    """Import what parses, once it is asked for."""
    for module, names in _WHEN_ASKED.items():
        if name in names:
            return getattr(import_module(f"careader.capture.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
