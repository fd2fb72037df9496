"""The history as it is told: who, when, why, and from what to what, parts included."""

import pytest

from fairs.admin.history import Deed, FieldChange, chronicle
from fairs.models import DayBlock, EditionPlace
from tests import factories as make

from .world import confirm, form_data, logged_in, moved, superuser, url

pytestmark = pytest.mark.django_db


def test_a_move_is_told_with_its_days_its_author_and_its_reason() -> None:
    edition = make.edition(title_en="Robot Expo")
    author = superuser(first_name="Lan", last_name="Lin")
    confirm(
        logged_in(author),
        "reschedule",
        edition,
        reason="the hall is closed",
        **moved(edition, ("2026-06-05", "2026-06-07")),
    )
    EditionPlace.objects.create(edition=edition, venue=make.venue(name_en="Hall of Fame", name_zh_hans=""))
    happenings = chronicle(edition, [(DayBlock, "edition_id"), (EditionPlace, "edition_id")])
    told = [h for h in happenings if h.who == author]
    assert [(h.why, sorted(h.deeds, key=lambda d: d.kind)) for h in told] == [
        (
            "the hall is closed",
            [
                Deed(
                    "~",
                    "2026-06-05 – 2026-06-07",
                    "block of days",
                    (
                        FieldChange("first day", "2026-05-01", "2026-06-05"),
                        FieldChange("last day", "2026-05-03", "2026-06-07"),
                    ),
                ),
                Deed("~", "Robot Expo", "edition", (FieldChange("event status", "as scheduled", "rescheduled"),)),
            ],
        )
    ]


def test_the_page_tells_it_in_the_readers_language() -> None:
    edition = make.edition(title_zh_hans="机器人博览会", title_en="")
    client = logged_in(superuser(first_name="岚", last_name="林"), "zh-hans")
    data = {**form_data(client, url(edition)), "change_reason": "更名", "title_zh_hans": "机器人大会"}
    client.post(url(edition), data)
    page = client.get(url(edition, "history")).content.decode()
    for words in ("更名", "林岚", "机器人博览会", "机器人大会"):
        assert words in page


def test_relations_are_told_by_name() -> None:
    edition = make.edition()
    client = logged_in(superuser())
    data = {**form_data(client, url(edition)), "change_reason": "moved", "region": make.region("210200").pk}
    client.post(url(edition), data)
    [latest, *_earlier] = chronicle(edition, [])
    assert latest.deeds[0].changes == (FieldChange("city", "Shenyang", "Dalian"),)
