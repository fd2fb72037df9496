"""The ledger's tables: what the public was last told, entry by entry; and who may read what besides."""

import hashlib
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from . import entry


class ListingQuerySet(models.QuerySet["Listing"]):
    def readable_by(self, reader: Any) -> Self:
        """Where every query starts, tombstones included: what is public; of a personal feed, what it is of."""
        if not isinstance(reader, PersonalFeed):
            return self.filter(audience=Listing.PUBLIC)
        mine = self.filter(audience=reader.audience)
        return mine.filter(subject__in=reader.subjects or [""]) if reader.content == reader.Content.AGENDA else mine

    def current(self) -> Self:
        return self.filter(withdrawn=False)


class Listing(models.Model):
    """One calendar entry as last published, or its tombstone (``withdrawn``: dates and identity kept, bytes erased)."""

    PUBLIC = entry.PUBLIC

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
            # Of the few that are not public: SQLite would take a whole index for the best way to those that are.
            models.Index(fields=["audience"], name="listing_private", condition=~Q(audience=entry.PUBLIC)),
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


class PersonalFeedQuerySet(models.QuerySet["PersonalFeed"]):
    def current(self) -> Self:
        return self.filter(revoked_at=None)


class PersonalFeed(models.Model):
    """A calendar of a user's, at an address that cannot be guessed: of the token in it only the hash is kept."""

    class Content(models.TextChoices):
        FILTER = "filter", _("filter")
        AGENDA = "agenda", _("agenda")
        EXHIBITOR = "exhibitor", _("exhibitor's")
        PLACE = "place", _("venue's or hall's")

    uuid = models.UUIDField("UUID", unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="personal_feeds"
    )
    name = models.CharField(_("name"), max_length=100)
    content = models.CharField(_("content"), max_length=10, choices=Content)
    asked = models.TextField(_("query string"), blank=True)
    subjects = models.JSONField(_("chosen things"), default=list, blank=True)
    """Of an agenda: what its entries are made from, so that another block of days belongs to it."""
    audience = models.CharField(_("audience"), max_length=60, default=Listing.PUBLIC, db_index=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    last_used = models.DateField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    objects = PersonalFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal feed")
        verbose_name_plural = _("personal feeds")
        ordering = ["user", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def valid(self) -> bool:
        return self.revoked_at is None and self.user.is_active

    @property
    def digest(self) -> str:
        """Another one when it comes to hold other things."""
        held = repr((self.asked, sorted(self.subjects), self.audience))
        return hashlib.sha256(held.encode()).hexdigest()[:16]
