"""What who has logged in applied for: the list of it, and applying without an invitation."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Max, Min, OuterRef, Prefetch, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairs.amending import OPEN
from fairs.applying import Closed, why_closed
from fairs.entries.participations import where
from fairs.models import DayBlock, Deadline, Edition, EventStatus, Exhibitor, Organisation, Participation
from fairs.models.organisations import organisations_of
from fairs.serializers.exhibitors import ParticipationSerializer

from .application_forms import NewCompanyForm, Products, WishForm
from .applications import BAD, GONE, LAYOUT, METHODS, Applicant, send
from .mine import own

ROWS, TAKING, COMPANIES = 30, 20, 100
NEW = "new"
ADMITTED = Participation.Status.ADMITTED


@require_safe
@own
def my_applications(request: HttpRequest) -> HttpResponse:
    mine = Participation.objects.own_of(request.user)
    blocks = DayBlock.objects.filter(edition=OuterRef("edition")).order_by().values("edition")
    rows = ParticipationSerializer.loaded(mine, request.user).prefetch_related(_coming_deadlines())
    rows = rows.annotate(start=Subquery(blocks.annotate(first=Min("first_day")).values("first")))
    page = Paginator(rows.order_by(F("start").desc(nulls_first=True), "-pk"), ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, *where(row), _told(row)) for row in page],
        "taking": _taking(mine) if organisations_of(request.user) else [],
        "member": bool(organisations_of(request.user)),
    }
    return render(request, "fairs/my_applications.html", context)


def _coming_deadlines() -> Any:
    coming = Deadline.objects.filter(day__gte=timezone.localdate()).order_by("day", "pk")
    return Prefetch("edition__deadlines", coming, to_attr="coming_deadlines")


def _told(row: Any) -> list[Deadline]:
    """Of the deadlines those that concern it."""
    if row.status not in (*OPEN, ADMITTED):
        return []
    own = (Deadline.Audience.PUBLIC, Deadline.Audience.EXHIBITORS)[: 2 if row.status == ADMITTED else 1]
    return [deadline for deadline in row.edition.coming_deadlines if deadline.audience in own]


def _taking(mine: Any) -> Any:
    """Fairs that take applications until a day that they name, and of which one is not part yet."""
    due = Max("deadlines__day", filter=Q(deadlines__kind=Deadline.Kind.APPLICATION))
    editions = Edition.objects.published().exclude(event_status=EventStatus.CANCELLED).annotate(due=due)
    coming = editions.filter(due__gte=timezone.localdate()).exclude(pk__in=mine.values("edition"))
    return coming.order_by("due", "code")[:TAKING]


def offered(user: Any, edition: Edition) -> dict[str, Any]:
    """To exhibitors, on the page of a fair: where to apply, or what became of it."""
    organisations = organisations_of(user)
    companies = Exhibitor.objects.current().filter(organisation__in=organisations)
    kinds = {organisation.kind for organisation in organisations}
    if not organisations or not (Organisation.Kind.COMPANY in kinds or companies.exists()):
        return {}
    own = Participation.objects.own_of(user).filter(edition=edition).select_related("exhibitor")
    return {"own_applications": own.order_by("pk")[:COMPANIES], "may_apply": not why_closed(edition)}


@require_http_methods(METHODS)
@own
def apply_signed_in(request: HttpRequest, code: str) -> HttpResponse:
    edition = get_object_or_404(Edition.objects.published(), code=code)
    organisations = organisations_of(request.user)
    companies = Exhibitor.objects.current().filter(organisation__in=organisations).order_by("code")
    taking_part = Participation.objects.filter(edition=edition, exhibitor__in=companies)
    free = companies.exclude(pk__in=taking_part.values("exhibitor"))
    chosen = request.GET.get("company")
    if not chosen:  # said in the address, so that a second click means the same company
        first = free.first()
        return redirect(f"{request.path}?company={first.code if first else NEW}")
    exhibitor = free.filter(code=chosen).first()
    if exhibitor is None and chosen != NEW:
        if part := taking_part.filter(exhibitor__code=chosen).first():
            return redirect("my-application", part.uuid)
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = WishForm(sent) if exhibitor else NewCompanyForm(organisations, sent)
    context = {
        "edition": edition, "layout": LAYOUT[True], "company": exhibitor, "form": form,
        "companies": [other for other in free[:COMPANIES] if other != exhibitor],
        "products": Products(sent, prefix="products"),
    }  # fmt: skip
    return _answer(request, context)


def _answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form, products, edition = context["form"], context["products"], context["edition"]
    why, status = why_closed(edition), 200
    if not organisations_of(request.user):
        why = _("You are a member of no organisation: ask the organiser for an invitation.")
    elif form.is_bound and not why:
        status = BAD
        if form.is_valid() and products.is_valid():
            try:
                given = {"exhibitor": context["company"]} if context["company"] else {}
                found = send(form, products, edition=edition, **given)
                if isinstance(found, Participation):
                    return Applicant(found, signed_in=True).back()
                status = found
            except Closed as error:
                why = str(error)
    return render(request, "fairs/apply.html", {**context, "closed": why}, status=GONE if why else status)
