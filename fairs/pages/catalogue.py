"""The public catalogue: a search with filters, page by page, and the same as files."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from fairs.api.catalogue import CatalogueViewSet
from fairs.caching import kept
from fairs.calendar.entry import LANGUAGES
from fairs.catalogue.paging import RankedPagination
from fairs.catalogue.tables import as_csv, as_json, as_xlsx
from fairs.filters.catalogue import COUNTED, LISTED, CatalogueFilterSet, Count, counted
from fairs.models import CatalogueEntry
from fairs.serializers.catalogue import CatalogueSerializer, feed_of

from .calendars import other_language
from .choosing import Field, Option, Problems, codes, given


def as_pdf(entries: Any) -> Any:
    """What prints takes 20 MB: loaded when first asked for, not by every worker."""
    return import_module("fairs.catalogue.booklet").booklet(entries)


TICKED = ("kind", "category", "origin", "pavilion", "hall", "edition")
OPEN = ("kind", "category", "origin")
FILES: dict[str, tuple[str, int, Callable[[Any], Any]]] = {
    "csv": ("text/csv; charset=utf-8; header=present", 50_000, as_csv),
    "json": ("application/json", 50_000, as_json),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 20_000, as_xlsx),
    "pdf": ("application/pdf", 2_000, as_pdf),
}
"""Content type, most entries, writer."""


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    asked = given(request.GET)
    try:
        entries = found(asked)
        paginator = RankedPagination()
        page = paginator.paginate_queryset(entries.ranked({"cursor"}), Request(request), view=CatalogueViewSet)
    except ValidationError as error:
        return refused(request, asked, error)
    number, counts = counted(entries.qs)
    context = {
        "entries": [(entry, feed_of(entry.edition.code)) for entry in CatalogueSerializer.whole(page)],
        "next": paginator.next,
        "previous": paginator.previous,
        "number": number,
        "more": number >= COUNTED,
        "files": [(form.upper(), f"{reverse('catalogue-file', args=[form])}?{_query(asked)}") for form in FILES],
    }
    return shown(request, asked, fields(asked, {}, counts), context)


@require_safe
def catalogue_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Of more entries than a file may have none is made."""
    if form not in FILES:
        raise Http404
    content_type, most, write = FILES[form]
    asked = given(request.GET)
    try:
        entries = found(asked).answer().order_by("-start", "-pk")
        if entries[most : most + 1]:
            message = _("A file of this form has at most %(most)d entries: narrow the search, say to one edition.")
            raise ValidationError({"edition": ValidationError(message, code="too_many", params={"most": most})})
    except ValidationError as error:
        return refused(request, asked, error)
    body = kept(f"catalogue.{form}?{_query(asked)}", lambda: write(entries)) if form == "pdf" else write(entries)
    answer: Any = HttpResponse if isinstance(body, bytes) else StreamingHttpResponse
    headers = {"Content-Disposition": f'attachment; filename="catalogue.{form}"'}
    response: HttpResponseBase = answer(body, content_type=content_type, headers=headers)
    return response


def found(asked: QueryDict) -> CatalogueFilterSet:
    if asked["lang"] not in LANGUAGES:
        message = _("Give one of: %(allowed)s.")
        allowed = {"allowed": ", ".join(LANGUAGES)}
        raise ValidationError({"lang": ValidationError(message, code="invalid_choice", params=allowed)})
    return CatalogueFilterSet(asked, CatalogueEntry.objects.all())


def refused(request: HttpRequest, asked: QueryDict, error: ValidationError) -> HttpResponse:
    problems = {name: [str(m) for e in errors for m in e.messages] for name, errors in error.error_dict.items()}
    return shown(request, asked, fields(asked, problems, {}), {}, status=400)


def shown(
    request: HttpRequest, asked: QueryDict, form: list[Field], context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context |= {"fields": form, "wrong": [f for f in form if f.errors], "other": other_language(asked)}
    response = render(request, "fairs/catalogue.html", context, status=status)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


# The form


def fields(asked: QueryDict, problems: Problems, counts: dict[str, list[Count]]) -> list[Field]:
    """All that the form has; with whatever else the address asks for, so that it stays and can be mended."""
    kept = {"q", *TICKED} | {"lang", "cursor"} - problems.keys()
    others = [name for name in dict.fromkeys([*asked, *problems]) if name not in kept]
    return [
        _text("q", asked, problems),
        *(_ticks(name, asked, problems, counts.get(name, [])) for name in TICKED),
        *(_text(name, asked, problems) for name in others),
    ]


def _ticks(name: str, asked: QueryDict, problems: Problems, counts: list[Count]) -> Field:
    chosen, errors = codes(asked, name), problems.get(name, [])
    listed = [Option(c.code, str(c.thing), c.code in chosen, c.number) for c in counts]
    missing = [code for code in chosen if code not in {c.code for c in counts}][:LISTED]
    find: Any = CatalogueFilterSet.base_filters[name].extra["known"]
    names = find(missing) if missing and not errors else {}
    options = [Option(code, str(names.get(code, code)), True) for code in missing] + listed
    return Field(name, _label(name), errors, options, open=name in OPEN or bool(errors or chosen))


def _text(name: str, asked: QueryDict, problems: Problems) -> Field:
    return Field(name, _label(name), problems.get(name, []), value=",".join(asked.getlist(name)))


def _label(name: str) -> str:
    labels = {
        "q": _("Product, exhibitor, place of origin"),
        "kind": _("Products and exhibitors"),
        "category": _("Category"),
        "origin": _("Origin of the product"),
        "pavilion": _("Pavilion of"),
        "hall": _("Hall"),
        "edition": _("Edition"),
    }
    filter_ = CatalogueFilterSet.base_filters.get(name)
    return labels.get(name) or (str(capfirst(filter_.label)) if filter_ else name)


def _query(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("cursor", None)
    return kept.urlencode(safe=",")
