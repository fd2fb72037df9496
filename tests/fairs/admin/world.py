"""One of everything, and how a person presses the admin's buttons."""

from datetime import date, time
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.forms import SplitDateTimeWidget
from django.test import Client
from django.urls import reverse

from fairs.calendar import ledger, personal
from fairs.models import AllocationProposal, DayBlock, Edition, Membership, OpeningDay, Organisation, Region, User
from tests import factories as make
from tests.fairs.applications import invitation
from tests.fairs.floors import stand, stand_plan
from tests.initiatives.factories import everything as of_initiatives

NOTHING_PLACED = {"greedy": 0, "proposed": 0, "placed": 0, "open": 0}
Page = Any  # a response with its context


@ledger.writing()
def everything() -> Edition:
    """At least one row of every model."""
    make.region_group("210100")
    fair = make.fair(categories=[make.category()])
    organisation = make.organisation(region=make.region())
    venue = make.venue()
    hall = make.hall(venue)
    edition = make.edition(fair=fair, venues=[venue], halls=[hall], organisers=[organisation], owner=organisation)
    OpeningDay.objects.create(block=edition.blocks.get(), day=date(2026, 5, 1), opens=time(9), closes=time(17))
    make.session(edition, venue=venue)
    exhibitor = make.exhibitor(region=make.region())
    pavilion = make.pavilion(edition)
    participation = make.participation(edition, exhibitor, pavilion=pavilion, stand="4A01")
    make.display(edition, make.product(exhibitor=exhibitor), pavilion=pavilion, participation=participation)
    invitation(edition)
    make.figure(edition)
    make.launch(edition=edition)
    make.hall_booking(hall, edition=edition)
    stand(stand_plan(edition, hall=hall), "A1", pavilion=pavilion)
    AllocationProposal.objects.create(edition=edition, basis="", placing=[], scores=NOTHING_PLACED)
    of_initiatives()
    make.membership(make.user(), organisation)
    personal.issue(make.user(), "Mine", "filter")
    Group.objects.create(name="Editors")
    return edition


def superuser(**fields: Any) -> User:
    return make.user(is_staff=True, is_superuser=True, **fields)


def member(*organisations: Organisation, publishes: bool = False) -> User:
    """Works for the organisations, with every right in the apps but, unless asked for, that of publishing."""
    user = make.user(is_staff=True)
    rights = Permission.objects.filter(content_type__app_label__in=["fairs", "initiatives"])
    user.user_permissions.set(rights if publishes else rights.exclude(codename__startswith="publish_"))
    for organisation in organisations:
        Membership.objects.create(user=user, organisation=organisation)
    return user


def authority(region: Region) -> Organisation:
    return make.organisation(kind="authority", region=region)


def logged_in(user: User, language: str = "en") -> Any:
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


def url(thing: Any, page: str = "change") -> str:
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{page}"
    return reverse(name) if page in ("changelist", "add") else reverse(name, args=[thing.pk])


def act_url(thing: Any, verb: str) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_act", args=[verb])


def look(client: Client, verb: str, *things: Any, **answers: Any) -> Page:
    """Press the button; with answers, fill in the page it leads to and ask what would happen."""
    data = {"pk": [t.pk for t in things], **answers}
    return client.post(act_url(things[0], verb), {**data, "token": ""} if answers else data)


def confirm(client: Client, verb: str, *things: Any, reason: str = "because", **answers: Any) -> Page:
    token = look(client, verb, *things, **answers).context["token"]
    data = {"pk": [t.pk for t in things], "token": token, "reason": reason, **answers}
    return client.post(act_url(things[0], verb), data)


def moved(edition: Edition, *spans: tuple[str, str]) -> dict[str, str]:
    """Answers that give the edition's blocks these days."""
    answers: dict[str, str] = {}
    for block, (first, last) in zip(edition.blocks.all(), spans, strict=True):
        answers |= {f"first_{block.pk}": first, f"last_{block.pk}": last}
    return answers


def form_data(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send of the form at this address, unchanged."""
    context = client.get(address).context
    data: dict[str, Any] = {}
    formsets = [f.formset for f in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(f for s in formsets for f in [s.management_form, *s.forms])]
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(bound.field.widget, SplitDateTimeWidget):
                parts = bound.field.widget.decompress(value)
                data |= {f"{bound.html_name}_{n}": part or "" for n, part in enumerate(parts)}
            elif value is not False:  # a box that is not ticked is not sent
                data[bound.html_name] = "" if value is None else value
    return data


def fresh(thing: Any) -> Any:
    """As the database has it; the state fields refuse ``refresh_from_db``."""
    return type(thing)._default_manager.get(pk=thing.pk)


def blocks(edition: Edition) -> list[tuple[date | None, date | None]]:
    return list(DayBlock.objects.filter(Q(edition=edition)).values_list("first_day", "last_day"))
