"""A programme's counting rule in words; ``counting`` is what it does."""

from django.utils.translation import gettext as _

from .programmes import Comparison, Programme


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
        _("Held is what was over by the cut-off date, or has figures of a year that is over."),
        _(
            "Space: of planned and approved editions as planned; of held ones the best known (audited, final, "
            "preliminary, plan); of reported ones without the plan; of audited ones as audited. Gross space goes "
            "before space of a kind not stated. What nobody states is counted apart, not guessed."
        ),
        not rule.synthetic and _("What is made up for tests and demonstrations does not count."),
    ]
    words = {"year": rule.year, "region": rule.region, "area": f"{rule.smallest_area or 0:,}"}
    return [line % words for line in lines if line]
