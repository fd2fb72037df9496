"""Investment projects."""

from django.utils.translation import gettext_lazy as _

from fairs.api import ReadViewSet
from initiatives.filters import InvestmentFilterSet
from initiatives.models import Investment
from initiatives.serializers import InvestmentSerializer


class InvestmentViewSet(ReadViewSet):
    about = _("Who puts how much into what, and how far it is; amounts in yuan, null where none is stated.")
    queryset = Investment.objects.all()
    serializer_class = InvestmentSerializer
    filterset_class = InvestmentFilterSet
