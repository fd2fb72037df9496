"""A user's personal feeds: saved filters, an agenda, exhibitors' calendars. Each address is shown once, when made."""

from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fairs.calendar import personal
from fairs.calendar.entry import Kind, clean_line
from fairs.calendar.filters import ListingFilterSet
from fairs.calendar.models import Listing, PersonalFeed
from fairs.calendar.questions import understood
from fairs.issuing import exhibitors_of, halls_of, issue_of_exhibitor, issue_of_place

from .addresses import PersonalAddresses
from .choosing import given, parameters
from .qr import qr_code
from .rows import Row, coming_rows, rows_of

OFFERED, COMPANIES = 30, 100  # entries to tick, exhibitors to choose from
Content = PersonalFeed.Content
View = Callable[..., HttpResponse]

login = LoginView.as_view(template_name="pages/login.html", next_page="mine", redirect_authenticated_user=True)


def own(view: View) -> View:
    """For the user alone, kept by nobody. Who has a one-time password chooses another first."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.must_change_password:  # type: ignore[union-attr]
            return redirect("admin:password_change")
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@own
def mine(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, request.GET)
    sent = request.POST
    try:
        if (agenda := _agenda(request)) and sent.get("content") == Content.AGENDA:
            personal.choose(agenda, personal.subjects_of(sent.getlist("entry")))
            return redirect(f"{request.path}#feed-{agenda.uuid}")
        return _address(request, *_made(request.user, sent))
    except ValidationError as error:
        return _page(request, QueryDict(sent.get("asked", "")), error)


@require_POST
@own
def my_feed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """``act``: rename, remove (an entry from an agenda), renew, revoke."""
    feed = get_object_or_404(_feeds(request), uuid=uuid)
    try:
        match request.POST.get("act"):
            case "rename":
                personal.rename(feed, request.POST.get("name", ""))
            case "remove":
                personal.choose(feed, personal.subjects_of(request.POST.getlist("entry")), chosen=False)
            case "renew":
                return _address(request, *personal.renew(feed))
            case "revoke":
                personal.revoke(feed)
            case _:
                raise ValidationError(_("There is no such step."))
    except ValidationError as error:
        return _page(request, QueryDict(), error)
    return redirect("mine")


def _feeds(request: HttpRequest) -> "QuerySet[PersonalFeed]":
    return PersonalFeed.objects.current().filter(user_id=request.user.pk or 0)


def _agenda(request: HttpRequest) -> PersonalFeed | None:
    return _feeds(request).filter(content=Content.AGENDA).order_by("pk").first()


def _made(user: Any, sent: QueryDict) -> tuple[PersonalFeed, str]:
    name = clean_line(sent.get("name", ""))
    match sent.get("content"):
        case Content.FILTER:
            return personal.issue(user, name, Content.FILTER, asked=sent.get("asked", ""))
        case Content.AGENDA:
            subjects = personal.subjects_of(sent.getlist("entry"))
            return personal.issue(user, name or _("My agenda"), Content.AGENDA, subjects=subjects)
        case Content.EXHIBITOR:
            return issue_of_exhibitor(user, name, sent.get("exhibitor", ""))
        case Content.PLACE:
            return issue_of_place(user, name, sent.get("place", ""))
    raise ValidationError(_("There is no such step."))


def _address(request: HttpRequest, feed: PersonalFeed, token: str) -> HttpResponse:
    addresses = PersonalAddresses(token)
    code = qr_code(addresses.webcal, secret=True)
    return render(request, "fairs/mine_address.html", {"feed": feed, "addresses": addresses, "code": code})


def _page(request: HttpRequest, query: QueryDict, error: ValidationError | None = None) -> HttpResponse:
    """``query``: a choice made where to subscribe, to be saved, or to tick entries of; and single entries to tick."""
    asked = given(query)
    ticked, company = asked.pop("entry", []), asked.pop("company", [""])[-1]
    problems = [] if error is None else error.messages
    context: dict[str, Any] = {"feeds": _with_chosen(list(_feeds(request))), "ticked": ticked}
    try:
        context["title"] = understood("upcoming", "ics", asked).shown.title
        context["rows"] = _offered(asked, ticked)
        context["asked"] = _saved(asked)
    except ValidationError as unknown:
        problems += unknown.messages
    companies = list(exhibitors_of(request.user).order_by("code")[: COMPANIES + 1])
    many = len(companies) > COMPANIES  # then they are named by their codes
    context |= {"problems": problems, "company": company, "companies": companies[:COMPANIES], "many": many}
    context["halls"] = halls_of(request.user).select_related("venue").order_by("venue__code", "code")[:COMPANIES]
    return render(request, "fairs/mine.html", context, status=400 if problems else 200)


def _saved(asked: QueryDict) -> str:
    """As a query string; in the reader's language, whoever reads it."""
    kept = QueryDict(mutable=True)
    kept.update({**parameters(asked), "lang": str(asked["lang"])})
    return kept.urlencode(safe=",")


def _offered(asked: QueryDict, ticked: list[str]) -> list[Row]:
    """What was named, else what comes next of the choice."""
    public = Listing.objects.readable_by(None).current()
    named = rows_of(public.filter(key__in=ticked[:OFFERED]).order_by("start", "key"))
    return named or coming_rows(ListingFilterSet(asked, public).qs, timezone.localdate(), OFFERED)


def _with_chosen(feeds: list[PersonalFeed]) -> list[tuple[PersonalFeed, list[Row]]]:
    """Each with what was chosen into it, as far as that is public."""
    subjects = {subject for feed in feeds for subject in feed.subjects}
    chosen = Listing.objects.readable_by(None).current().filter(subject__in=subjects).exclude(kind=Kind.HOURS)
    chosen = chosen.order_by("start", "key")
    rows: dict[str, list[Row]] = defaultdict(list)
    for subject, row in zip(chosen.values_list("subject", flat=True), rows_of(chosen), strict=False):
        rows[subject].append(row)
    return [(feed, [row for subject in feed.subjects for row in rows[subject]]) for feed in feeds]
