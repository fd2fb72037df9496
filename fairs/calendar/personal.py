"""Personal feeds: what each holds, and the tokens by which it is read. A token is told once: only its hash is kept."""

import hashlib
import secrets
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from . import ledger, registry
from .answers import today
from .entry import LANGUAGES, Kind, Status, clean_line
from .filters import DEFAULT_KINDS, CodesFilter, ListingFilterSet
from .models import Listing, PersonalFeed
from .questions import Question, understood

MOST_FEEDS, MOST_CHOSEN = 50, 500  # of a user, in an agenda
FORMS = ("ics", "jcal", "csv")
"""Not Atom, whose readers mostly live on other people's servers, and which has its own address in it."""
SHOWN = frozenset({"lang", "cancelled", "alarm"})
_WHATEVER = ",".join(kind for kind in Kind if kind != Kind.HOURS)
Content = PersonalFeed.Content


class Gone(Exception):  # noqa: N818
    """Of a feed that was revoked. Says so in all languages: whoever reads it here chose none."""

    sentence = _("This personal feed was revoked: it holds nothing any more. Its owner can make a new address.")

    def __str__(self) -> str:
        said = []
        for language in LANGUAGES:
            with override(language):
                said.append(str(self.sentence))
        return " ".join(dict.fromkeys(said))


def feed_of(token: str) -> PersonalFeed:
    """Whose token this is. Raises Http404 for none, Gone for one that was revoked or whose user has no right to it."""
    feed = PersonalFeed.objects.select_related("user").filter(token_hash=_hash(token)).first()
    if feed is None:
        raise Http404
    if not (feed.valid and _may_read(feed)):
        raise Gone
    if feed.last_used != today():  # a write a day, not one a poll
        PersonalFeed.objects.filter(pk=feed.pk).update(last_used=today())
    return feed


def held(feed: PersonalFeed, given: QueryDict | None = None) -> QueryDict:
    """What it asks the calendar for: as it was saved, narrowed by what the address says besides."""
    asked, given = QueryDict(feed.asked, mutable=True), given or QueryDict()
    for name, values in given.lists():
        if name in asked and name not in SHOWN:
            raise ValidationError({name: [ValidationError(_("The feed says this already."), code="repeated")]})
        asked.setlist(name, values)
    if feed.content in (Content.EXHIBITOR, Content.PLACE):
        _check_private(asked)
    if feed.content != Content.FILTER:
        asked.setdefault("kind", _WHATEVER)
    return asked


def question(feed: PersonalFeed, form: str, given: QueryDict) -> Question:
    """A filter rolls, as what people are told to subscribe to does; what was chosen one by one stays."""
    name = "upcoming" if feed.content == Content.FILTER else "all"
    return understood(name, form, held(feed, given), feed)


def filtered(feed: PersonalFeed) -> ListingFilterSet:
    """Its listings, past ones included."""
    asked = held(feed)
    for name in SHOWN & set(asked):
        del asked[name]
    listings = Listing.objects.readable_by(feed).current()
    if QueryDict(feed.asked).get("cancelled") == "hide":
        listings = listings.exclude(status=Status.CANCELLED)
    return ListingFilterSet(asked, listings)


def kinds_of(feed: PersonalFeed) -> list[str]:
    """Of the entries that it may hold."""
    named = held(feed).getlist("kind")
    return [kind for value in named for kind in value.split(",")] or list(DEFAULT_KINDS)


def issue(
    user: Any, name: str, content: str, *, asked: str = "", subjects: Iterable[str] = (), audience: str = Listing.PUBLIC
) -> tuple[PersonalFeed, str]:
    """The feed, and its token, which nobody can be told again. Raises ValidationError({field: messages})."""
    feed = PersonalFeed(
        user=user, name=_named(name), content=content, asked=asked, audience=audience,
        subjects=list(dict.fromkeys(subjects)),
    )  # fmt: skip
    if len(feed.subjects) > MOST_CHOSEN:
        raise _too_many_chosen()
    if PersonalFeed.objects.current().filter(user=user).count() >= MOST_FEEDS:
        raise ValidationError(_("You have %(most)d feeds already: revoke one first.") % {"most": MOST_FEEDS})
    question(feed, "ics", QueryDict())  # refuses what cannot be asked
    return _issue(feed)


def rename(feed: PersonalFeed, name: str) -> None:
    feed.name = _named(name)
    feed.save(update_fields=["name"])


def renew(feed: PersonalFeed) -> tuple[PersonalFeed, str]:
    """The same at another address; the former one is revoked."""
    with ledger.writing():
        revoke(feed)
        same = ("user", "name", "content", "asked", "subjects", "audience")
        return _issue(PersonalFeed(**{name: getattr(feed, name) for name in same}))


def revoke(feed: PersonalFeed) -> None:
    with ledger.writing():
        PersonalFeed.objects.current().filter(pk=feed.pk).update(revoked_at=timezone.now())
        _retell(feed)


def forget(users: Any) -> None:
    """Delete the feeds of these users, who go: by the database's own cascade the ledger would not learn of it."""
    with ledger.writing():
        feeds = PersonalFeed.objects.filter(user__in=users)
        for feed in feeds.current():
            _retell(feed)
        feeds.delete()


def choose(feed: PersonalFeed, subjects: Iterable[str], *, chosen: bool = True) -> None:
    """Into an agenda, or out of it. On the row as it now is: two pages may be open."""
    with ledger.writing():
        fresh = PersonalFeed.objects.select_for_update(no_key=True).get(pk=feed.pk)
        named = list(dict.fromkeys(subjects))
        kept = [subject for subject in fresh.subjects if subject not in named]
        fresh.subjects = [*kept, *named] if chosen else kept
        if len(fresh.subjects) > MOST_CHOSEN:
            raise _too_many_chosen()
        fresh.save(update_fields=["subjects"])


def subjects_of(keys: Iterable[str]) -> list[str]:
    """What public entries with these keys or UIDs are made from. Raises ValidationError on one that is not known."""
    wanted = [key.strip().partition("@")[0] for key in keys]
    public = Listing.objects.readable_by(None).current().filter(key__in=wanted)
    found = dict(public.values_list("key", "subject"))
    if unknown := [key for key in wanted if key not in found]:
        raise ValidationError(
            {"entries": _("“%(key)s” is no entry of the public calendar.") % {"key": unknown[0][:80]}}
        )
    return [found[key] for key in wanted]


def _named(name: str) -> str:
    if not (cleaned := clean_line(name)[:100]):
        raise ValidationError({"name": _("Give the feed a name.")})
    return cleaned


def _issue(feed: PersonalFeed) -> tuple[PersonalFeed, str]:
    token = secrets.token_urlsafe(32)
    feed.token_hash = _hash(token)
    with ledger.writing():
        feed.save()
        _retell(feed)
    return feed, token


def _retell(feed: PersonalFeed) -> None:
    """Private entries are kept for as long as there is a feed of them, so most edits make none."""
    kind, __, uuid = feed.audience.partition(":")
    if model := registry.audiences.get(kind):
        ledger.touched(model, model._base_manager.filter(uuid=uuid).values_list("pk", flat=True))


def _hash(token: str) -> str:
    """Plain: a token has 256 random bits, which no guessing of hashes finds."""
    return hashlib.sha256(token.encode()).hexdigest()


def _may_read(feed: PersonalFeed) -> bool:
    if feed.audience == Listing.PUBLIC:
        return True
    kind, __, uuid = feed.audience.partition(":")
    return registry.rights[kind](feed.user, UUID(uuid))


def _check_private(asked: QueryDict) -> None:
    """Private entries have no facets: whoever asks for one would get nothing, without a word."""
    for name in asked:
        coded = isinstance(ListingFilterSet.base_filters.get(name), CodesFilter)
        if coded and name not in ListingFilterSet.nameless:
            raise ValidationError(
                {name: [ValidationError(_("A private feed cannot be asked for this."), code="unknown_parameter")]}
            )


def _too_many_chosen() -> ValidationError:
    return ValidationError({"entries": _("An agenda holds %(most)d at most.") % {"most": MOST_CHOSEN}})
