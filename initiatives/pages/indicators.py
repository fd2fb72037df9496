"""The public pages of indicators: an overview, a series as chart and table, and the chart and the data alone."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairs.models import Category, Qualifier, Region
from fairs.models.places import LIAONING
from fairs.pages import PUBLIC
from initiatives.models import Indicator, Observation, Series, Unit
from initiatives.models.neighbours import EARLIER_BY_CHANGE, EARLIER_BY_GROWTH, GROWTH, PART, WHOLE, Computed
from initiatives.models.periods import Period

from .chart import Chart, Column, chart, plain, scale

CENT = Decimal("0.01")
LEGEND = 380  # where it begins, from the left
KEPT = 300  # seconds for which a chart may be shown again without asking
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would reckon with a text that begins so


@dataclass(frozen=True)
class Choice:
    """What a page shows one series of."""

    region: Region
    cut: str
    sector: Category | None
    kind: str
    cumulative: bool

    @property
    def asked(self) -> dict[str, str]:
        """As parameters of the address, here and in the API."""
        asked = {"region": self.region.code, "cut": self.cut, "sector": self.sector.code if self.sector else ""}
        asked |= {"period_kind": self.kind, "cumulative": str(self.cumulative).lower()}
        return {name: value for name, value in asked.items() if value}

    @property
    def words(self) -> str:
        kinds = {"year": _("by year"), "half": _("by half-year"), "quarter": _("by quarter"), "month": _("by month")}
        so_far = [_("from January on")] if self.cumulative else []
        cut = str(self.sector) if self.sector else str(Observation.Cut(self.cut).label)
        return " · ".join([str(self.region), cut, kinds[self.kind], *so_far])

    def series(self, indicator: Indicator) -> Series:
        return Series.of(indicator, self.region, self.cut, self.sector).narrowed(self.kind, self.cumulative)


def choices(indicator: Indicator) -> list[Choice]:
    """Every series that something is stated of, the longest first."""
    rows = indicator.observations.current().select_related("region", "sector").order_by("region__code", "cut", "since")
    counted = Counter(Choice(o.region, o.cut, o.sector, o.spelt.kind, o.cumulative) for o in rows)
    return [choice for choice, __ in counted.most_common()]


def chosen(request: HttpRequest, code: str) -> tuple[Indicator, list[Choice], Choice | None]:
    indicator = get_object_or_404(
        Indicator.objects.visible_to(PUBLIC).select_related("counted_by", "source"), code=code
    )
    found, names = choices(indicator), ("region", "cut", "sector", "period_kind", "cumulative")
    asked = {name: request.GET[name] for name in names if name in request.GET}
    fitting = [choice for choice in found if asked.items() <= choice.asked.items()]
    if asked and not fitting:
        raise Http404
    return indicator, found, fitting[0] if fitting else None


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    observed = Observation.objects.current().exclude(stage="plan").filter(indicator=OuterRef("pk"))
    latest = Subquery(observed.order_by("-until", "cut", "pk").values("pk")[:1])
    shown = list(Indicator.objects.visible_to(PUBLIC).annotate(latest=latest))
    rows = Observation.objects.select_related("indicator", "region", "sector").in_bulk([i.latest for i in shown])
    told = [(i, Line.of(rows[i.latest], i) if i.latest in rows else None) for i in shown]
    return render(request, "initiatives/indicators.html", {"regions": by_region(told)})


def by_region(told: list[tuple[Indicator, Any]]) -> list[tuple[Any, list[Any]]]:
    """The province and its cities first; at the end, under None, what nothing is observed of."""

    def place(row: Any) -> tuple[bool, bool, str]:
        code = row[1].point.region.code if row[1] else ""
        return not code, not code.startswith(LIAONING[:2]), code

    found = [list(rows) for _place, rows in groupby(sorted(told, key=place), key=place)]
    return [(rows[0][1] and rows[0][1].point.region, rows) for rows in found]


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    shown, found, choice = chosen(request, code)
    context: dict[str, Any] = {"indicator": shown}
    if choice:
        series = choice.series(shown)
        query = urlencode(choice.asked)
        context |= drawing(series, choice) | {
            "choice": choice,
            "choices": [(c, urlencode(c.asked)) for c in found],
            "lines": lines(series),
            "reckoned": bool(series.computed),
            "query": query,
            "language": language(),
            "json": f"{reverse('indicator-series', args=[code])}?{query}&computed=true",
        }
    return render(request, "initiatives/indicator.html", context)


@require_safe
def indicator_chart(request: HttpRequest, code: str) -> HttpResponse:
    """The picture alone, for other sites."""
    shown, __, choice = chosen(request, code)
    if choice is None:
        raise Http404
    picture = render_to_string("initiatives/_chart.svg", drawing(choice.series(shown), choice))
    response = HttpResponse(picture, content_type="image/svg+xml")
    set_response_etag(response)
    patch_cache_control(response, public=True, max_age=KEPT)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])  # the language of its labels
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, response["ETag"], response=response) or response


@require_safe
def indicator_table(request: HttpRequest, code: str) -> HttpResponse:
    """Comma-separated, as spreadsheets open it."""
    shown, __, choice = chosen(request, code)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{shown.code}.csv"'
    response.write("\ufeff")  # else Excel takes it for the system's own encoding
    table = csv.writer(response)
    table.writerow(
        ["period", "since", "until", "stage", "qualifier", "value", "unit", "year_on_year", "change", "as_stated",
         "source", "computed", "formula"]
    )  # fmt: skip
    for point in choice.series(shown).points if choice else ():
        table.writerow([harmless(cell) for cell in cells(point, shown)])
    return response


def cells(point: Observation | Computed, indicator: Indicator) -> list[Any]:
    first, last = point.spelt.span(cumulative=point.cumulative)
    head = [point.spelt.code, first, last]
    numbers = [None if n is None else f"{n.normalize():f}" for n in (point.value, point.year_on_year)]
    if isinstance(point, Computed):
        return [*head, "", point.qualifier, numbers[0], indicator.unit, numbers[1], "", "", "", "true", point.formula]
    change = None if point.change is None else f"{point.change.normalize():f}"
    said = [point.as_stated, point.source.title]
    return [*head, point.stage, point.qualifier, numbers[0], indicator.unit, numbers[1], change, *said, "false", ""]


def harmless(cell: Any) -> Any:
    """Numbers below zero stay numbers; a text that would be a formula becomes one that says it is text."""
    if not isinstance(cell, str) or not cell.startswith(FORMULAS) or cell[1:].replace(".", "", 1).isdigit():
        return cell
    return f"'{cell}"


@dataclass(frozen=True)
class Line:
    """A point as the tables show it; a growth that is computed stands beside the value it is of."""

    point: Observation | Computed
    period: str
    value: str
    growth: str
    stage: str
    formula: str
    computed_growth: str = ""

    @classmethod
    def of(cls, point: Observation | Computed, indicator: Indicator, growth: Computed | None = None) -> "Line":
        return cls(
            point,
            spelt_out(point.spelt, point.cumulative),
            "" if point.value is None else amount(point.value, point.qualifier, indicator),
            rate(point.year_on_year),
            "" if isinstance(point, Computed) else point.get_stage_display(),
            in_words(point.formula) if isinstance(point, Computed) else "",
            rate(growth.year_on_year) if growth else "",
        )


def lines(series: Series) -> list[Line]:
    growths: dict[Any, Computed] = {point.inputs[0]: point for point in series.computed if point.value is None}
    points = (point for point in series.points if point.value is not None)
    return [Line.of(point, series.indicator, growths.get(getattr(point, "uuid", None))) for point in points]


def rate(growth: Decimal | None) -> str:
    return "" if growth is None else f"{growth.normalize():+,f} %"


def in_words(formula: str) -> str:
    return {
        EARLIER_BY_GROWTH: _("value ÷ (1 + growth) of a year later"),
        EARLIER_BY_CHANGE: _("value − change of a year later"),
        GROWTH: _("value ÷ value a year earlier − 1"),
        WHOLE: _("urban + rural"),
        PART % "urban": _("all − urban"),
        PART % "rural": _("all − rural"),
    }[formula]


def amount(value: Decimal, qualifier: str, indicator: Indicator) -> str:
    """As the reader's language counts, with every digit: "over 763.05 bn yuan", but "187,952 visits"."""
    factor, multiple = scale(abs(value), language())
    if (value / factor) % CENT:
        factor, multiple = 1, ""
    words = "" if qualifier == Qualifier.EXACT else str(Qualifier(qualifier).label)
    return " ".join(filter(None, [words, plain(value / factor), in_multiples(multiple, indicator)]))


def in_multiples(multiple: str, indicator: Indicator) -> str:
    unit = Unit(indicator.unit)
    name = {Unit.COUNT: "", Unit.PERCENT: "%"}.get(unit, str(unit.label))
    return f"{multiple}{name}" if language() == "zh-hans" else f"{multiple} {name}".strip()


def language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def spelt_out(at: Period, cumulative: bool) -> str:
    words = {"year": at.year, "number": (at.month - 1) // at.length + 1, "month": at.last_day.month}
    if cumulative and at.month > 1:
        return _("Jan–%(name)s %(year)d") % {**words, "name": date_format(at.last_day, "M")}
    match at.kind:
        case "year":
            return _("%(year)d") % words
        case "half":
            return (_("first half of %(year)d") if at.month == 1 else _("second half of %(year)d")) % words
        case "quarter":
            return _("Q%(number)d %(year)d") % words
    return date_format(at.first_day, "YEAR_MONTH_FORMAT")


def drawing(series: Series, choice: Choice) -> dict[str, Any]:
    """What the chart's template shows: of the same days the firmest stage, and a plan where there is nothing else."""
    columns = list(columns_of(series.points))
    drawn: Chart | None = chart(columns, language()) if columns else None
    kinds = {"stated": _("stated"), "computed": _("computed"), "plan": _("plan")}
    legend = drawn.kinds if drawn and drawn.kinds != ["stated"] else []
    return {
        "chart": drawn,
        "axis": in_multiples(drawn.multiple if drawn else "", series.indicator),
        "chart_title": f"{series.indicator} · {choice.words}",
        "chart_description": "; ".join(
            f"{bar.column.period}: {bar.words}" + ("" if bar.kind == "stated" else f" ({kinds[bar.kind]})")
            for bar in (drawn.bars if drawn else ())
        ),
        "legend": [(kind, kinds[kind], LEGEND + 110 * number) for number, kind in enumerate(legend)],
    }


def columns_of(points: Iterable[Observation | Computed]) -> Iterable[Column]:
    best: dict[Any, tuple[int, Observation | Computed]] = {}
    stages = ["plan", "computed", "preliminary", "final", "audited"]
    for point in points:
        stage = "computed" if isinstance(point, Computed) else point.stage
        days, rank = point.spelt.span(cumulative=point.cumulative), stages.index(stage)
        if point.value is not None and rank >= best.get(days, (-1,))[0]:
            best[days] = rank, point
    for rank, point in best.values():
        word = "" if point.qualifier == Qualifier.EXACT else str(Qualifier(point.qualifier).label)
        kind = {0: "plan", 1: "computed"}.get(rank, "stated")
        yield Column(spelt_out(point.spelt, point.cumulative), point.value or Decimal(0), kind, word)
