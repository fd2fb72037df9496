"""Sync tokens (RFC 6578): up to where a client has heard of one collection."""

import re
from dataclasses import dataclass

from fairs.calendar.ledger import Mark

from .elements import element
from .refusals import Refusal

_FORM = re.compile(r"data:,([0-9a-f]{0,32})/(.+)/(\d{1,18})(?:-(\d{1,18}))?")


@dataclass(frozen=True)
class Token:
    """``since``: the revision heard of last. ``first``, where a first load was cut: the revision when it began.

    Of what lies between, only members have to be told: the client has not heard of any of it yet.
    """

    since: int = 0
    first: int = 0

    def written(self, mark: Mark, place: str) -> str:
        """``place`` is the collection with its language, so that a token is good for nothing else."""
        return f"data:,{mark.epoch}/{place}/{self.since}" + (f"-{self.first}" if self.since < self.first else "")

    @classmethod
    def read(cls, written: str, mark: Mark, place: str) -> "Token":
        """Refuses what this server has not given for this collection since it was last restored."""
        match = _FORM.fullmatch(written)
        if match and match[1] == mark.epoch and match[2] == place:
            token = cls(int(match[3]), int(match[4] or 0))
            if max(token.since, token.first) <= mark.value:
                return token
        raise Refusal(403, element("D:valid-sync-token"))
