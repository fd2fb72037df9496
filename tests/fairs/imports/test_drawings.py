from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from fairs.floor import rectangle
from fairs.imports import drawings

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'


def svg(*inside: str, box: str = "0 0 20 12") -> bytes:
    return f'<svg {SPACES} viewBox="{box}">{"".join(inside)}</svg>'.encode()


def test_straight_shapes_become_outlines() -> None:
    found = drawings.shapes(
        svg(
            "<title>Plan</title><defs><rect id='no' width='1' height='1'/></defs><!-- a note -->",
            '<rect id="stand-A1" x="0" y="0" width="3" height="3" data-kind="raw"/>',
            '<g transform="translate(3,0)"><g transform="scale(2 1)"><rect id="A2" width="1.5" height="3"/></g></g>',
            '<polygon id="g1" inkscape:label="A3" points="6,0 9,0 9,3 6,3"/>',
            '<path data-number="A4" id="path7" d="M 9,0 h3 v3 H9 Z"/>',
            '<path id="A5" d="m12 0 3 0 0 3 -3 0z"/>',
            '<path id="A6" transform="matrix(1 0 0 1 15 0)" d="M0 0L3 0L3 3L0 3"/>',
            "<text>A1</text>",
        )
    )
    assert [(s.name, s.problem) for s in found] == [(f"A{n}", "") for n in range(1, 7)]
    assert [s.outline for s in found] == [rectangle(3 * n, 0, 3, 3) for n in range(6)]
    assert found[0].data == {"kind": "raw"}
    encoded = (
        '<?xml version="1.0" encoding="gb18030"?><svg viewBox="0 0 9 9"><rect id="甲1" width="3" height="3"/></svg>'
    )
    assert [s.name for s in drawings.shapes(encoded.encode("gb18030"))] == ["甲1"]


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        ('<rect width="3mm" height="3"/>', "“3mm” is no length: write metres without a unit."),
        ('<path d="M0 0C1 1 2 2 3 3Z"/>', "Only straight lines are understood: M, L, H, V and Z."),
        ('<path d="0 0 3 3"/>', "Only straight lines are understood: M, L, H, V and Z."),
        ('<path d="M0 0 3 0 3 3Z M9 9 8 8 7 9Z"/>', "The path has several pieces: draw one for each stand."),
        ('<path d="M0 0 3"/>', "The path ends in the middle of a point."),
        ('<rect transform="rotate(45)"/>', "The transform “rotate” is not understood: apply it to the shape."),
        ('<polygon transform="scale()"/>', "The transform “scale” is not understood: apply it to the shape."),
    ],
)
def test_what_is_not_understood_is_told_of_each_shape(shape: str, told: str) -> None:
    with translation.override("en"):
        assert [(s.problem, s.outline) for s in drawings.shapes(svg(shape))] == [(told, [])]


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg viewBox="0 0 9 9"><text>&b;</text></svg>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 9 9"><text>&x;</text></svg>'


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<svg", b"<html/>", b'<svg width="10" height="10"/>', svg(box="0 0 0 12"), svg(box="a b c d"),
        svg(box="0 0 9000 9000"), svg(box="0 0 nan 1"), BOMB.encode(), OUTSIDE.encode(), b"\x00\xff\xfe\x81",
        svg("<rect/>" * 2001), svg("<g>" * 60 + "</g>" * 60),
        b" " * (drawings.LARGEST + 1), "<svg>\ud800".encode("utf-8", "surrogatepass"),
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused(content: Any) -> None:
    with pytest.raises(ValidationError):
        drawings.shapes(content)
