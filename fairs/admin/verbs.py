"""The verbs of a publishable thing as the admin offers them: their names, what they mean, and who may use them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, Editorial, EditorialState, Stateful


@dataclass(frozen=True)
class Verb:
    name: str
    label: Any  # on the button
    label_many: Any  # in the list's actions; "" where it makes no sense for many at once
    meaning: Any
    done: Any
    explained: bool = False  # the public is told something else than before, so a reason is asked for
    moves: bool = False
    tone: str = ""  # of the button

    def applies_to(self, thing: Stateful) -> bool:
        """Whether the button is shown; ``act`` has the last word."""
        if not thing.may(self.name):
            return False
        if not self.moves:
            return True
        # An unpublished thing's days are simply edited.
        return is_published(thing) and (not isinstance(thing, Edition) or bool(thing.blocks.all()))

    def needs_reason(self, thing: Stateful) -> bool:
        return self.name == "send_back" or (self.explained and is_published(thing))


class Step(Verb):
    """A decision that whoever loses by it will ask the reason of, whether the public is told or not."""

    def needs_reason(self, thing: Stateful) -> bool:
        return self.explained


def is_published(thing: Stateful) -> bool:
    return isinstance(thing, Editorial) and bool(thing.editorial_state == EditorialState.PUBLISHED)


VERBS = {
    verb.name: verb
    for verb in [
        Verb(
            "submit",
            _("Submit for approval"),
            _("Submit selected %(verbose_name_plural)s for approval"),
            _("Hand it in. Whoever may approve it finds it on the start page; the public is not told."),
            _("“%s” was submitted."),
        ),
        Verb(
            "publish",
            _("Publish"),
            _("Publish selected %(verbose_name_plural)s"),
            _("Everybody may know: it enters the public lists, the API and, where its days are known, the calendars."),
            _("“%s” was published."),
            tone="primary",
        ),
        Verb(
            "approve",
            _("Approve"),
            _("Approve selected %(verbose_name_plural)s"),
            _("Agree to it. The public is not told until it is published."),
            _("“%s” was approved."),
        ),
        Verb(
            "send_back",
            _("Send back"),
            _("Send back selected %(verbose_name_plural)s"),
            _("It becomes a draft again. Say what needs correcting: whoever entered it reads that on the start page."),
            _("“%s” was sent back."),
        ),
        Verb(
            "reschedule",
            _("Reschedule"),
            "",
            _("It takes place on other days, and readers are told that it moved. A mere mistake is corrected instead."),
            _("“%s” was rescheduled."),
            explained=True,
            moves=True,
        ),
        Verb(
            "correct",
            _("Correct dates"),
            "",
            _("The days were wrong. They are corrected without announcing a move, because nothing moved."),
            _("The dates of “%s” were corrected."),
            explained=True,
            moves=True,
        ),
        Verb(
            "postpone",
            _("Postpone"),
            _("Postpone selected %(verbose_name_plural)s"),
            _("It does not take place when announced, and there is no new date yet. Its old days stay, marked."),
            _("“%s” was postponed."),
            explained=True,
        ),
        Verb(
            "cancel",
            _("Cancel the event"),
            _("Cancel selected %(verbose_name_plural)s"),
            _("It does not take place at all. It stays in lists and calendars, marked: nobody should travel in vain."),
            _("“%s” was cancelled."),
            explained=True,
            tone="danger",
        ),
        Verb(
            "reinstate",
            _("Reinstate"),
            _("Reinstate selected %(verbose_name_plural)s"),
            _("It takes place on the announced days after all; the mark is taken off."),
            _("“%s” was reinstated."),
        ),
        Verb(
            "unpublish",
            _("Unpublish"),
            _("Unpublish selected %(verbose_name_plural)s"),
            _("It was published by mistake and disappears everywhere. What does not take place is cancelled instead."),
            _("“%s” was unpublished."),
            explained=True,
            tone="danger",
        ),
    ]
}
