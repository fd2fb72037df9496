"""Pages on which applicants say what they show: one product at a time."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from fairs.amending import add, alter, amending, take_off, why_fixed
from fairs.applying import Closed
from fairs.models import Participation, Product

from .application_forms import DescribedProductForm
from .applications import BAD, CONFLICT, Applicant, at_its_address, changing, of_members


@changing
def _product(request: HttpRequest, applicant: Applicant, code: str = "") -> HttpResponse:
    """Without a code, a further one."""
    shown = applicant.participation
    product = get_object_or_404(Product, displays__participation=shown, code=code) if code else None
    initial = {name: getattr(product, name) for name in DescribedProductForm.base_fields} if product else {}
    removing = product is not None and request.POST.get("act") == "remove"
    form = DescribedProductForm(request.POST if request.method == "POST" and not removing else None, initial=initial)
    why, status = why_fixed(shown), BAD if form.is_bound else 200
    if removing or form.is_bound and form.is_valid():
        try:
            with amending(shown) as mine:
                _carry_out(mine, product, None if removing else form.cleaned_data)
            return applicant.back()
        except Closed as error:
            why = str(error)
        except ValidationError as error:
            form.add_error(None, error.messages)
    context = {"form": form, "product": product, "closed": why}
    return applicant.page(request, "application_product", context, CONFLICT if why else status)


def _carry_out(mine: Participation, product: Product | None, values: dict[str, Any] | None) -> None:
    """``values``: None to take it off."""
    if product is None:
        add(mine, {name: value for name, value in (values or {}).items() if value})
    elif values is None:
        take_off(mine, product)
    else:
        alter(mine, product, values)


application_product, my_product = at_its_address(_product), of_members(_product)
