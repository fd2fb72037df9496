"""A programme's progress as plain data: the same for the API, the pages, spreadsheets and frozen reports."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from fairs.models import Edition
from fairs.serializers.base import CODED, EditionLink, RegionLink, Row
from initiatives.filters.programmes import BATCHES, NO_BATCH
from initiatives.models import Progress, Reason, Stage, forecast_line, reader_line, rule_lines
from initiatives.models.counting import LINE, Tally
from initiatives.models.sums import Cell, Forecast, Standing
from initiatives.models.sums import Row as Sums

from .programmes import ProgrammeLink, SentenceSerializer, TargetSerializer, sentences

Shape = serializers.Serializer[Any]


class SumSerializer(Shape):
    count = serializers.IntegerField()
    area = serializers.IntegerField(help_text=_("m², of those whose space is known"))
    area_unknown = serializers.IntegerField(help_text=_("exhibitions whose space is not known"))
    average_area = serializers.IntegerField(allow_null=True, help_text=_("m²; conferences are left out"))


class CellSerializer(SumSerializer):
    editions = serializers.URLField(help_text=_("the rows behind the number"))


class GrowthSerializer(Shape):
    count = serializers.FloatField(allow_null=True)
    area = serializers.FloatField(allow_null=True)


def of_each(codes: Iterable[str]) -> type[Shape]:
    """A cell for each code."""
    name = "".join(code.title() for code in codes)[:20]
    return type(f"{name}Serializer", (Shape,), {code: CellSerializer() for code in codes})


class AtEachStageSerializer(Shape):
    def get_fields(self) -> dict[str, Any]:
        return {stage.value: serializers.IntegerField() for stage in LINE}


BatchesSerializer = of_each(code for code, _name in BATCHES)
StagesSerializer = of_each(Stage.values)


class PlaceSerializer(Shape):
    # A city, a zone or a group of regions.
    code = serializers.CharField()
    name_zh_hans = serializers.CharField()
    name_en = serializers.CharField()


class RowOfProgressSerializer(Shape):
    of = PlaceSerializer(allow_null=True, help_text=_("null: all together"))
    batches = BatchesSerializer(help_text=_("of the stage asked for"))
    total = CellSerializer(help_text=_("of the stage asked for"))
    stages = StagesSerializer()
    before = CellSerializer(help_text=_("of the year before by the same rule, a year before the cut-off date"))
    growth = GrowthSerializer(help_text=_("on the year before, as a share of it"))


class TargetProgressSerializer(TargetSerializer):
    actual = serializers.IntegerField()
    met = serializers.BooleanField()
    missing = serializers.IntegerField(help_text=_("what is needed at least to meet it"))
    share = serializers.FloatField(allow_null=True)
    stages = AtEachStageSerializer(help_text=_("what there is at each stage"))
    area_unknown = serializers.IntegerField(help_text=_("exhibitions whose space is not known"))
    ahead = serializers.IntegerField(help_text=_("approved, and not over by the cut-off date"))
    expected = serializers.IntegerField(help_text=_("held and ahead: if all that is ahead takes place as planned"))
    missing_then = serializers.IntegerField(help_text=_("what would still be needed then"))
    editions = serializers.URLField(help_text=_("the rows behind “actual”"))

    class Meta(TargetSerializer.Meta):
        fields = (
            *TargetSerializer.Meta.fields, "actual", "met", "missing", "share", "stages", "area_unknown",
            "ahead", "expected", "missing_then", "editions",
        )  # fmt: skip


class LeftOutSerializer(Shape):
    reason = serializers.ChoiceField(Reason.choices)
    meaning = SentenceSerializer()
    count = serializers.IntegerField()
    editions = serializers.URLField()


class YearBeforeSerializer(Shape):
    year = serializers.IntegerField()
    as_of = serializers.DateField()
    programme = serializers.BooleanField(help_text=_("false: no programme of that year is here, so it may lack rows"))


class ForecastSerializer(Shape):
    # held + ahead x rate; rate = held_before / approved_before
    count = serializers.IntegerField()
    area = serializers.IntegerField()
    held = SumSerializer()
    ahead = SumSerializer(help_text=_("approved, and not over by the cut-off date"))
    approved_before = serializers.IntegerField()
    held_before = serializers.IntegerField()
    rate = serializers.FloatField()


class ProgressSerializer(Shape):
    programme = ProgrammeLink()
    as_of = serializers.DateField()
    stage = serializers.ChoiceField(Stage.choices)
    rule = SentenceSerializer(many=True, help_text=_("how it is counted, and among what: readers see different drafts"))
    targets = TargetProgressSerializer(many=True, help_text=_("of the whole programme, however the rest is narrowed"))
    rows = RowOfProgressSerializer(many=True)
    groups = RowOfProgressSerializer(many=True, help_text=_("reporting groups"))
    total = RowOfProgressSerializer()
    left_out = LeftOutSerializer(many=True)
    area_unknown = EditionLink(many=True, help_text=_("left out by the size line because nobody states their space"))
    year_before = YearBeforeSerializer()
    forecast = ForecastSerializer(allow_null=True)
    forecast_in_words = SentenceSerializer()


class CountedEditionSerializer(Shape):
    code = serializers.CharField()
    title_zh_hans = serializers.CharField()
    title_en = serializers.CharField()
    region = RegionLink()
    batch = serializers.CharField()
    counted = serializers.BooleanField()
    area = serializers.IntegerField(allow_null=True, help_text=_("m², as counted at the stage asked for"))
    reason = serializers.ChoiceField(Reason.choices, allow_null=True, help_text=_("why it does not count"))
    meaning = SentenceSerializer(allow_null=True)


Link = Callable[[dict[str, str]], str]
"""The address of the rows behind a number, given what to ask for."""
NAMED = 100  # editions named in one answer; the rows behind the number have them all


def content(progress: Progress, link: Link | None = None) -> Row:
    """Without ``link`` nothing in it leads anywhere: as a report keeps it."""
    write = Writer(progress, link)
    forecast = progress.forecast
    return {
        "programme": ProgrammeLink.row(progress.programme),
        "as_of": progress.as_of.isoformat(),
        "stage": progress.stage.value,
        "rule": sentences(lambda: [*rule_lines(progress.programme), reader_line(progress.user)]),
        "targets": [write.target(standing) for standing in progress.targets],
        "rows": [write.row(row) for row in progress.rows],
        "groups": [write.row(row) for row in progress.groups],
        "total": write.row(progress.total),
        "left_out": [write.reason(reason, number) for reason, number in progress.left_out.items()],
        "area_unknown": [EditionLink.row(edition) for edition in unmeasured(progress)],
        "year_before": {
            "year": progress.programme.year - 1,
            "as_of": progress.a_year_earlier.as_of.isoformat(),
            "programme": progress.has_programme_before,
        },
        "forecast": forecast and forecast_row(forecast),
        "forecast_in_words": sentences(lambda: [forecast_line(progress)])[0],
    }


def unmeasured(progress: Progress) -> Any:
    return Edition.objects.filter(pk__in=progress.area_unknown[:NAMED]).order_by("code")


class Writer:
    def __init__(self, progress: Progress, link: Link | None) -> None:
        self.link = link
        self.stage, self.home = progress.stage, progress.programme.region_id
        self.asked = {
            "as_of": progress.as_of.isoformat(),
            "city": ",".join(progress.total.codes),
            "batch": ",".join(batch or NO_BATCH for batch in sorted(progress.batches)),
        }

    def linked(self, row: Row, **asked: str) -> Row:
        if self.link:
            row["editions"] = self.link({k: v for k, v in {**self.asked, **asked}.items() if v})
        return row

    def cell(self, cell: Cell, stage: Stage, asked: dict[str, str]) -> Row:
        return self.linked(asdict(cell), stage=stage.value, counted="true", **asked)

    def row(self, sums: Sums) -> Row:
        where = {"city": ",".join(sums.codes)}
        return {
            "of": {name: getattr(sums.of, name) for name in CODED} if sums.of else None,
            "batches": {
                batch or NO_BATCH: self.cell(cell, self.stage, {**where, "batch": batch or NO_BATCH})
                for batch, cell in sums.batches.items()
            },
            "total": self.cell(sums.total, self.stage, where),
            "stages": {stage.value: self.cell(cell, stage, where) for stage, cell in sums.stages.items()},
            "before": self.cell(sums.before, self.stage, {**where, "year_before": "true"}),
            "growth": {
                "count": growth(sums.total.count, sums.before.count),
                "area": growth(sums.total.area, sums.before.area),
            },
        }

    def reason(self, reason: Reason, number: int) -> Row:
        row: Row = {"reason": reason.value, "meaning": sentences(lambda: [reason.label])[0], "count": number}
        return self.linked(row, stage=self.stage.value, counted="false", reason=reason.value)

    def target(self, standing: Standing) -> Row:
        """However the rest is narrowed: of the region and the batch that it names."""
        target, row = standing.target, target_row(standing)
        if self.link:
            home = target.region_id == self.home
            asked = {"as_of": self.asked["as_of"], "stage": self.stage.value, "counted": "true"}
            where = {"city": "" if home else target.region.code, "batch": target.batch}
            row["editions"] = self.link({**asked, **{k: v for k, v in where.items() if v}})
        return row


def growth(now: int, before: int) -> float | None:
    """As a share of what was; None where that is nothing."""
    return round((now - before) / before, 4) if before else None


def target_row(standing: Standing) -> Row:
    target = standing.target
    return {
        "region": RegionLink.row(target.region),
        "batch": target.batch,
        "measure": target.measure,
        "comparison": target.comparison,
        "value": target.value,
        "actual": standing.actual,
        "met": standing.met,
        "missing": standing.missing,
        "share": standing.share,
        "stages": {stage.value: standing.stages[stage] for stage in LINE},
        "area_unknown": standing.area_unknown,
        "ahead": standing.ahead,
        "expected": standing.expected,
        "missing_then": standing.missing_then,
    }


def forecast_row(forecast: Forecast) -> Row:
    return {
        "count": forecast.count,
        "area": forecast.area,
        "held": asdict(forecast.held),
        "ahead": asdict(forecast.ahead),
        "approved_before": forecast.approved_before,
        "held_before": forecast.held_before,
        "rate": round(forecast.rate, 4),
    }


def edition_rows(tally: Tally, editions: Iterable[Edition]) -> list[Row]:
    """Each edition, whether it counts and with which space, or why not."""
    counted, reasons = tally.counted, tally.reasons
    rows = []
    for edition in editions:
        found, reason = counted.get(edition.pk), reasons.get(edition.pk)
        rows.append(
            {
                **EditionLink.row(edition),
                "region": RegionLink.row(edition.region),
                "batch": edition.batch,
                "counted": found is not None,
                "area": found and found.area,
                "reason": reason,
                "meaning": sentences(lambda r=reason: [Reason(r).label])[0] if reason else None,
            }
        )
    return rows


def frozen(progress: Progress) -> Row:
    """All that a report keeps: the content, and the editions that count or lie in the programme's region.

    Of the others its maker may see drafts that its readers may not.
    """
    count = progress.count
    kept = {*progress.tally.counted, *(e.pk for e in count.editions if e.region in count.inside)}
    kept &= {*progress.tally.counted, *progress.tally.reasons}
    editions = Edition.objects.filter(pk__in=kept)
    told = content(progress)
    rows = edition_rows(progress.tally, editions.select_related("region").order_by("code"))
    codes = {row["code"] for row in rows}
    unknown = [row for row in told["area_unknown"] if row["code"] in codes]
    return {**told, "area_unknown": unknown, "editions": rows}
