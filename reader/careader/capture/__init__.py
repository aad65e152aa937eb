"""Parsing a page: from its decoded text to a ``Capture`` with rates, date and articles.

To import the package imports only the models. The parser is imported at its first use, since a start with an
existing index parses nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from careader.capture.models import DOUBTFUL, Block, Capture, Copy, Correction, Kind, Listing, Problem, Rate

if TYPE_CHECKING:
    from careader.capture.corrections import correction, lead_of
    from careader.capture.evidence import Evidence
    from careader.capture.page import ExplainedLine, Explanation, Judged, explain, judge, parse, read
    from careader.capture.proofs import Known, PageBlocks, correction_hashes

__all__ = [
    "DOUBTFUL",
    "Block",
    "Capture",
    "Copy",
    "Correction",
    "Evidence",
    "ExplainedLine",
    "Explanation",
    "Judged",
    "Kind",
    "Known",
    "Listing",
    "PageBlocks",
    "Problem",
    "Rate",
    "correction",
    "correction_hashes",
    "explain",
    "judge",
    "lead_of",
    "parse",
    "read",
]

_WHEN_ASKED = {
    "corrections": ("correction", "lead_of"),
    "evidence": ("Evidence",),
    "page": ("Explanation", "Judged", "ExplainedLine", "explain", "judge", "parse", "read"),
    "proofs": ("Known", "PageBlocks", "correction_hashes"),
}


def __getattr__(name: str) -> Any:
    """Import the parser at its first use."""
    for module, names in _WHEN_ASKED.items():
        if name in names:
            return getattr(import_module(f"careader.capture.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
