"""Days and times as people here write them: 2027-05-14, 2027年5月14日, 2027.5.14, 9：30, 9点30分."""

import re
import unicodedata
from datetime import date, time
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext_lazy as _

DAY = re.compile(r"(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?(?:\(.*\)|(?:星期|周).)?")
TIME = re.compile(r"(\d{1,2})[:点时](\d{1,2})?分?")


def _plain(value: Any) -> Any:
    """Without spaces, and full-width digits and signs as others."""
    return "".join(unicodedata.normalize("NFKC", value).split()) if isinstance(value, str) else value


class Day(forms.DateField):
    default_error_messages = {"invalid": _("Give year, month and day, such as 2027-05-14 or 2027年5月14日.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": AdminDateWidget(format="%Y-%m-%d"), **kwargs})

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and (written := DAY.fullmatch(_plain(value))):
            value = "-".join(written.groups())
        return super().to_python(value)


class Clock(forms.TimeField):
    default_error_messages = {"invalid": _("Give hour and minute, such as 09:30.")}

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str) and (written := TIME.fullmatch(_plain(value))):
            value = f"{written[1]}:{written[2] or '00'}"
        return super().to_python(value)


class Moment(forms.SplitDateTimeField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = tuple(part(required=False, disabled=self.disabled) for part in (Day, Clock))
