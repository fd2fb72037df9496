"""What every model of the domain shares: both languages, a stored UUID, a source, a history, and the ledger."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db import NotSupportedError, models
from django.db.models import Q
from django.db.models.deletion import ProtectedError
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from translated_fields import TranslatedField, to_attribute

from fairs.calendar import ledger, registry


def _either_language(name: str, field: TranslatedField) -> Any:
    """The active language's text, or the other one's where that is empty."""

    def get(instance: models.Model) -> str:
        first = to_attribute(name, get_language() or field.languages[0])
        return next((text for a in [first, *field.fields] if (text := getattr(instance, a, ""))), "")

    return get


def bilingual(field: "models.Field[Any, Any]") -> Any:
    """Two columns, ``<name>_zh_hans`` and ``<name>_en``; ``<name>`` reads whichever the reader can have."""
    name = field.verbose_name
    return TranslatedField(
        field,
        {
            "zh-hans": {"verbose_name": format_lazy(_("{name} ({language})"), name=name, language=_("Chinese"))},
            "en": {"verbose_name": format_lazy(_("{name} ({language})"), name=name, language=_("English"))},
        },
        attrgetter=_either_language,
    )


def name_in_a_language(attribute: str = "name") -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_has_{attribute}",
        condition=~Q(**{f"{attribute}_zh_hans": "", f"{attribute}_en": ""}),
        violation_error_message=_("Enter a name in Chinese or in English."),
    )


class PublicQuerySet(models.QuerySet[Any]):
    """Writes that skip ``save()`` tell the ledger too."""

    def update(self, **values: Any) -> int:
        with ledger.writing():
            pks = list(self.values_list("pk", flat=True))
            if _leaves(self.model, values):
                ledger.touch(self.model, pks)
            # These and no others: what another's commit makes match meanwhile was not touched.
            parts = (self.filter(pk__in=chunk) for chunk in registry.chunks(pks))
            changed = sum(super(PublicQuerySet, part).update(**values) for part in parts)
            ledger.touched(self.model, pks)
            return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        if any(args[1:]) or kwargs.get("ignore_conflicts") or kwargs.get("update_conflicts"):
            raise NotSupportedError("bulk_create() with conflicts: nobody could tell the ledger which rows changed")
        with ledger.writing():
            created: list[Any] = super().bulk_create(objs, *args, **kwargs)
            for row in created:
                ledger.saved(row, new=True)
            return created

    def told(self) -> Any:
        """Those among these that the public was ever told of by publishing them: of what has no states, none."""
        return self.none()

    def delete(self) -> tuple[int, dict[str, int]]:
        with ledger.writing():
            _refuse_if_published(self.model, list(self.values_list("uuid", flat=True)))
            pks = list(self.values_list("pk", flat=True))
            ledger.touch(self.model, pks, going=True)
            return super(PublicQuerySet, self.filter(pk__in=pks)).delete()

    delete.alters_data = True  # type: ignore[attr-defined]


class PartQuerySet(PublicQuerySet):
    """Parts are seen with their whole, which ``whole`` leads to."""

    whole: str

    def visible_to(self, user: Any) -> Any:
        relation: Any = self.model._meta.get_field(self.whole)
        wholes = relation.related_model._default_manager.all()
        return self.filter(**{f"{self.whole}__in": wholes.visible_to(user)})


class PublicModel(models.Model):
    """A row that the public may come to see: one UUID for ever, every change recorded and told to the ledger."""

    uuid = models.UUIDField("UUID", unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    modified_at = models.DateTimeField(_("changed"), auto_now=True)
    history = HistoricalRecords(inherit=True, history_change_reason_field=models.TextField(null=True))

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True
        # Django's own would skip the ledger in related managers' add(). Inherited by way of the first base only:
        # so every abstract model here descends from this one.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        new = not self.pk
        with ledger.writing():
            if not new:
                ledger.saving(self)
            super().save(*args, **kwargs)
            ledger.saved(self, new=new)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with ledger.writing():
            _refuse_if_published(type(self), [self.uuid], self)
            ledger.touch(type(self), [self.pk], going=True)
            return super().delete(*args, **kwargs)

    def lock_first(self) -> None:
        """Rows that are written with this one, where others lock them before it, lest two wait for each other."""


def save_together(rows: list[Any], update_fields: Collection[str] | None = None) -> None:
    """With their histories; the ledger is told once of all, which one by one takes longer than the rest."""
    if rows:
        model = type(rows[0])
        with ledger.writing():
            if update_fields is None or _leaves(model, update_fields):
                ledger.touch(model, [row.pk for row in rows if row.pk])
            for row in rows:
                new = not row.pk
                models.Model.save(row, update_fields=update_fields)
                ledger.saved(row, new=new)


def _leaves(model: type[models.Model], changed: Collection[str]) -> bool:
    """Whether rows of which these fields change may concern others after than before."""
    return any(column in changed or column.removesuffix("_id") in changed for column in registry.links(model))


def _refuse_if_published(model: type[models.Model], uuids: list[uuid.UUID], *objects: models.Model) -> None:
    """What was once public is cancelled or unpublished, never deleted: phones that have it must be told."""
    if model in registry.mappers:  # locked first, lest someone publish it between this question and the deletion
        list(model._base_manager.select_for_update(no_key=True).order_by("pk").filter(uuid__in=uuids).values_list("pk"))
    if model._base_manager.filter(uuid__in=uuids).told().exists():  # type: ignore[attr-defined]
        raise ProtectedError(
            str(_("This was published: cancel or unpublish it instead of deleting it.")),
            set(objects) or set(model._default_manager.filter(uuid__in=uuids)),
        )


class Sourced(PublicModel):
    """A row whose facts come from a document."""

    source = models.ForeignKey(
        "fairs.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )
    source_note = models.TextField(_("note on the source"), blank=True, help_text=_("Internal: never published."))

    class Meta:
        abstract = True
