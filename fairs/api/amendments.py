"""What applicants change over the API: their application while it is open, what they show until the fair is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from fairs.amending import add, alter, amend, amending, take_off, why_fixed, why_settled
from fairs.applying import Closed
from fairs.models import Participation, Product
from fairs.serializers.applications import ApplicationSerializer, NewProduct, Wish

from . import examples
from .base import Conflict, refuse_unless_read

IF_MATCH = OpenApiParameter(
    "If-Match", str, "header", required=True, description=_("the ETag of the application as it was read")
)
CODE = OpenApiParameter("code", str, "path", description=_("of the product"))
BY_CODE = "products/(?P<code>[A-Za-z0-9-]+)"


class Amendments:
    """For the view of applications."""

    request: Any
    get_object: Callable[[], Participation]
    answer: Callable[..., Response]
    row: Callable[[Participation], Any]

    @extend_schema(
        summary=_("Change an application"),
        description=_(
            "As long as it is “applied” or “waiting” and its edition takes applications. Fields that are not sent "
            "stay. “products” and “neighbours” are all that there are: what is left out of them is taken off."
        ),
        parameters=[IF_MATCH],
        request=Wish,
        responses=ApplicationSerializer,
        examples=examples.AMENDING,
    )
    def partial_update(self, request: Request, uuid: str) -> Response:
        with self.amended(why_settled, read=True) as mine:
            sent = Wish(data=request.data, context={"request": request, "exhibitor": mine.exhibitor})
            sent.is_valid(raise_exception=True)
            wish = dict(sent.validated_data)
            amend(mine, products=wish.pop("products", None), neighbours=wish.pop("neighbours", None), wish=wish)
            return self.answer(mine)

    @extend_schema(
        summary=_("Show a product"),
        description=_(
            "While the application is open, and once it is admitted until the fair is over. What is sent twice is one "
            "product: 201 the first time, 200 afterwards; of the same name, category and origin as one that is shown "
            "it is that one, whose words are changed. At most 100 are shown."
        ),
        request=NewProduct,
        responses={200: ApplicationSerializer, 201: ApplicationSerializer},
        examples=examples.SHOWING,
    )
    @action(detail=True, methods=["post"])
    def products(self, request: Request, uuid: str) -> Response:
        with self.amended(why_fixed) as mine:
            sent = NewProduct(data=request.data)
            sent.is_valid(raise_exception=True)
            new = add(mine, sent.validated_data)
            return self.answer(mine, status.HTTP_201_CREATED if new else status.HTTP_200_OK)

    @extend_schema(
        summary=_("Change a product"),
        description=_("When it is shown by nobody else. It is the same product at all the fairs that it is shown at."),
        parameters=[IF_MATCH, CODE],
        request=NewProduct,
        responses=ApplicationSerializer,
        examples=examples.RENAMING,
    )
    @action(detail=True, methods=["patch"], url_path=BY_CODE)
    def product(self, request: Request, uuid: str, code: str) -> Response:
        with self.amended(why_fixed, read=True) as mine:
            product = shown(mine, code)
            sent = NewProduct(product, data=request.data, partial=True)
            sent.is_valid(raise_exception=True)
            alter(mine, product, sent.validated_data)
            return self.answer(mine)

    @extend_schema(
        summary=_("Take a product off"),
        description=_("It is not shown at this fair any more; at others it stays."),
        parameters=[CODE],
        responses={204: None},
    )
    @product.mapping.delete
    def remove_product(self, request: Request, uuid: str, code: str) -> Response:
        with self.amended(why_fixed) as mine:
            take_off(mine, shown(mine, code))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @contextmanager
    def amended(self, why_not: Callable[[Participation], str], *, read: bool = False) -> Iterator[Participation]:
        """The one that the address names, locked. ``read``: only by who says that it was read as it is."""
        try:
            with amending(self.get_object()) as mine:
                if why := why_not(mine):
                    raise Closed(why)
                if read:
                    refuse_unless_read(self.request, self.row(mine))
                yield mine
        except Closed as error:
            raise Conflict(str(error), "closed") from error


def shown(participation: Participation, code: str) -> Product:
    found = Product.objects.filter(displays__participation=participation, code=code).first()
    if found is None:
        raise Http404
    return found
