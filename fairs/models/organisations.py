"""Users, organisations, and who works for which."""

import re
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fairs.calendar import ledger, personal

from .base import PublicModel, bilingual, name_in_a_language
from .places import Region, code_field

CHINESE = re.compile("[\u3400-\u9fff]")


class UserQuerySet(models.QuerySet["User"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        with ledger.writing():
            personal.forget(self.values("pk"))
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class UserManager(DjangoUserManager["User"]):
    use_in_migrations = False

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of its tokens: knox is not typed
    must_change_password = models.BooleanField(_("must change the password"), default=False)

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with ledger.writing():
            personal.forget([self.pk])
            return super().delete(*args, **kwargs)

    @cached_property
    def organisations(self) -> "list[Organisation]":
        """Those it is a member of. Asked once a request: every list in the admin wants to know."""
        return list(Organisation.objects.filter(memberships__user_id=self.pk).select_related("region"))

    def get_full_name(self) -> str:
        """Chinese names as they are said: the family name first, and no space."""
        name: str = super().get_full_name()
        return f"{self.last_name}{self.first_name}".strip() if CHINESE.search(name) else name


class Organisation(PublicModel):
    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("public authority")
        ORGANISER = "organiser", _("organiser")
        VENUE = "venue", _("venue operator")
        ASSOCIATION = "association", _("association")
        MEDIA = "media", _("media")
        COMPANY = "company", _("company")

    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("region"), null=True, blank=True, related_name="organisations"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("belongs to"), null=True, blank=True, related_name="children"
    )
    website = models.URLField(_("website"), blank=True)
    private_note = models.TextField(_("private note"), blank=True, help_text=_("Internal: never published."))
    synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Made up for tests and demonstrations."))

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["code"]
        constraints = [name_in_a_language()]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a user may do for an organisation; an authority's members act for its whole region."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("editor")
        APPROVER = "approver", _("approver")

    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("user"), related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.EDITOR)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["user", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="membership_unique",
                violation_error_message=_("This user is already a member of this organisation."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"


def organisations_of(user: Any) -> list[Organisation]:
    """Of whoever asks, who may be nobody known."""
    found: list[Organisation] = user.organisations if user.is_authenticated else []
    return found
