"""The page on which an observation is revised: first what is said anew, then what that changes, then the deed."""

from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairs.admin.forms import reason_field
from initiatives.checks import plain
from initiatives.models import Observation, Rank
from initiatives.models.observations import STATED, SUBJECT

from .numbers import as_typed


class RevisionForm(forms.ModelForm):
    """Begins with what was stated, so that what stays need not be typed again."""

    reason = reason_field()
    keep_ranks = forms.BooleanField(label=gettext_lazy("the ranks stay as they are"), required=False, initial=True)

    def __init__(self, *args: Any, ranks: list[Rank], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep_ranks"].help_text = "; ".join(map(str, ranks))
        if not ranks:
            del self.fields["keep_ranks"]

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*STATED, "keep_ranks") if name in self.cleaned_data}


def revise(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    old = model_admin.get_queryset(request).filter(pk=pk).first()
    if old is None:
        raise Http404
    if not model_admin.has_revise_permission(request, old):
        raise PermissionDenied
    callback = partial(model_admin.formfield_for_dbfield, request=request)
    form_class: Any = forms.modelform_factory(Observation, RevisionForm, fields=STATED, formfield_callback=callback)
    # Not current: it takes the place of the old one only when that has left it.
    new = Observation(**{name: getattr(old, name) for name in SUBJECT}, current=False)
    initial = {n: as_typed(getattr(old, "source_id" if n == "source" else n)) for n in STATED}
    ranks = list(old.ranks.select_related("region", "group"))
    form = form_class(request.POST or None, instance=new, initial=initial, ranks=ranks)
    changes: list[Any] = []
    token = ""
    if form.is_valid():
        changes = [(form.fields[n].label, in_words(old, n), in_words(new, n)) for n in STATED if differs(old, new, n)]
        if not changes:
            form.add_error(None, _("Nothing differs from what is stated already."))
            return page(model_admin, request, old, form, changes, token)
        token = salted_hmac("initiatives.revision", repr((old.pk, old.modified_at, form.said()))).hexdigest()
        if constant_time_compare(request.POST.get("token", ""), token):
            if done := carry_out(model_admin, request, old, form):
                return done
            token = ""
    return page(model_admin, request, old, form, changes, token)


def carry_out(model_admin: Any, request: HttpRequest, old: Observation, form: RevisionForm) -> HttpResponse | None:
    try:
        new = old.revise(form.cleaned_data["reason"], **form.said())
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    model_admin.log_change(request, new, _("Revised"))
    messages.success(request, _("“%s” was revised.") % old)
    return HttpResponseRedirect(reverse("admin:initiatives_observation_change", args=[new.pk]))


def differs(old: Observation, new: Observation, name: str) -> bool:
    return bool(getattr(old, name) != getattr(new, name))


def in_words(observation: Observation, name: str) -> str:
    if name == "qualifier":
        return observation.get_qualifier_display()
    value = getattr(observation, name)
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def page(
    model_admin: Any, request: HttpRequest, old: Observation, form: RevisionForm, changes: list[Any], token: str
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Revise"),
        "subtitle": str(old),
        "opts": model_admin.opts,
        "original": old,
        "form": form,
        "changes": changes,
        "findings": [_(f.message) % f.params for f in form.instance.findings()] if token else [],
        "token": token,
        "media": model_admin.media + form.media,
        "way_back": reverse("admin:initiatives_observation_change", args=[old.pk]),
    }
    return TemplateResponse(request, "admin/revise.html", context)
