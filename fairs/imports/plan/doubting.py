"""What cannot be true of a row, or is unlikely: the rules that hold for editions however they are entered."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from fairs import checks
from fairs.models import Edition, Fair, Figure, Organisation, Region

from .comparing import blocks
from .reading import Said

Numbers = Iterable[tuple[int, int | None, int, bool]]
_COLUMN = {checks.ANOTHER_YEAR: "dates", checks.OPEN_LONG: "dates"}


def doubt(said: Said, edition: Edition | None, year: int) -> None:
    """Of its days and areas, with what is known of it already where the row says nothing."""
    spans = list(said.days if said.days is not None else blocks(edition) if edition else ())
    complete = bool(spans) and all(first and last for first, last in spans)
    days = sum((last - first).days + 1 for first, last in spans) if complete else None
    batch = said.fields.get("batch", edition.batch if edition else "")
    found = list(checks.of_days(spans, days, year, resident=batch == Edition.Batch.RESIDENT))
    figures = {f.measure: f.value for f in edition.figures.all() if f.stage == Figure.Stage.PLAN} if edition else {}
    figures |= {name: area.value for name, area in said.areas.items()}
    found += [f for f in checks.findings(figures, days) if said.areas.keys() & set(f.measures)]
    found += _of_venues(said)
    labels = dict(Figure.Measure.choices)
    for finding in found:
        column = _COLUMN.get(finding.message) or next(name for name in finding.measures if name in said.areas)
        text = _(finding.message) % {name: labels.get(value, value) for name, value in finding.params.items()}  # type: ignore[call-overload]
        said.tell(column, text, finding.level)
    if any((b[0] - (a[1] or a[0])).days <= 0 for a, b in zip(spans, spans[1:], strict=False) if a[0] and b[0]):
        said.tell("dates", _("Two of these blocks of days overlap."), checks.Level.ERROR)


def _of_venues(said: Said) -> Iterator[checks.Finding]:
    areas = [venue.indoor_area for venue in {venue.pk: venue for venue, _hall in said.places or []}.values()]
    if "gross_area" in said.areas and areas and None not in areas:
        yield from checks.of_venues(said.areas["gross_area"].value, sum(filter(None, areas)))


def doubt_number(said: Said, edition: Edition | None, fair: Fair | None, numbers: Numbers, year: int) -> None:
    number = said.fields.get("ordinal")
    if fair and number and not (edition and edition.ordinal == number):
        known = [(n, when) for n, when, pk, public in numbers if public and when and not (edition and pk == edition.pk)]
        for finding in checks.of_number(number, year, known):
            said.tell("ordinal", _(finding.message) % finding.params, finding.level)


def doubt_region(said: Said, region: Region | None, owner: Organisation) -> None:
    """The city of the venue, and that of who sends the plan."""
    venues = [venue for venue, _hall in said.places or []]
    if region and venues and not any(_together(venue.region, region) for venue in venues):
        message = _("%(venue)s is in %(city)s: is the city right?")
        said.tell("city", message % {"venue": venues[0], "city": venues[0].region})
    home = owner.region if owner.kind == Organisation.Kind.AUTHORITY else None
    if region and home and not _together(region, home):
        said.tell("city", _("It is outside of %(region)s.") % {"region": home})


def _together(one: Region, other: Region) -> bool:
    """Whether one lies in the other."""
    return other in one.lineage() or one in other.lineage()
