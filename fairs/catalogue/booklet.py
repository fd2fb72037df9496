"""The printed catalogue: a cover, exhibitors with their products by pavilion or category, an index of the stands.

The font is embedded, as far as it is used; of its characters beyond GB 2312 a reader's own font takes the place.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus.tableofcontents import TableOfContents

from .tables import read

FONT, SUBSTITUTE = "NotoSansSC", "STSong-Light"
INK, QUIET, BRAND = HexColor("#1c2321"), HexColor("#56605c"), HexColor("#14655c")
EDGE, GAP = 18 * mm, 8 * mm
HEAD = 28  # characters of a part's name at the head of a page
FITTING = 18  # characters that fit a column, however wide
_CHINESE = re.compile(r"[\u2e80-\uffef]")

Section = tuple[str, int, str]
"""Edition, where there are several; which comes first: pavilions, categories, others; its name."""


def booklet(entries: Any) -> bytes:
    rows = list(read(entries))
    out = BytesIO()
    Booklet(out, title(rows)).multiBuild(list(story(rows)))
    return out.getvalue()


def title(rows: list[Any]) -> str:
    editions = dict.fromkeys(str(entry.edition) for entry in rows)
    return next(iter(editions)) if len(editions) == 1 else _("Catalogue of exhibitors and products")


def story(rows: list[Any]) -> Iterator[Any]:
    yield from cover(rows)
    yield NextPageTemplate("columns")
    yield PageBreak()
    yield text(_("Contents"), "part")
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [style("contents"), style("contents", leftIndent=5 * mm)]
    rest = [*sections(rows), *index(rows)]
    for heading in headings_of(rest):
        contents.addEntry(heading.level, heading.markup, 0)  # as long from the first as in the end: one pass less
    yield contents
    yield PageBreak()
    yield from rest


def headings_of(flowables: list[Any]) -> Iterator[Any]:
    for flowable in flowables:
        if isinstance(flowable, KeepTogether):
            yield from headings_of(flowable._content)
        elif getattr(flowable, "level", None) is not None:
            yield flowable


def cover(rows: list[Any]) -> Iterator[Any]:
    kinds = [entry.kind for entry in rows]
    exhibitors, products = len({e.exhibitor_id for e in rows if e.exhibitor_id}), kinds.count("product")
    yield Spacer(1, 70 * mm)
    yield text(title(rows), "title")
    for block in rows[0].edition.loaded_blocks if rows and len({e.edition_id for e in rows}) == 1 else ():
        days = dict.fromkeys(date_format(day) for day in (block.first_day, block.last_day) if day)
        yield text(" – ".join(days), "subtitle")
    yield Spacer(1, 12 * mm)
    if exhibitors:  # who shows something may not be known
        yield text(ngettext("%d exhibitor", "%d exhibitors", exhibitors) % exhibitors, "subtitle")
    yield text(ngettext("%d product", "%d products", products) % products, "subtitle")
    yield Spacer(1, 60 * mm)
    if any(entry.edition.synthetic for entry in rows):
        yield text(_("Synthetic: made up for tests and demonstrations."), "note")
    yield text(_("As published on %(day)s.") % {"day": date_format(timezone.localdate())}, "note")


def sections(rows: list[Any]) -> Iterator[Any]:
    several, home = len({entry.edition_id for entry in rows}) > 1, homes(rows)

    def section(entry: Any) -> Section:
        return (str(entry.edition) if several else "", *home[_member(entry)])

    def order(entry: Any) -> tuple[Any, ...]:
        edition, which, name = section(entry)
        return collated(edition), which, collated(name)

    before = ""
    for (edition, _which, name), members in groupby(sorted(rows, key=order), section):
        headings = [text(edition, "part", level=0)] if edition != before else []
        headings.append(text(name, "section", level=int(several)))
        before = edition
        for __, shown in groupby(sorted(members, key=_in_order), _member):
            first, *rest = lines_of(list(shown))
            yield KeepTogether([*headings, *first])
            headings = []
            yield from rest


def homes(rows: list[Any]) -> dict[Any, tuple[int, str]]:
    """Where each company stands, once: in its pavilion, else with the first category of what it shows."""
    named: dict[Any, set[tuple[int, str]]] = defaultdict(lambda: {(2, _("Other exhibitors"))})
    for entry in rows:
        if entry.pavilion:
            named[_member(entry)].add((0, str(entry.pavilion)))
        elif entry.product:
            named[_member(entry)].add((1, str(entry.product.category)))
    return {_member(entry): min(named[_member(entry)]) for entry in rows}


def _member(entry: Any) -> tuple[int, int | None, int | None]:
    """Products that nobody is known to show stand for themselves."""
    return entry.edition_id, entry.exhibitor_id, None if entry.exhibitor_id else entry.product_id


def _in_order(entry: Any) -> tuple[Any, ...]:
    return entry.exhibitor is None, collated(str(entry.exhibitor)), _member(entry), collated(str(entry))


def collated(name: str) -> bytes:
    """As people look it up: GB 18030 has the usual characters in the order of their sounds."""
    return name.casefold().encode("gb18030", "replace")


def lines_of(shown: list[Any]) -> list[Any]:
    """What is not to be torn apart as a list, then what may stand in the next column."""
    lines = [text(e, "product", e.product, about(e)) for e in shown if e.product]
    company = shown[0].exhibitor
    if not company:
        return [lines[:1], *lines[1:]]
    return [[text(company, "company", company, place(shown[0])), *lines[:1]], *lines[1:]]


def index(rows: list[Any]) -> Iterator[Any]:
    where = {_member(entry): entry for entry in rows if entry.exhibitor}
    if where:
        yield PageBreak()
        yield text(_("Index of exhibitors"), "part", level=0)
    for entry in sorted(where.values(), key=lambda e: (collated(str(e.exhibitor)), e.pk)):
        yield text(entry.exhibitor, "product", None, place(entry))


def about(entry: Any) -> str:
    said = [entry.product.category, entry.product.origin]
    return " · ".join(map(str, [*said, *([] if entry.exhibitor else filter(None, [place(entry)]))]))


def place(entry: Any) -> str:
    stand = _("stand %(stand)s") % {"stand": entry.stand} if entry.stand else ""
    return " · ".join(filter(None, [entry.hall.name if entry.hall else "", stand]))


# Type


class Booklet(BaseDocTemplate):
    """Headings (those with a ``level``) go to the contents, the higher ones to the heads of their pages."""

    def __init__(self, out: BytesIO, name: str) -> None:
        super().__init__(out, pagesize=A4, title=name, author=_("Fair Calendar"), lang=get_language(), creator="")
        width, height = A4[0] - 2 * EDGE, A4[1] - 2 * EDGE
        column = (width - GAP) / 2
        frames = [Frame(EDGE + n * (column + GAP), EDGE, column, height - 6 * mm, 0, 0, 0, 0) for n in (0, 1)]
        self.addPageTemplates([
            PageTemplate("cover", Frame(EDGE, EDGE, width, height, 0, 0, 0, 0)),
            PageTemplate("columns", frames, onPageEnd=self.edges),
        ])  # fmt: skip
        self.name = name
        self.begun: list[str] = []  # on this page
        self.going_on = ""

    def beforeDocument(self) -> None:  # noqa: N802  reportlab's, before each pass
        self.begun, self.going_on = [], ""

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  reportlab's
        if (level := getattr(flowable, "level", None)) is not None:
            self.notify("TOCEntry", (level, flowable.markup, self.page))
            self.begun += [] if level else [flowable.said]

    def edges(self, canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFillColor(QUIET)
        canvas.setFont(font(), 8)
        parts = self.begun or [self.going_on]
        head = " – ".join(plain(part)[:HEAD] for part in dict.fromkeys([parts[0], parts[-1]]))
        canvas.drawRightString(A4[0] - EDGE, A4[1] - EDGE - 2 * mm, head)
        canvas.drawString(EDGE, EDGE - 8 * mm, plain(self.name)[:70])
        canvas.drawRightString(A4[0] - EDGE, EDGE - 8 * mm, str(document.page))
        canvas.restoreState()
        self.begun, self.going_on = [], parts[-1]


STYLES: dict[str, dict[str, Any]] = {
    "title": {"fontSize": 30, "leading": 42, "textColor": BRAND, "spaceAfter": 4 * mm},
    "subtitle": {"fontSize": 15, "leading": 24},
    "note": {"fontSize": 9, "leading": 14, "textColor": QUIET},
    "part": {"fontSize": 18, "leading": 25, "textColor": BRAND, "spaceBefore": 8 * mm, "spaceAfter": 3 * mm},
    "section": {"fontSize": 13, "leading": 19, "textColor": BRAND, "spaceBefore": 6 * mm, "spaceAfter": 2 * mm},
    "contents": {"fontSize": 10, "leading": 16},
    "company": {"fontSize": 10.5, "leading": 15, "spaceBefore": 3 * mm},
    "product": {"fontSize": 9, "leading": 13, "leftIndent": 3 * mm, "spaceBefore": 1 * mm},
}  # fmt: skip


@cache
def style(name: str, **different: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font(), **{"textColor": INK, **STYLES[name], **different})


def text(said: Any, name: str, thing: Any = None, more: str = "", level: int | None = None) -> Paragraph:
    """``thing``: its name in the other language stands below, quietly, and ``more`` after that."""
    other = getattr(thing, "name_en" if get_language() == "zh-hans" else "name_zh_hans", "")
    lines = [str(said), *(line for line in (other if other != str(said) else "", more) if line)]
    markup, *quiet = map(marked_up, lines)
    whole = markup + "".join(f'<br/><font size="8" color="{QUIET.hexval()}">{line}</font>' for line in quiet)
    # Chinese may break anywhere, words of letters only between them. What fits needs no breaking, which takes long.
    breaks = any(len(line) > FITTING and _CHINESE.search(line) for line in lines)
    made = Paragraph(whole, style(name, wordWrap="CJK" if breaks else None))
    made.level, made.said, made.markup = level, str(said), markup
    return made


def plain(said: str) -> str:
    """Without what the font does not have."""
    return "".join(c for c in said if ord(c) in known())


def marked_up(said: str) -> str:
    """Characters that the font does not have, by the substitute."""
    runs = groupby(said, lambda c: ord(c) in known())
    return "".join(_run("".join(run), has) for has, run in runs)


def _run(run: str, has: bool) -> str:
    if has:
        return escape(run)
    shown = "".join(c if c.isprintable() and ord(c) < 0x10000 else " " for c in run)
    return f'<font name="{substitute()}">{escape(shown)}</font>'


@cache
def font() -> str:
    pdfmetrics.registerFont(TTFont(FONT, Path(__file__).parent / "fonts" / "NotoSansSC-GB2312.ttf"))
    return FONT


@cache
def substitute() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(SUBSTITUTE))
    return SUBSTITUTE


@cache
def known() -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(font()).face.charToGlyph)
