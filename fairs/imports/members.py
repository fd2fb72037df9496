"""The members of a pavilion and what they show, from a spreadsheet: a row a product, or a company without any."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fairs import names
from fairs.applying import new_code, show
from fairs.calendar import ledger
from fairs.models import Category, Exhibitor, MatchKey, Participation, Pavilion, ProductDisplay, Region

from .outcomes import CHANGED, DUPLICATE, NEW, UNCHANGED, WRONG
from .sheets import Row

HEADINGS = {
    "code": ("企业编码", "编码"),
    "name_zh_hans": ("企业名称", "公司名称", "单位名称", "企业中文名称", "name (chinese)", "company"),
    "name_en": ("企业英文名称", "英文名称", "name (english)"),
    "region": ("所在地", "地区", "注册地"),
    "address_zh_hans": ("地址", "企业地址", "address"),
    "website": ("网址", "网站"),
    "role": ("参展身份", "身份"),
    "wished_area": ("需求面积", "申请面积", "面积"),
    "contact": ("联系人", "联系方式"),
    "email": ("邮箱", "电子邮箱", "e-mail"),
    "product_zh_hans": ("产品", "展品", "展品名称", "产品名称", "product"),
    "product_en": ("产品英文名称", "展品英文名称"),
    "category": ("类别", "产品类别", "品类"),
    "origin": ("原产地", "产地"),
}
COMPANY = ("name_zh_hans", "name_en", "region", "address_zh_hans", "website")
WISH = ("role", "wished_area", "contact", "email")
ROLES = {"主参展商": "main", "参展商": "main", "联合参展商": "co", "被代理企业": "represented"}
RANK = re.compile("(省|市|(壮族|回族|维吾尔)?自治区|特别行政区)$")  # people leave it out


@dataclass
class Line:
    """What becomes of one row; ``messages``: why not, or what else it may be."""

    number: int
    outcome: str
    company: str = ""
    product: str = ""
    messages: list[str] = field(default_factory=list)


class Doubt(Exception):  # noqa: N818
    """It may be a company that is known by another name."""


def columns(rows: Iterable[Row]) -> list[str]:
    """Headings that nobody here understands. What they hold would be lost."""
    return sorted({heading for _number, cells in rows for heading in cells if _column(heading) is None})


def preview(pavilion: Pavilion, rows: list[Row], user: Any, others: set[int]) -> list[Line]:
    """What ``take`` would do; nothing is written."""
    found: list[Line] = []
    ledger.preview(lambda: found.extend(take(pavilion, rows, user, others)))
    return found


def take(pavilion: Pavilion, rows: list[Row], user: Any, others: set[int]) -> list[Line]:
    """Write what is right. ``others``: rows that were looked at, and are companies of their own."""
    with ledger.writing(), transaction.atomic():
        Pavilion.objects.select_for_update(no_key=True).get(pk=pavilion.pk)
        return list(_Taking(pavilion, user, others).lines(rows))


def _column(heading: str) -> str | None:
    said = heading.strip().lower()
    return next((name for name, known in HEADINGS.items() if said == name or said in known), None)


@dataclass
class _Taking:
    pavilion: Pavilion
    user: Any
    others: set[int]
    _settled: dict[str, Participation] = field(default_factory=dict)

    def lines(self, rows: list[Row]) -> Iterable[Line]:
        above: dict[str, str] = {}
        for number, cells in rows:
            headings = {column: heading for heading in cells if (column := _column(heading))}
            row = {column: cells[heading] for column, heading in headings.items()}
            if above and not row.keys() & {"code", "name_zh_hans", "name_en"}:
                row = above | row  # further products of the company above
            above = {name: row[name] for name in ("code", *COMPANY, *WISH) if name in row}
            line = Line(number, UNCHANGED, row.get("name_zh_hans") or row.get("name_en") or row.get("code", ""))
            line.product = row.get("product_zh_hans") or row.get("product_en") or ""
            try:
                with transaction.atomic():
                    line.outcome = self.settle(number, row)
            except Doubt as doubt:
                line.outcome, line.messages = DUPLICATE, [str(doubt)]
            except ValidationError as error:
                line.outcome, line.messages = WRONG, list(_sentences(error, headings))
            yield line

    def settle(self, number: int, row: dict[str, str]) -> str:
        company, wish, product = self.understood(row)
        key = names.company(row.get("name_zh_hans") or row.get("name_en") or row.get("code", ""))
        if not key:
            raise ValidationError(_("Give the company's name or code."))
        participation, outcomes = self._settled.get(key), [UNCHANGED]
        if participation is None:
            exhibitor, outcome = self.company(number, row.get("code", ""), company)
            participation, joined = self.participation(exhibitor, wish)
            outcomes += [outcome, joined]
        if product:
            outcomes.append(self.shown(participation, product))
        self._settled[key] = participation
        return next(outcome for outcome in (NEW, CHANGED, UNCHANGED) if outcome in outcomes)

    # What a row says

    def understood(self, row: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        company: dict[str, Any] = {name: row[name] for name in COMPANY if name in row}
        wish: dict[str, Any] = {name: row[name] for name in WISH if name in row}
        if "region" in row:
            company["region"] = self.named(Region, row["region"], "region")
        if "role" in row:
            wish["role"] = _role(row["role"])
        if not row.keys() & {"product_zh_hans", "product_en"}:
            return company, wish, {}
        if missing := {"category", "origin"} - row.keys():
            raise ValidationError({name: _("A product needs it.") for name in sorted(missing)})
        product = {f"name_{x}": row[f"product_{x}"] for x in ("zh_hans", "en") if f"product_{x}" in row}
        product |= {name: self.named(model, row[name], name) for name, model in self.vocabularies.items()}
        return company, wish, product

    vocabularies = {"category": Category, "origin": Region}

    def named(self, model: Any, said: str, column: str) -> Any:
        found = self._known[model].get(said.strip().casefold(), [])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError({column: _("“%(said)s” is neither a code nor a name known here.") % {"said": said}})
        several = ", ".join(f"{thing} {thing.code}" for thing in found[:5])
        raise ValidationError(
            {column: _("“%(said)s” may be %(several)s: give the code.") % {"said": said, "several": several}}
        )

    @cached_property
    def _known(self) -> dict[Any, dict[str, list[Any]]]:
        known: dict[Any, dict[str, list[Any]]] = {Region: defaultdict(list), Category: defaultdict(list)}
        for model, called in known.items():
            for thing in model._default_manager.all():
                called_in_full = {thing.code.casefold(), thing.name_zh_hans.casefold(), thing.name_en.casefold()}
                short = {RANK.sub("", thing.name_zh_hans)} if model is Region else set()
                for name in (called_in_full | short) - {""}:
                    called[name].append(thing)
        return known

    # What it becomes

    def company(self, number: int, code: str, values: dict[str, Any]) -> tuple[Exhibitor, str]:
        exhibitor = self.known_company(number, code, values)
        if exhibitor is None:
            exhibitor = Exhibitor(code=new_code("x"), **values)
            exhibitor.full_clean()
            exhibitor.save()
            return exhibitor, NEW
        mine = Participation.objects.editable_by(self.user)
        others = exhibitor.participations.exclude(pk__in=mine.values("pk"))
        if exhibitor.organisation_id or others.exists():
            return exhibitor, UNCHANGED  # its own words stay, or what others say of it
        return exhibitor, _changed(exhibitor, {n: v for n, v in values.items() if not n.startswith("name_")})

    def known_company(self, number: int, code: str, values: dict[str, Any]) -> Exhibitor | None:
        if code:
            if found := self.seen.current().filter(code=code).first():
                return found
            raise ValidationError({"code": _("No exhibitor has this code.")})
        called = [values.get("name_zh_hans", ""), values.get("name_en", "")]
        alike = list(
            Exhibitor.objects.filter(pk__in=_sharing("name", [names.company(name) for name in called if name]))
        )
        if len(alike) == 1:
            return alike[0]
        site = _sharing("website", [names.host(values.get("website", ""))])
        keys = [exhibitor.pk for exhibitor in alike] or list(site.values_list("exhibitor", flat=True))
        near = self.seen.filter(pk__in=keys) if keys else ()  # mostly none, and who is seen takes long to ask
        if near and number not in self.others:
            known = ", ".join(f"{exhibitor} ({exhibitor.code})" for exhibitor in near[:5])
            raise Doubt(_("May be known already: %(known)s. Then give its code.") % {"known": known})
        return None

    @property
    def seen(self) -> Any:
        """Exhibitors that the user may know of."""
        theirs = Participation.objects.editable_by(self.user).values("exhibitor")
        known = Q(pk__in=Exhibitor.objects.visible_to(self.user).values("pk")) | Q(pk__in=theirs)
        return Exhibitor.objects.filter(known | Q(participations=None))

    def participation(self, exhibitor: Exhibitor, wish: dict[str, Any]) -> tuple[Participation, str]:
        edition = self.pavilion.edition
        found = Participation.objects.select_related("pavilion").filter(edition=edition, exhibitor=exhibitor).first()
        if found is None:
            made = Participation(edition=edition, exhibitor=exhibitor, pavilion=self.pavilion, **wish)
            made.full_clean()
            made.save()
            return made, NEW
        if found.pavilion_id != self.pavilion.pk:
            one = Participation.objects.filter(pk=found.pk)
            if not (one.visible_to(self.user).exists() or one.editable_by(self.user).exists()):
                raise ValidationError(_("Ask the organiser whether this company can be taken in."))
            where = found.pavilion or _("on its own")
            raise ValidationError(_("It takes part in this edition already: %(where)s.") % {"where": where})
        return found, _changed(found, wish)

    def shown(self, participation: Participation, values: dict[str, Any]) -> str:
        called = {names.plain(values.get(f"name_{x}", "")) for x in ("zh_hans", "en")} - {""}
        for display in participation.displays.select_related("product"):
            product = display.product
            if {names.plain(product.name_zh_hans), names.plain(product.name_en)} & called:
                mine = ProductDisplay.objects.editable_by(self.user)
                if not product.displays.exclude(pk__in=mine.values("pk")).exists():
                    return _changed(product, values)
                if any(getattr(product, name) != value for name, value in values.items()):
                    raise ValidationError(_("This product is shown elsewhere too, and stays as it is."))
                return UNCHANGED
        return NEW if show(participation, values)[1] else UNCHANGED


def _sharing(kind: str, values: list[str]) -> Any:
    values = [value for value in values if value]
    return MatchKey.objects.filter(kind=kind, value__in=values).values("exhibitor")


def _changed(thing: Any, values: dict[str, Any]) -> str:
    different = {n: v for n, v in values.items() if str(getattr(thing, n) or "") != str(v)}
    if not different:
        return UNCHANGED
    for name, value in different.items():
        setattr(thing, name, value)
    thing.full_clean()
    thing.save()
    return CHANGED


def _role(said: str) -> str:
    roles = ROLES | {value: value for value in Participation.Role.values}
    if role := roles.get(said.lower()):
        return role
    message = _("“%(said)s” is none of these: %(known)s.") % {"said": said, "known": pgettext("list", ", ").join(roles)}
    raise ValidationError({"role": message})


def _sentences(error: ValidationError, headings: dict[str, str]) -> Iterable[str]:
    """With the heading under which it stands in the file, if it does."""
    named = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, messages in named.items():
        about = headings.get(name) or HEADINGS.get(name, (name,))[0]
        yield from (message if name == NON_FIELD_ERRORS else f"{about}: {message}" for message in messages)
