"""What is written to the log."""

import logging
import re

_SECRET = re.compile(r"(/(?:calendars/personal|apply|applications/[\w-]+)/)[\w-]+")


class Line(logging.Formatter):
    """Without the keys that addresses of personal feeds and applications are."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub(r"\1***", super().format(record))
