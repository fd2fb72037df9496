"""What applicants fill in: who they are, what stand they wish, what they show, and their papers."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.applying import Application
from fairs.models import Category, Exhibitor, Organisation, ParticipationDocument, Region, StandKind, within
from fairs.models.places import LIAONING

ROWS, MOST_ROWS = 4, 30  # products: offered at once, taken at most


class WishForm(forms.Form):
    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    contact = forms.CharField(label=_("Contact: name and telephone"), max_length=200)
    email = forms.EmailField(label=_("E-mail of the contact"))
    wished_kind = forms.ChoiceField(
        label=_("Kind of stand wished"), required=False, choices=[("", "–"), *StandKind.choices]
    )
    wished_area = forms.IntegerField(label=_("Area wished (m²)"), required=False, min_value=1, max_value=100_000)
    beside = forms.CharField(label=_("Beside whom you would like to stand"), max_length=400, required=False)
    message = forms.CharField(
        label=_("Message"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    WISHED = ("contact", "email", "wished_kind", "wished_area", "message")

    def wish(self) -> dict[str, Any]:
        sent = self.cleaned_data
        wish = {name: sent[name] for name in self.WISHED}
        if sent.get("beside"):
            wish["message"] = f"{wish['message']}\n{self.fields['beside'].label}: {sent['beside']}".strip()
        return wish

    def application(self, **given: Any) -> Application:
        return Application(uuid=self.cleaned_data["uuid"], wish=self.wish(), **given)


class CompanyForm(forms.ModelForm, WishForm):
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Exhibitor
        fields = ("name_zh_hans", "name_en", "region", "address_zh_hans", "address_en", "website")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_en"].help_text = _("One of the two names is enough.")
        self.fields["region"].queryset = places()  # type: ignore[attr-defined]

    def application(self, **given: Any) -> Application:
        company = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        return super().application(company=company, **given)


class NewCompanyForm(CompanyForm):
    """Of whoever has an account: which organisation it is whose members act for the company."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Your organisation"))

    def __init__(self, organisations: list[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[organisation.pk for organisation in organisations])
        field.initial = organisations[0].pk if len(organisations) == 1 else None

    def application(self, **given: Any) -> Application:
        return super().application(organisation=self.cleaned_data["organisation"], **given)


class ChangeForm(WishForm):
    """``seen``: when what is changed was last changed, as far as the page knew."""

    uuid = beside = None  # type: ignore[assignment]
    seen = forms.CharField(widget=forms.HiddenInput)


class ProductForm(forms.Form):
    name_zh_hans = forms.CharField(label=_("Name (Chinese)"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name (English)"), max_length=200, required=False)
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"))
    origin = forms.ModelChoiceField(Region.objects.none(), label=_("Origin"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.all()  # type: ignore[attr-defined]
        self.fields["origin"].queryset = places(self.initial.get("origin"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if not (self.cleaned_data.get("name_zh_hans") or self.cleaned_data.get("name_en")):
            self.add_error("name_zh_hans", _("Enter a name in Chinese or in English."))
        return self.cleaned_data


class DescribedProductForm(ProductForm):
    description_zh_hans = forms.CharField(
        label=_("Description (Chinese)"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    description_en = forms.CharField(
        label=_("Description (English)"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DocumentForm(forms.ModelForm):
    class Meta:
        model = ParticipationDocument
        fields = ("kind", "title", "file")


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


def places(known: Region | None = None) -> Any:
    """Countries, provinces, and this province's cities: few enough to choose from. And the one that was chosen."""
    broad = Q(kind__in=[Region.Kind.COUNTRY, Region.Kind.PROVINCE])
    here = broad | within(LIAONING) & ~Q(kind=Region.Kind.DISTRICT)
    return Region.objects.filter(here | Q(pk=known.pk) if known else here).order_by("kind", "code")


Products = forms.formset_factory(ProductForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)
