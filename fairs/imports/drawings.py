"""Shapes of an SVG drawing whose viewBox is in metres: rectangles, polygons, and paths of straight lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from defusedxml import DefusedXmlException, ElementTree
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fairs import floor

from .sheets import LARGEST

UNSEEN = {"defs", "symbol", "clipPath", "mask", "marker", "pattern", "metadata", "title", "desc"}
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}label"
DEEPEST = 50
MOST_SHAPES = 2000
NUMBERS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
STEPS = re.compile(rf"([A-Za-z])|({NUMBERS.pattern})")
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """``name``: its data-number, label or id; ``problem``: why it has no outline, or ""."""

    name: str
    outline: floor.Outline
    problem: str
    data: dict[str, str]


def shapes(content: bytes) -> list[Shape]:
    """Raises ValidationError."""
    if len(content) > LARGEST:
        raise ValidationError(_("The file has more than %(most)d MB.") % {"most": LARGEST // 2**20})
    try:
        root = ElementTree.fromstring(_text(content))
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise ValidationError(_("This is no SVG drawing: it cannot be read as XML, or has entities.")) from error
    box = [float(n) for n in NUMBERS.findall(root.get("viewBox", ""))]
    if _local(root) != "svg" or len(box) != 4 or not 0 < min(box[2:]) <= max(box[2:]) <= 2 * floor.LARGEST:
        raise ValidationError(_('The drawing needs a viewBox in metres, such as viewBox="0 0 120 80".'))
    found = list(islice(_inside(root, SAME, 0), MOST_SHAPES + 1))
    if len(found) > MOST_SHAPES:
        raise ValidationError(_("The drawing has more than %(most)d shapes: send it in parts.") % {"most": MOST_SHAPES})
    return found


def _text(content: bytes) -> str:
    """Expat knows no GB18030; given text it asks for no encoding."""
    try:
        return content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return content.decode("gb18030").strip()


def _inside(parent: Any, matrix: Matrix, depth: int) -> Iterator[Shape]:
    if depth > DEEPEST:
        raise ValidationError(_("The groups of the drawing are nested too deeply."))
    for element in parent:
        tag = _local(element)
        if tag in UNSEEN:
            continue
        try:
            here = combined(matrix, transform(element.get("transform", "")))
            outline = CORNERS[tag](element) if tag in CORNERS else []
        except ValidationError as error:
            yield Shape(_name(element), [], error.messages[0], {})
            continue
        if tag in CORNERS:
            data = {name.removeprefix("data-"): text for name, text in element.attrib.items() if name[:5] == "data-"}
            yield Shape(_name(element), [moved(point, here) for point in outline], "", data)
        yield from _inside(element, here, depth + 1)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _name(element: Any) -> str:
    found = element.get("data-number") or element.get(INKSCAPE) or element.get("id", "").removeprefix("stand-")
    return str(found).strip()


def _rectangle(element: Any) -> floor.Outline:
    x, y, width, height = (_length(element, name) for name in ("x", "y", "width", "height"))
    return floor.rectangle(x, y, width, height)


def _length(element: Any, name: str) -> float:
    text = element.get(name, "0").strip()
    if not NUMBERS.fullmatch(text):
        raise ValidationError(_("“%(text)s” is no length: write metres without a unit.") % {"text": text[:20]})
    return float(text)


def _polygon(element: Any) -> floor.Outline:
    numbers = [float(n) for n in NUMBERS.findall(element.get("points", ""))]
    return [[x, y] for x, y in zip(numbers[::2], numbers[1::2], strict=False)]


def _path(element: Any) -> floor.Outline:
    """Of one piece: M, L, H, V and Z, absolute or relative."""
    found: floor.Outline = []
    letter, numbers = "", iter(STEPS.findall(element.get("d", "")))
    for step, number in numbers:
        if step.upper() == "Z" or (step and step.upper() in "MLHV"):
            if letter.upper() == "Z" or (step.upper() == "M" and found):
                raise ValidationError(_("The path has several pieces: draw one for each stand."))
            letter = step
        elif step or not letter or letter.upper() == "Z":
            raise ValidationError(_("Only straight lines are understood: M, L, H, V and Z."))
        else:
            found.append(_next(letter, float(number), numbers, found[-1] if found else [0.0, 0.0]))
            letter = {"M": "L", "m": "l"}.get(letter, letter)
    return found


def _next(letter: str, number: float, numbers: Iterator[tuple[str, str]], last: list[float]) -> list[float]:
    x, y = last if letter.islower() else (0.0, 0.0)
    if letter.upper() == "H":
        return [x + number, last[1]]
    if letter.upper() == "V":
        return [last[0], y + number]
    second = next(numbers, ("", ""))[1]
    if not second:
        raise ValidationError(_("The path ends in the middle of a point."))
    return [x + number, y + float(second)]


CORNERS = {"rect": _rectangle, "polygon": _polygon, "path": _path}


def transform(text: str) -> Matrix:
    found = SAME
    for name, inside in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        n = [float(number) for number in NUMBERS.findall(inside)]
        if name == "translate" and len(n) in (1, 2):
            new: Matrix = (1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0)
        elif name == "scale" and len(n) in (1, 2):
            new = (n[0], 0, 0, n[-1], 0, 0)
        elif name == "matrix" and len(n) == 6:
            new = (n[0], n[1], n[2], n[3], n[4], n[5])
        else:
            raise ValidationError(
                _("The transform “%(name)s” is not understood: apply it to the shape.") % {"name": name}
            )
        found = combined(found, new)
    return found


def combined(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def moved(point: list[float], matrix: Matrix) -> list[float]:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return [a * x + c * y + e, b * x + d * y + f]
