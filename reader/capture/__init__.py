"""One page: decoded text to ``Capture`` (header, blocks, headlines)."""

from reader.capture.corrections import correction, lead_of
from reader.capture.headlines import Evidence
from reader.capture.models import DOUBTFUL, Block, Capture, Copy, Correction, Kind, Listing, Problem, Rate
from reader.capture.page import Explanation, Judged, Verdict, explain, judge, parse, read
from reader.capture.proofs import Known, Page, line_number, survey

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
    "line_number",
    "parse",
    "read",
    "survey",
]
