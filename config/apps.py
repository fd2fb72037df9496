from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ConfigConfig(AppConfig):
    name = "config"
    default = True


class AdminConfig(admin_apps.AdminConfig):
    """The admin with our own site, instead of "django.contrib.admin"."""

    default_site = "config.admin.Site"
    default = False
