"""The public page of a programme: what it is to reach, how far it has come and by which rule, what serves it."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fairs.pages import PUBLIC

from ..models import Programme, Progress
from ..serializers import ProgrammeDetailSerializer
from ..serializers.progress import content
from ..serializers.readable import readable


@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """``code``: the year of the province's programme, or any programme's own."""
    visible = ProgrammeDetailSerializer.loaded(Programme.objects.visible_to(PUBLIC), PUBLIC)
    visible = visible.prefetch_related("targets__region")
    shown = visible.of_year(code).first() or get_object_or_404(visible, code=code)
    rows = reverse("programme-editions", args=[code])
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
