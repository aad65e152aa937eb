"""Legible text in every theme: a text colour is moved away from its background until it is legible."""

from collections.abc import Sequence
from functools import lru_cache

from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK, WHITE, Color
from textual.filter import LineFilter

LEAST = 4.5
"""The least contrast of legible text (WCAG 2.1, 1.4.3: https://www.w3.org/TR/WCAG21/#contrast-minimum)."""

_STEPS = 20


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours as WCAG defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(512)
def _luminance(color: Color) -> float:
    red, green, blue = map(_linear, color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def legible(text: Color, ground: Color) -> Color:
    """The colour ``text``, moved towards black or white where it is too faint on the colour ``ground``.

    The terminal's own colours stay unchanged, since careader does not know what they look like.
    """
    if text.ansi is not None or ground.ansi is not None or not ground.a:
        return text
    shown = ground + text
    if contrast(shown, ground) >= LEAST:
        return text
    end = max((BLACK, WHITE), key=lambda each: contrast(each, ground))
    steps = (shown.blend(end, step / _STEPS) for step in range(1, _STEPS + 1))
    return next((each for each in steps if contrast(each, ground) >= LEAST), end)


class Legible(LineFilter):
    """Makes all text of the interface legible in every theme. Signs and borders keep their colours.

    The filter also applies to Textual's own widgets. It comes before the filter that removes colours.
    """

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        """The same line, with legible colours."""
        return [_legible_segment(segment, background) for segment in segments]


def _legible_segment(segment: Segment, ground: Color) -> Segment:
    text, style, control = segment
    if style is None or (text and not any(map(str.isalnum, text))):
        return segment
    made = _legible_style(style, ground)
    return segment if made is style else Segment(text, made, control)


@lru_cache(4096)
def _legible_style(style: Style, ground: Color) -> Style:
    color, own = style.color, style.bgcolor
    if color is None or color.type is not ColorType.TRUECOLOR:
        return style
    if own is not None:
        if own.type is not ColorType.TRUECOLOR:
            return style
        ground = Color.from_rich_color(own)
    text = Color.from_rich_color(color)
    made = legible(text, ground)
    return style if made == text else style + Style.from_color(made.rich_color)
