from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    name = "fairs"
    verbose_name = _("Fairs")

    def ready(self) -> None:
        autodiscover_modules("catalogue")  # it registers what it is made from
