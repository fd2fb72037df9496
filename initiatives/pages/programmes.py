"""The public pages of programmes: what each is to reach, how far it has come and by which rule, what serves it."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fairs.pages import PUBLIC
from initiatives.filters import CountedFilterSet
from initiatives.models import Programme, Progress
from initiatives.serializers import ProgrammeDetailSerializer
from initiatives.serializers.progress import content
from initiatives.serializers.readable import behind, readable


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    return render(
        request, "initiatives/programmes.html", {"programmes": Programme.objects.visible_to(PUBLIC).with_related()}
    )


def named(rows: Any, code: str) -> Programme:
    """``code``: the year of the province's programme, or any programme's own."""
    found: Programme = rows.of_year(code).first() or get_object_or_404(rows, code=code)
    return found


@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    visible = ProgrammeDetailSerializer.loaded(Programme.objects.visible_to(PUBLIC), PUBLIC)
    shown = named(visible.prefetch_related("targets__region"), code)
    rows = reverse("programme-rows", args=[code])
    progress = content(Progress(shown, PUBLIC), lambda asked: f"{rows}?{urlencode(asked, safe=',')}")
    language = get_language()
    query = "" if language == settings.LANGUAGE_CODE else f"?lang={language}"
    context = {
        "programme": shown,
        "progress": readable(progress),
        "feed": f"{settings.PUBLIC_URL}{reverse('short-feed', args=['programme', code])}{query}",
        "api": reverse("programme-progress", args=[code]),
    }
    return render(request, "initiatives/programme.html", context)


@require_safe
def programme_editions(request: HttpRequest, code: str) -> HttpResponse:
    """What stands behind a number of its progress: asked for as in the API."""
    shown = named(Programme.objects.visible_to(PUBLIC).select_related("region"), code)
    filters, context = CountedFilterSet(request.GET), {"programme": shown, "code": code}
    try:
        progress = Progress(shown, PUBLIC, **filters.asked())
    except ValidationError as error:
        context["problems"] = [f"{name}: {m}" for name, messages in error.message_dict.items() for m in messages]
        return render(request, "initiatives/programme_editions.html", context, status=400)
    context |= behind(progress, filters, lambda edition: reverse("edition", args=[edition.code]))
    context["api"] = f"{reverse('programme-editions', args=[code])}?{request.GET.urlencode()}"
    return render(request, "initiatives/programme_editions.html", context)
