"""A programme's counting rule and its forecast in words; ``counting`` and ``progress`` are what they do."""

from typing import Any

from django.utils.translation import gettext as _

from .programmes import Comparison, Programme
from .progress import Progress


def rule_lines(rule: Programme) -> list[str]:
    """In the active language."""
    more = rule.size_comparison == Comparison.MORE_THAN
    sized = rule.smallest_area is not None
    lines = [
        _("Editions of the plan year %(year)s: the year they state, else that of their first day; each in one year."),
        rule.professional_venues_only and _("Only with a professional venue among those used."),
        rule.within_region_only and _("Only in %(region)s; what its enterprises attend elsewhere does not count."),
        sized and (_("Of more than %(area)s m² only.") if more else _("Of %(area)s m² or more only.")),
        sized
        and _("Exhibitions whose space is not known do not count then; conferences have none and are not measured."),
        _("Conferences count as editions, and are left out of averages of space.")
        if rule.counts_conferences
        else _("Conferences do not count."),
        _("Cancelled editions count as planned and approved, not as held.")
        if rule.counts_cancelled
        else _("Cancelled editions count as planned only."),
        _("Postponed without a new date it is not held; postponed to another edition of the year it counts as that."),
        rule.combined_once and _("Combined fairs count once, with the largest space that any of them states."),
        _("Held means over by the cut-off date, or with figures of a year that is over."),
        _(
            "Space: of planned and approved editions as planned; of held ones the best known (audited, final, "
            "preliminary, plan); of reported ones without the plan; of audited ones as audited. Gross space goes "
            "before space of a kind not stated. What nobody states is counted apart, not guessed."
        ),
        not rule.synthetic and _("What is made up for tests and demonstrations does not count."),
    ]
    words = {"year": rule.year, "region": rule.region, "area": f"{rule.smallest_area or 0:,}"}
    return [line % words for line in lines if line]


def reader_line(user: Any) -> str:
    """Among what was counted: others who count the same see other drafts. In the active language."""
    if not user.is_authenticated:
        return _("Counted among what is published.")
    if user.is_superuser:
        return _("Counted among everything that is entered, drafts included.")
    who = user.get_full_name() or user.get_username()
    return _("Counted among what %(who)s may see: what is published, and the drafts that they may edit.") % {"who": who}


def forecast_line(progress: Progress) -> str:
    """The forecast with its formula and what was put into it, or why there is none; in the active language."""
    forecast = progress.forecast
    if forecast is None:
        return _("No forecast. %(why)s") % {"why": progress.forecast_lacks}
    words = {
        "count": f"{forecast.count:,}", "area": f"{forecast.area:,}", "held": f"{forecast.held.count:,}",
        "ahead": f"{forecast.ahead.count:,}", "rate": f"{forecast.rate:.1%}", "held_area": f"{forecast.held.area:,}",
        "ahead_area": f"{forecast.ahead.area:,}", "approved_before": f"{forecast.approved_before:,}",
        "held_before": f"{forecast.held_before:,}", "year": progress.programme.year - 1,
    }  # fmt: skip
    return (
        _(
            "About %(count)s editions and %(area)s m²: what is held so far (%(held)s; %(held_area)s m²), and of "
            "what is approved and still ahead (%(ahead)s; %(ahead_area)s m² as planned) as large a part as was held "
            "of what was approved in %(year)s (%(held_before)s of %(approved_before)s, %(rate)s)."
        )
        % words
    )
