"""A programme's progress as pages show it: the content that the API or a report has, in the reader's language."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairs.models import Edition
from fairs.serializers.base import Row
from initiatives.filters.programmes import BATCHES, CountedFilterSet
from initiatives.models import Comparison, Progress, Stage, Target

from .progress import edition_rows

LINE = [Stage.PLANNED, Stage.APPROVED, Stage.HELD, Stage.REPORTED, Stage.AUDITED, Stage.POSTPONED, Stage.CANCELLED]
SHOWN = 500  # editions on one page; the API and the spreadsheet of a report have them all
NUMBERS = ("area", "average_area", "actual", "missing", "ahead", "expected", "missing_then")


def readable(content: Row) -> Row:
    """What a page shows; nothing in it is counted anew."""
    told: Row = in_my_language(content)
    batches = [(code, name) for code, name in BATCHES if content["total"]["batches"][code]["count"]]
    told["stage_name"] = Stage(content["stage"]).label
    told["batch_names"] = [name for _code, name in batches]
    told["stage_names"] = [stage.label for stage in LINE]
    for row in (*told["rows"], *told["groups"], told["total"]):
        row["name"] = row["of"]["name"] if row["of"] else _("all")
        row["batch_cells"] = [row["batches"][code] for code, _name in batches]
        row["stage_cells"] = [row["stages"][stage.value] for stage in LINE]
        growth = row["growth"]["count"]
        row["growth_text"] = "" if growth is None else f"{growth:+.1%}"
    told["entered"] = told["total"]["total"]["count"] + sum(each["count"] for each in told["left_out"])
    told["editions"] = [*map(with_batch, told.get("editions", ()))]
    told["sections"] = [told["rows"], [*told["groups"], told["total"]]]
    for target in told["targets"]:
        target["words"] = _words(target)
        target["percent"] = "" if target["share"] is None else f"{target['share']:.1%}"
        target["bar"] = _bar(target, content["stage"])
        # Reports of before do not say what there is at other stages.
        target["at"] = [(Stage(stage), f"{number:,}") for stage, number in target.get("stages", {}).items()]
    return told


def with_batch(row: Row) -> Row:
    return row | {"batch_name": str(dict(BATCHES).get(row["batch"], ""))}


def behind(progress: Progress, filters: CountedFilterSet, address: Callable[[Edition], str]) -> Row:
    """What a page shows of the editions behind a number; ``filters`` say which. ``address``: of an edition's page."""
    tally, before = filters.tally(progress), filters.given("year_before")
    wanted = filters.wanted(tally)
    editions = list(Edition.objects.filter(pk__in=wanted).select_related("region").order_by("code")[:SHOWN])
    rows = map(with_batch, in_my_language(edition_rows(tally, editions)))
    return {
        "rows": [row | {"url": address(edition)} for row, edition in zip(rows, editions, strict=True)],
        "number": len(wanted),
        "stage_name": progress.stage.label,
        "as_of": progress.a_year_earlier.as_of if before else progress.as_of,
    }


def _bar(target: Row, stage: str) -> tuple[float, float]:
    """How far it is, and how much further if all that is ahead takes place, of 100."""
    share = min(100, 100 * (target["share"] or 0))
    further = target.get("ahead", 0) / target["value"] if target["value"] and stage == Stage.HELD else 0
    return round(share, 1), round(min(100 - share, 100 * further), 1)


def _words(target: Row) -> str:
    """“Liaoning: number of exhibitions ≥ 270”."""
    sign = ">" if target["comparison"] == Comparison.MORE_THAN else "≥"
    batch = dict(BATCHES).get(target["batch"])
    where = f"{target['region']['name']}, {batch}" if batch else target["region"]["name"]
    measure = Target.Measure(target["measure"]).label
    return _("%(where)s: %(target)s") % {"where": where, "target": f"{measure} {sign} {target['value']:,}"}


def in_my_language(value: Any) -> Any:
    """Copies; texts in two languages become one, and things get the name or title that the reader can read."""
    if isinstance(value, list):
        return [in_my_language(each) for each in value]
    if not isinstance(value, dict):
        return value
    mine, other = ("en", "zh-hans") if get_language() == "en" else ("zh-hans", "en")
    if set(value) == {"zh-hans", "en"}:
        return value[mine] or value[other]
    told = {name: in_my_language(each) for name, each in value.items()}
    for attribute in ("name", "title"):
        if f"{attribute}_en" in value:
            first, second = (value[f"{attribute}_{language.replace('-', '_')}"] for language in (mine, other))
            told[attribute] = first or second
    numbers = (name for name in NUMBERS if isinstance(value.get(name), int))
    return told | {f"{name.removesuffix('_area')}_text": f"{value[name]:,}" for name in numbers}
