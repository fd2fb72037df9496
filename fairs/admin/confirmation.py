"""The page between a verb and its effect: what subscribers will see, then the same form again with "Confirm".

The page is asked for and confirmed by POST, because a preview takes the write lock for a moment. What was shown is
signed into a token; when the data, the input or the outcome differ on confirming, the page is shown anew.

A form that does by being saved what a verb does leads to the same page: see ``shown_first``.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fairs.calendar import ledger
from fairs.models import Edition, Editorial, Publishable, Session, Stateful, Taken, act

from .aftermath import Aftermath, aftermath
from .badges import timed
from .consequences import Consequence, consequences, summary
from .verb_forms import VerbForm
from .verbs import Verb, is_published

SHOWN = 20  # things, one by one
MOST = 200  # things at once
LOOK_AGAIN = gettext_lazy("What will happen is not what you were shown: look again before you confirm.")
SAY_WHY = gettext_lazy("Say why: the history keeps it, and colleagues will ask.")
IN_AN_ADDRESS = 100  # characters of a value; longer ones are typed again
OF_THE_PAGE = ("csrfmiddlewaretoken", "token", "reason", "change_reason")


@dataclass
class Outcome:
    """What becomes of one thing; ``refusal``: why nothing does."""

    thing: Stateful
    found: list[Consequence] = field(default_factory=list)
    digest: str = ""
    refusal: ValidationError | None = None
    silence: str = ""  # why calendars say nothing
    aftermath: Aftermath = field(default_factory=Aftermath)

    @property
    def entries(self) -> list[tuple[Consequence, int]]:
        return summary(self.found)

    @property
    def messages(self) -> list[str]:
        return self.refusal.messages if self.refusal else []


def confirm(model_admin: Any, request: HttpRequest, verb: Verb, given: list[Stateful]) -> HttpResponse:
    things = given[:MOST]
    token = request.POST.get("token")
    form = model_admin.verb_form(verb, things)(None if token is None else request.POST, verb=verb, things=things)
    ready = form.is_valid() if form.is_bound else not form.asks and request.method == "POST"
    outcomes = [foresee(verb, thing, form.details(), request.user) for thing in things] if ready else []
    seen = _token(verb, outcomes, form)
    possible = [o.thing for o in outcomes if not o.refusal]
    if token and possible and constant_time_compare(token, seen):
        if form.needs_reason and not form.cleaned_data["reason"].strip():
            form.add_error("reason", SAY_WHY)
        elif _carry_out(model_admin, request, verb, possible, form):
            return HttpResponseRedirect(_way_back(model_admin, request, things))
    elif token and possible and ready:
        messages.warning(request, LOOK_AGAIN)
    if len(outcomes) == 1 and outcomes[0].refusal:
        _tell(form, outcomes[0].refusal)
    page = _page(model_admin, request, verb, things, form, outcomes, seen if possible else "")
    page.context_data["too_many"] = MOST if len(given) > MOST else 0
    return page


class Unseen(Exception):  # noqa: N818
    """What was just saved does to others what nobody was shown: it is undone, and ``page`` shows it."""

    def __init__(self, page: HttpResponse) -> None:
        self.page = page


def shown_first(model_admin: Any, request: HttpRequest, verb: Verb, thing: Stateful) -> None:
    """Of a thing that was just saved, and thereby did what the verb does. Raises Unseen."""
    after = aftermath(verb.name, thing, {}, request.user)
    if not after:
        return
    token, seen = request.POST.get("token", ""), _signed(verb.name, str(thing), after)
    given = request.POST if token else {"reason": request.POST.get("change_reason", "")}
    form = VerbForm(given, verb=verb, things=[thing])
    if token and form.is_valid() and form.needs_reason and not form.cleaned_data["reason"].strip():
        form.add_error("reason", SAY_WHY)
    shown = constant_time_compare(token, seen)
    if shown and form.is_valid():
        return
    if token and not shown:
        messages.warning(request, LOOK_AGAIN)
    found, _digest = consequences(lambda: ledger.touched(type(thing), [thing.pk]))
    outcome = Outcome(thing, found, silence="" if found else _silence(verb, thing), aftermath=after)
    page = _page(model_admin, request, verb, [thing], form, [outcome], seen)
    carried = [(n, value) for n, values in request.POST.lists() if n not in OF_THE_PAGE for value in values]
    page.context_data |= {"things": [], "carried": carried, "action": request.get_full_path()}
    short = [(name, value) for name, value in carried if len(value) <= IN_AN_ADDRESS]
    page.context_data["way_back"] = f"{request.path}?{urlencode(short)}"
    raise Unseen(page)


def foresee(verb: Verb, thing: Stateful, details: dict[str, Any], user: Any) -> Outcome:
    try:
        found, digest = consequences(lambda: act(thing, verb.name, **details))
    except ValidationError as error:
        return Outcome(thing, refusal=error.told_to(user) if isinstance(error, Taken) else error)
    after = aftermath(verb.name, thing, details, user)
    return Outcome(thing, found, f"{digest} {after}", None, "" if found else _silence(verb, thing), after)


def _silence(verb: Verb, thing: Stateful) -> str:
    if not isinstance(thing, Editorial):
        return _("Calendars stay as they are.")
    if verb.name == "publish" and not isinstance(thing, Publishable):
        return _("It appears in lists and the API; calendars have no such entries.")
    if verb.name == "publish":
        return _("No calendar entry, because the dates are not complete. Lists and the API show it without days.")
    if verb.name == "unpublish":
        return _("It had no calendar entry; it disappears from lists and the API.")
    if is_published(thing):
        return _("Calendars stay as they are.")
    return _("Subscribers see nothing of it: it is not published.")


def _token(verb: Verb, outcomes: list[Outcome], form: VerbForm) -> str:
    seen = [(o.thing.pk, str(o.thing.modified_at), o.digest, o.refusal is None) for o in outcomes]
    promised = form.promised() if outcomes else {}
    return _signed(verb.name, seen, promised)


def _signed(*shown: Any) -> str:
    return salted_hmac("fairs.admin.confirmation", repr(shown), algorithm="sha256").hexdigest()


def _carry_out(model_admin: Any, request: HttpRequest, verb: Verb, things: list[Stateful], form: VerbForm) -> bool:
    """All or nothing."""
    try:
        with transaction.atomic():
            for thing in things:
                act(thing, verb.name, reason=form.cleaned_data["reason"].strip(), **form.details())
                model_admin.log_change(request, thing, str(verb.label))
    except ValidationError as error:
        _tell(form, error)
        return False
    if len(things) == 1:
        messages.success(request, verb.done % things[0])
    else:
        done = ngettext("%(verb)s: %(number)d done.", "%(verb)s: %(number)d done.", len(things))
        messages.success(request, done % {"verb": verb.label, "number": len(things)})
    return True


def _tell(form: VerbForm, error: ValidationError) -> None:
    """At the field where the form has it, above the form otherwise."""
    if not form.is_bound:
        form.is_bound, form.data = True, {}
        form.full_clean()
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors).messages)


def _way_back(model_admin: Any, request: HttpRequest, things: list[Stateful]) -> str:
    name = f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    if len(things) == 1:
        return reverse(f"{name}_change", args=[things[0].pk])
    return f"{reverse(f'{name}_changelist')}?{QueryDict(_filters(request)).urlencode()}".rstrip("?")


def _filters(request: HttpRequest) -> str:
    """Of the list that the things were chosen from, where its action leads here; then as this page kept them."""
    return request.POST.get("filters", request.GET.urlencode() if "action" in request.POST else "")


def staying_sessions(verb: Verb, thing: Stateful, form: VerbForm) -> list[str]:
    """Sessions that keep their own dates although their fair moves."""
    if not (verb.moves and isinstance(thing, Edition)):
        return []
    sessions = Session.objects.published().filter(edition=thing).order_by("starts_at", "first_day")
    if "with_sessions" in form.fields and form["with_sessions"].value():
        sessions = sessions.exclude(pk__in=Session.objects.moving_along().values("pk"))
    return [f"{session} ({when})" for session in sessions if (when := timed(session))]


def _page(
    model_admin: Any, request: HttpRequest, verb: Verb, things: list[Stateful], form: VerbForm,
    outcomes: list[Outcome], token: str,
) -> Any:  # fmt: skip
    one = things[0] if len(things) == 1 else None
    number = ngettext("%d thing", "%d things", len(things)) % len(things)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": verb.label,
        "subtitle": str(one) if one else number,
        "opts": model_admin.opts,
        "verb": verb,
        "things": things,
        "one": one,
        "form": form,
        "outcomes": [o for o in outcomes if not o.refusal][:SHOWN],
        "others": max(0, sum(not o.refusal for o in outcomes) - SHOWN),
        "refused": [o for o in outcomes if o.refusal] if not one else [],
        "staying": staying_sessions(verb, one, form) if one else [],
        "token": token,
        "media": model_admin.media + form.media,
        "action": reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_act", args=[verb.name]),
        "way_back": _way_back(model_admin, request, things),
        "carried": [("filters", _filters(request))],
    }
    return TemplateResponse(request, "admin/confirmation.html", context)
