"""The steps from a claim to its recognition: buttons, and what each asks before it is taken."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairs.admin.dates import Day
from fairs.admin.verb_forms import VerbForm
from fairs.admin.verbs import VERBS, Step
from initiatives.models.claims import NOTICE, VALID_YEARS
from initiatives.models.workdays import nth_working_day

RECOGNITION = {
    step.name: step
    for step in [
        Step(
            "claim",
            _("Claim"),
            "",
            _("It claims to be the first. Whoever decides on claims finds it on the start page."),
            _("“%s” was claimed to be a first."),
        ),
        Step(
            "check_claim",
            _("Claim checked"),
            _("Claims of selected %(verbose_name_plural)s checked"),
            _("The claim and its evidence were looked at. From now on brand, kind, item, scope and city are fixed."),
            _("The claim of “%s” was checked."),
        ),
        Step(
            "notice",
            _("Public notice"),
            "",
            _("The public may object to the claim. The last day of the notice is an entry in the calendars."),
            _("“%s” is under public notice."),
        ),
        Step(
            "recognise",
            _("Recognise"),
            "",
            _("It is the first, and nothing else can be recognised as the same while it is."),
            _("“%s” was recognised."),
            tone="primary",
        ),
        Step(
            "refuse",
            _("Refuse the claim"),
            "",
            _("The claim does not hold. It may be corrected and claimed again."),
            _("The claim of “%s” was refused."),
            explained=True,
            tone="danger",
        ),
        Step(
            "expire",
            _("End the recognition"),
            _("End recognitions of selected %(verbose_name_plural)s"),
            _("The time it was recognised for is over."),
            _("The recognition of “%s” ended."),
        ),
        Step(
            "revoke",
            _("Revoke the recognition"),
            "",
            _("It was recognised wrongly, or no longer deserves it. Calendars and lists no longer call it a first."),
            _("The recognition of “%s” was revoked."),
            explained=True,
            tone="danger",
        ),
    ]
}
OFFERED = VERBS | RECOGNITION


class NoticeForm(VerbForm):
    """From today, for as long as it must be at least."""

    asks = True
    first_day = Day(label=_("First day"))
    last_day = Day(
        label=_("Last day"),
        help_text=_(
            "At least 7 working days, as mainland China has them: holidays do not count. Of a year whose days off are "
            "not announced yet, statutory holidays and weekends do not."
        ),
    )

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        today = timezone.localdate()
        self.fields["first_day"].initial = today
        self.fields["last_day"].initial = nth_working_day(today, NOTICE)

    def details(self) -> dict[str, date | None]:
        return {name: self.cleaned_data.get(name) for name in ("first_day", "last_day")}

    def rows(self) -> list[dict[str, Any]]:
        return [{"legend": "", "fields": [self["first_day"], self["last_day"]]}, *super().rows()]


class RecogniseForm(VerbForm):
    asks = True
    valid_until = Day(label=_("Valid until"))

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["valid_until"].initial = timezone.localdate() + relativedelta(years=VALID_YEARS)

    def details(self) -> dict[str, date | None]:
        return {"valid_until": self.cleaned_data.get("valid_until")}

    def rows(self) -> list[dict[str, Any]]:
        return [{"legend": "", "fields": [self["valid_until"]]}, *super().rows()]


FORMS = {"notice": NoticeForm, "recognise": RecogniseForm}
