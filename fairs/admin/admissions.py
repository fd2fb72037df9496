"""The steps from an application to a place in the catalogue: buttons, and what each asks before it is taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .verb_forms import VerbForm
from .verbs import Step

ADMISSIONS = {
    step.name: step
    for step in [
        Step(
            "admit",
            _("Admit"),
            _("Admit selected %(verbose_name_plural)s"),
            _("It enters the catalogue of the edition, and the lists that the public sees."),
            _("“%s” was admitted."),
            tone="primary",
        ),
        Step(
            "put_on_waiting_list",
            _("Put on the waiting list"),
            _("Put selected %(verbose_name_plural)s on the waiting list"),
            _("It may be admitted once there is room. The public does not know of it."),
            _("“%s” is on the waiting list."),
        ),
        Step(
            "decline",
            _("Decline"),
            _("Decline selected %(verbose_name_plural)s"),
            _("There is no place for it. The public does not learn that it applied."),
            _("“%s” was declined."),
            explained=True,
            tone="danger",
        ),
        Step(
            "withdraw",
            _("Withdraw"),
            _("Withdraw selected %(verbose_name_plural)s"),
            _("It does not come. It leaves the catalogue and its own calendar, and its stands are free for others."),
            _("“%s” was withdrawn."),
            explained=True,
            tone="danger",
        ),
        Step(
            "reopen",
            _("Reopen"),
            _("Reopen selected %(verbose_name_plural)s"),
            _("It is among the applications again, to be decided on anew."),
            _("“%s” is among the applications again."),
        ),
    ]
}


class AdmitForm(VerbForm):
    """Of one, with the area agreed."""

    contract_area = forms.IntegerField(label=_("Contract area (m²)"), required=False, min_value=0, max_value=100_000)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        [part] = self.things
        self.fields["contract_area"].initial = part.contract_area or part.wished_area

    def details(self) -> dict[str, Any]:
        return {"contract_area": self.cleaned_data.get("contract_area") if self.is_bound else None}

    def promised(self) -> dict[str, Any]:
        """Nothing that is shown before depends on the area."""
        return {}

    def rows(self) -> list[dict[str, Any]]:
        return [{"legend": "", "fields": [self["contract_area"]]}, *super().rows()]
