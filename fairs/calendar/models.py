"""The ledger's tables: what the public was last told, entry by entry."""

import uuid
from typing import Any, Self

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class ListingQuerySet(models.QuerySet["Listing"]):
    def readable_by(self, user: Any) -> Self:
        """Where every query starts, tombstones included. All entries are public so far."""
        return self.filter(audience=Listing.PUBLIC)

    def current(self) -> Self:
        return self.filter(withdrawn=False)


class Listing(models.Model):
    """One calendar entry as last published, or its tombstone (``withdrawn``: dates and identity kept, bytes erased)."""

    PUBLIC = "public"

    key = models.CharField(_("key"), max_length=60, unique=True)
    subject = models.CharField(_("made from"), max_length=80, db_index=True)
    kind = models.CharField(_("kind"), max_length=12)
    uid = models.CharField("UID", max_length=80)
    audience = models.CharField(_("audience"), max_length=60, default=PUBLIC)
    sequence = models.PositiveIntegerField("SEQUENCE", default=0)
    revision = models.PositiveBigIntegerField(_("revision"), unique=True)
    modified = models.DateTimeField(_("changed"))
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    status = models.CharField(_("status"), max_length=12)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    tzids = models.CharField(_("time zones"), max_length=100, blank=True)
    search = models.TextField(_("search text"), blank=True)
    vevent_zh_hans = models.BinaryField(default=b"")
    vevent_en = models.BinaryField(default=b"")
    payload = models.BinaryField(default=b"")
    content_digest = models.BinaryField(max_length=32)
    row_digest = models.BinaryField(max_length=32)
    recurring = models.BooleanField(_("recurring"), default=False)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        indexes = [
            models.Index(fields=["start", "key"], name="listing_in_order"),
            models.Index(fields=["end"], name="listing_end"),
            models.Index(fields=["latitude", "longitude"], name="listing_place"),
        ]

    def __str__(self) -> str:
        return self.key


class FacetManager(models.Manager["Facet"]):
    # From code to code along the index: DISTINCT would read each of a million rows.
    _CODES = """
        WITH RECURSIVE names(name) AS (VALUES %s), codes(name, code) AS (
            SELECT name, (SELECT MIN(code) FROM calendar_facet f WHERE f.name = names.name) FROM names
            UNION ALL
            SELECT name, (SELECT MIN(code) FROM calendar_facet f WHERE f.name = codes.name AND f.code > codes.code)
            FROM codes WHERE code IS NOT NULL
        ) SELECT name, code FROM codes WHERE code IS NOT NULL ORDER BY code"""

    def codes(self, *names: str) -> dict[str, list[str]]:
        """Of each of these facets, the codes that any listing has, in order; tombstones have none."""
        found: dict[str, list[str]] = {name: [] for name in names}
        with connection.cursor() as cursor:
            cursor.execute(self._CODES % ", ".join(["(%s)"] * len(names)), names)
            for name, code in cursor.fetchall():
                found[name].append(code)
        return found


class Facet(models.Model):
    """One (name, code) pair that a listing can be found by."""

    name = models.CharField(max_length=20)
    code = models.CharField(max_length=121)  # a hall's is its venue's and its own
    start = models.DateTimeField()
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="facets")

    objects = FacetManager()

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")
        constraints = [models.UniqueConstraint(fields=["listing", "name", "code"], name="facet_unique")]
        indexes = [models.Index(fields=["name", "code", "start", "listing"], name="facet_lookup")]

    def __str__(self) -> str:
        return f"{self.name}={self.code}"


class Occurrence(models.Model):
    """When a recurring listing takes place: once, half-open. Others have none: their own start and end say it."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="occurrences")
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        indexes = [models.Index(fields=["start", "end", "listing"], name="occurrence_window")]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.start:%Y-%m-%d %H:%M}"


class Watermark(models.Model):
    """One row. ``value``: the last revision given. ``writes``: flushes so far, even those that changed no listing."""

    value = models.PositiveBigIntegerField(default=0)
    writes = models.PositiveBigIntegerField(default=0)
    changed = models.DateTimeField()
    epoch = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("watermark")
        verbose_name_plural = _("watermarks")
        constraints = [models.CheckConstraint(name="watermark_is_one_row", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self.value)
