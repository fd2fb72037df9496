from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.contrib.staticfiles import apps as staticfiles_apps


class ConfigConfig(AppConfig):
    name = "config"
    default = True


class AdminConfig(admin_apps.AdminConfig):
    """The admin with our own site, instead of "django.contrib.admin"."""

    default_site = "config.admin.Site"
    default = False


class StaticFilesConfig(staticfiles_apps.StaticFilesConfig):
    """Collects only what a page here uses: the rest would take as long again to compress."""

    ignore_patterns = [*staticfiles_apps.StaticFilesConfig.ignore_patterns, "flags", "redoc", "rest_framework"]
    default = False
