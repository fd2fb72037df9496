"""From an application to a place in the catalogue, and out of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from django_fsm import FSMField, transition

from .publishing import Stateful


class AdmissionStatus(models.TextChoices):
    APPLIED = "applied", _("applied")
    WAITING = "waiting", _("on the waiting list")
    ADMITTED = "admitted", _("admitted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("exhibitor", "withdrawn")


APPLIED, WAITING, ADMITTED, DECLINED, WITHDRAWN = AdmissionStatus


class Admission(Stateful):
    """Whoever is admitted is in the catalogue; nobody else is known to the public."""

    status = FSMField(_("status"), max_length=10, choices=AdmissionStatus.choices, default=APPLIED, protected=True)

    verbs = ("admit", "put_on_waiting_list", "decline", "withdraw", "reopen")
    states = ("status",)

    main: Any
    others: Any
    stands: Any
    contract_area: int | None
    stand: str

    class Meta:
        abstract = True

    @transition(status, source=[APPLIED, WAITING], target=ADMITTED)
    def admit(self, contract_area: int | None = None) -> None:
        """It enters the catalogue, if the edition is public."""
        if self.main and self.main.status != ADMITTED:
            raise ValidationError(_("Admit first on whose stand it is: %(main)s.") % {"main": self.main.exhibitor})
        self.contract_area = self.contract_area if contract_area is None else contract_area

    @transition(status, source=APPLIED, target=WAITING)
    def put_on_waiting_list(self) -> None:
        """It may be admitted once there is room."""

    @transition(status, source=[APPLIED, WAITING], target=DECLINED)
    def decline(self) -> None:
        """There is no place for it; a stand that was meant for it is free."""
        self._leave_stands()

    @transition(status, source=[APPLIED, WAITING, ADMITTED], target=WITHDRAWN)
    def withdraw(self) -> None:
        """It does not come: it leaves the catalogue, and its stands are free."""
        left = self.others.filter(status=ADMITTED).select_related("exhibitor")
        if staying := pgettext("list", ", ").join(str(other.exhibitor) for other in left):
            raise ValidationError(
                _("These are on its stand, move or withdraw them first: %(names)s.") % {"names": staying}
            )
        self._leave_stands()

    @transition(status, source=[DECLINED, WITHDRAWN], target=APPLIED)
    def reopen(self) -> None:
        """Back among the applications."""

    def _leave_stands(self) -> None:
        for stand in self.stands.all():
            stand.participation = None
            stand.save()
        self.stand = ""
