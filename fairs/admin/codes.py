"""Codes for what is entered by hand, where nobody cares to choose one."""

from typing import Any

from django.db import models
from django.utils.text import slugify

from fairs.applying import new_code
from fairs.models import Exhibitor, Product, Region

LONGEST = 60
ANY = {Exhibitor: "x", Product: "p"}  # so many that their codes need say nothing


def may_be_left_out(model: type[models.Model]) -> bool:
    """Codes of regions are given by standards, those of halls stand on their doors."""
    return model is not Region and any(field.name == "code" and field.unique for field in model._meta.fields)


def made_from(model: type[models.Model], values: dict[str, Any]) -> str:
    """Of an edition its fair's and the year, else of the English name; empty when neither is known."""
    fair, edition = values.get("fair"), values.get("edition")
    english = slugify(values.get("name_en") or values.get("title_en") or "")
    if fair and (which := values.get("year") or values.get("ordinal")):
        return _unused(model, f"{fair.code}-{which}")
    if edition and values.get("kind"):
        return _unused(model, f"{edition.code}-{english or values['kind']}")
    if english:
        return _unused(model, english)
    return new_code(ANY[model]) if model in ANY else ""


def _unused(model: type[models.Model], code: str) -> str:
    code = code[: LONGEST - 4].strip("-")
    taken = set(model._default_manager.filter(code__startswith=code).values_list("code", flat=True))
    numbered = (f"{code}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (code, *numbered) if each not in taken)
