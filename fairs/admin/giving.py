"""Stands for one exhibitor, chosen among those that are free for it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from fairs.floor import natural
from fairs.models import Edition, Participation, Stand, StandPlan


class StandsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        kept = [str(obj.pavilion)] if obj.pavilion else []
        return " · ".join([obj.number, f"{obj.area:f} m²", str(obj.get_kind_display()), str(obj.plan.hall), *kept])


class GivingForm(forms.Form):
    stands = StandsField(Stand.objects.none(), label=_("stands"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, participation: Participation, *args: Any) -> None:
        super().__init__(*args)
        self.participation = participation
        offered = self.offer().values()
        self.initial["stands"] = [stand.pk for stand in offered if stand.participation_id == participation.pk]

    def offer(self) -> dict[int, Stand]:
        """To choose among: what is now its own or free for it."""
        participation = self.participation
        mine = Q(participation=participation)
        free = Q(participation__isnull=True) & (Q(pavilion__isnull=True) | Q(pavilion=participation.pavilion_id or 0))
        stands = Stand.objects.with_related().filter(mine | free, plan__edition=participation.edition_id)
        field: Any = self.fields["stands"]
        field.queryset = stands
        field.choices = [(s.pk, field.label_from_instance(s)) for s in sorted(stands, key=self.fitting)]
        return {stand.pk: stand for stand in stands}

    def fitting(self, stand: Stand) -> tuple[Any, ...]:
        """Its own first, then by how near the area is to what it has a contract for or wished."""
        wished = self.participation.contract_area or self.participation.wished_area
        misses = abs(float(stand.area) - wished) if wished else 0
        return stand.participation_id is None, misses, stand.plan.hall_code, natural(stand.number)

    def give(self, reason: str) -> None:
        """Raises ValidationError."""
        chosen = {stand.pk: stand.number for stand in self.cleaned_data["stands"]}
        with transaction.atomic():
            StandPlan.objects.locked(self.participation.edition.stand_plans.values_list("pk", flat=True))
            offered = self.offer()
            if lost := [number for pk, number in chosen.items() if pk not in offered]:
                message = _("Given to somebody else meanwhile: %(stands)s. Choose again.")
                raise ValidationError(message % {"stands": ", ".join(lost)})
            had = {pk for pk, stand in offered.items() if stand.participation_id == self.participation.pk}
            for pk in had ^ chosen.keys():
                stand = offered[pk]
                stand.participation = self.participation if pk in chosen else None
                stand._change_reason = reason
                stand.full_clean()
                stand.save()


class GivingPage:
    """For the admin of stands."""

    admin_site: Any
    opts: Any
    media: Any

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.give_view)
        return [path("give/<int:pk>/", view, name="fairs_stand_give"), *super().get_urls()]  # type: ignore[misc]

    def give_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        shown = self.admin_site.get_model_admin(Participation)
        participation: Any = shown.get_object(request, str(pk))
        if participation is None:
            raise Http404
        mine = Edition.objects.editable_by(request.user).filter(pk=participation.edition_id)
        if not (request.user.has_perm("fairs.change_stand") and mine.exists()):
            raise PermissionDenied
        form = GivingForm(participation, *([request.POST] if request.method == "POST" else []))
        if request.method == "POST" and form.is_valid():
            try:
                form.give(str(_("Given by hand")))
            except ValidationError as error:
                form.add_error("stands", error.messages)
            else:
                now = Participation.objects.values_list("stand", flat=True).get(pk=pk)
                messages.success(request, _("It stands at: %s") % (now or "–"))
                return HttpResponseRedirect(reverse("admin:fairs_participation_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Give stands"),
            "subtitle": str(participation),
            "opts": Participation._meta,
            "media": self.media,
            "object": participation,
            "form": form,
        }
        return TemplateResponse(request, "admin/give_stands.html", context)
