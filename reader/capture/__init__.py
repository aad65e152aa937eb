"""One page: decoded text to ``Capture`` (header, blocks, headlines)."""

from reader.capture.corrections import correction, lead_of
from reader.capture.headlines import Evidence
from reader.capture.models import Block, Capture, Copy, Correction, Kind, Listing, Problem, Rate
from reader.capture.page import Explanation, Verdict, explain, parse

__all__ = [
    "Block",
    "Capture",
    "Copy",
    "Correction",
    "Evidence",
    "Explanation",
    "Kind",
    "Listing",
    "Problem",
    "Rate",
    "Verdict",
    "correction",
    "explain",
    "lead_of",
    "parse",
]
