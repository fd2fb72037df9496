"""What the catalogue finds: a row for each public showing of a product and each admitted exhibitor of an edition.

Derived: ``fairs.catalogue.index`` alone writes it. Nothing but what is public is in it.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .editions import Edition
from .exhibitors import Exhibitor, Pavilion
from .places import Hall
from .products import Product

PENDING = 256  # kilobytes


class TermsField(ArrayField):
    """A PostgreSQL array. SQLite keeps it as JSON, and finds rows by ``CatalogueTerm`` instead."""

    def db_type(self, connection: Any) -> str | None:
        return super().db_type(connection) if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return f"%s::{self.db_type(connection)}" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if connection.vendor == "postgresql":
            return super().get_db_prep_value(value, connection, prepared)
        return json.dumps(value, ensure_ascii=False)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return value if connection.vendor == "postgresql" else json.loads(value)


class TermsIndex(GinIndex):
    """SQLite, which has no such index, gets one by the same name of no rows."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor, using, **kwargs)
        return models.Index(fields=self.fields, name=self.name, condition=Q(pk__isnull=True)).create_sql(
            model, schema_editor, using, **kwargs
        )


@contextmanager
def by_index(*, or_order: bool = False) -> Iterator[None]:
    """Within it PostgreSQL finds entries by ``catalogue_terms``, and does not read all, nor those of an order.

    It takes that for cheaper where a word is common, or two together are rarer than it believes: it does not know that
    the words of each row, two hundred, have to be unpacked.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = {'on' if or_order else 'off'}")
        yield


class CatalogueQuerySet(models.QuerySet["CatalogueEntry"]):
    def having(self, *words: str) -> Self:
        """Rows with all of these words."""
        return self._having("words__contains", [[word] for word in words], list(words))

    def coded(self, name: str, codes: Iterable[str]) -> Self:
        """Rows with any of the codes of this name."""
        wanted = [f"{name}={code}" for code in codes]
        return self._having("codes__overlap", [wanted], wanted)

    def _having(self, lookup: str, groups: list[list[str]], terms: list[str]) -> Self:
        if connection.vendor == "postgresql":
            return self.filter(**{lookup: terms})
        found = (Q(pk__in=CatalogueTerm.objects.filter(term__in=group).values("entry")) for group in groups)
        return self.filter(*found)

    def counts(self, most: int) -> dict[str, int]:
        """{"name=code": rows that have it} among so many of them."""
        found, given = self.order_by().values("codes")[:most].query.sql_with_params()
        each = {"postgresql": "unnest(found.codes) code (value)", "sqlite": "json_each(found.codes) code"}
        asked = f"SELECT code.value, count(*) FROM ({found}) found, {each[connection.vendor]} GROUP BY 1"  # noqa: S608
        with by_index(), connection.cursor() as cursor:
            cursor.execute(asked, given)
            return dict(cursor.fetchall())

    def with_related(self) -> Self:
        return self.defer("words", "codes").select_related(
            "edition",
            "product__category",
            "product__origin",
            "exhibitor",
            "pavilion__region",
            "pavilion__hall",
            "hall__venue",
        )


def _derived(model: type[models.Model], name: Any, **kwargs: Any) -> "models.ForeignKey[Any, Any]":
    """The database checks it at the end of a transaction, by when the index was brought up to date."""
    return models.ForeignKey(model, models.DO_NOTHING, verbose_name=name, related_name="+", **kwargs)


class CatalogueEntry(models.Model):
    """``words``: what it is found by; ``codes``: "name=code" of whatever it can be filtered by."""

    class Kind(models.TextChoices):
        PRODUCT = "product", _("product")
        EXHIBITOR = "exhibitor", _("exhibitor")

    uuid = models.UUIDField("UUID", unique=True, help_text=_("of the product's showing, or of the participation"))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    edition = _derived(Edition, _("edition"))
    product = _derived(Product, _("product"), null=True)
    exhibitor = _derived(Exhibitor, _("exhibitor"), null=True)
    pavilion = _derived(Pavilion, _("pavilion"), null=True)
    hall = _derived(Hall, _("hall"), null=True)
    stand = models.CharField(_("stand"), max_length=200)
    start = models.DateField(_("first day"))
    words = TermsField(models.TextField())
    codes = TermsField(models.TextField())

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue")
        ordering = ["-start", "-pk"]
        indexes = [
            models.Index(fields=["start", "id"], name="catalogue_start"),
            # Every search reads the list of what is yet to be indexed: a short one. Without any, writing takes twice
            # as long: a row has two hundred words, and most of them its neighbour has too.
            TermsIndex(
                fields=["words", "codes"], name="catalogue_terms", fastupdate=True, gin_pending_list_limit=PENDING
            ),
        ]

    def __str__(self) -> str:
        return str(self.product or self.exhibitor)


class CatalogueTerm(models.Model):
    """On SQLite: a row for each word and each code of an entry. Elsewhere empty."""

    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="+")
    term = models.TextField()

    class Meta:
        verbose_name = _("term of the catalogue")
        verbose_name_plural = _("terms of the catalogue")
        indexes = [models.Index(fields=["term", "entry"], name="catalogue_term")]

    def __str__(self) -> str:
        return self.term
