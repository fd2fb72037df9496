"""The start page as a template tag: it needs the apps' admins, which need the site, so the site cannot import it."""

from typing import Any

from django import template
from django.contrib import admin

from config import start

register = template.Library()


@register.simple_tag(takes_context=True)
def start_page(context: dict[str, Any]) -> dict[str, Any]:
    return start.start_page(admin.site, context["request"])
