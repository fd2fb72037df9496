"""The pages on halls: what they show to whom, and what they cost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fairs.admin.timeline import LANE, LEFT, TOP, WIDTH, Span, fitting, picture
from fairs.models import act
from tests import factories as make

from .test_bookings import staff
from .world import logged_in, superuser

MAY = {"first": "2026-05-01", "last": "2026-05-31"}


def ask(client: Any, page: str, **asked: Any) -> Any:
    return client.get(reverse(f"admin:fairs_hallbooking_{page}"), {**MAY, **asked})


def may(first: int, last: int) -> tuple[date, date]:
    return date(2026, 5, first), date(2026, 5, last)


def drawn(page: Any) -> dict[str, list[tuple[str, str]]]:
    return {row.name: [(b.span.kind, b.span.label) for b in row.bars] for row in page.context["drawn"].rows}


@pytest.mark.django_db
def test_the_timeline_shows_holds_to_those_who_may_see_them_and_days_to_all() -> None:
    owner, venue = make.organisation(), make.venue()
    hall, other = (make.hall(venue, code=c, name_en=f"Hall {c}") for c in ("4", "5"))
    tea = make.edition([may(10, 12)], title_en="Tea <b>", owner=owner)
    booked = act(make.hall_booking(hall, may(10, 12), 2, 1, edition=tea, owner=owner), "confirm")
    make.hall_booking(hall, may(11, 13), edition=tea.combined.model.objects.get(pk=make.edition(title_en="Silk").pk))
    make.hall_booking(other, may(1, 5), purpose="closed")
    page = ask(logged_in(superuser()), "timeline", venue=venue.pk)
    assert drawn(page) == {
        "Hall 4": [("booked", "Tea <b>"), ("held", "Held: Silk")],
        "Hall 5": [("closed", "closed (maintenance, own use)")],
    }
    html = page.content.decode()
    assert all(f">{word}</text>" in html for word in ("build-up", "show, booked", "show, held", "move-out", "closed"))
    assert f'<a href="/admin/fairs/hallbooking/{booked.pk}/change/" aria-label="Tea &lt;b&gt;, confirmed,' in html
    stranger = ask(logged_in(staff()), "timeline", venue=venue.pk)
    assert drawn(stranger) == {"Hall 4": [("taken", "taken")], "Hall 5": [("taken", "taken")]}
    assert "Tea" not in stranger.content.decode()
    alone = ask(logged_in(staff(owner)), "timeline_svg")
    assert (alone["Content-Type"], b"Tea &lt;b&gt;" in alone.content) == ("image/svg+xml", True)
    assert ask(logged_in(make.user(is_staff=True)), "timeline").status_code == 403


@pytest.mark.django_db
def test_space_occupancy_and_clashes() -> None:
    owner, venue, theme = make.organisation(), make.venue(name_en="Centre"), make.category(name_en="Tea")
    hall = make.hall(venue, name_en="Hall 4", gross_area=12000)
    act(make.hall_booking(hall, may(1, 15), purpose="edition"), "confirm")
    editions = [make.edition([may(d, d)], fair=make.fair([theme]), title_en=str(d)) for d in (3, 5)]
    client = logged_in(staff(owner))
    [row] = ask(client, "space", area="12000").context["rows"]
    hold = f"/admin/fairs/hallbooking/add/?hall={hall.pk}&move_in=2026-05-16&first_day=2026-05-19"
    assert [c[0][0] for c in row] == ["Centre", "Hall 4", "12,000", "2026-05-16 – 05-24", "2026-05-25", ""]
    assert row[1] == [("Hall 4", f"{hold}&last_day=2026-05-22&move_out=2026-05-24")]
    assert client.get(row[1][0][1]).context["adminform"].form.initial["move_out"] == "2026-05-24"
    for _number in range(2):
        make.hall_booking(hall, may(20, 22), edition=make.edition(owner=owner))
    make.hall_booking(hall, may(21, 22), edition=make.edition(), owner=make.organisation())
    told = [ask(one, "space", area="12000").context["rows"][0][5] for one in (client, logged_in(staff()))]
    assert told == [[("2", "")], [("", "")]]  # of those that the user may see, as on the timeline
    [row] = ask(client, "occupancy", by="hall").context["rows"]
    assert [c[0][0] for c in row] == ["Centre Hall 4", "12,000", "48%"]
    [row] = ask(client, "clashes").context["rows"]
    assert [c[0][0] for c in row] == ["3", "2026-05-03", "5", "2026-05-05", "Tea", "2"]
    assert row[0][0][1] == reverse("admin:fairs_edition_change", args=[editions[0].pk])
    for page in ("timeline", "space", "occupancy", "clashes"):
        wrong = ask(client, page, last="2026-04-01", area="x", apart="-1", by="street", venue="9", city="y")
        assert (wrong.status_code, "errornote" in wrong.content.decode()) == (200, True)


@pytest.mark.django_db
def test_the_timeline_and_the_list_cost_the_same_with_one_row_and_with_three() -> None:
    client, counts = logged_in(superuser()), []
    for more in (1, 2):
        for _number in range(more):
            make.hall_booking(days=may(1, 2))
        for page in ("timeline", "changelist"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(f"admin:fairs_hallbooking_{page}")).status_code == 200
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


def test_the_geometry() -> None:
    def span(first: int, last: int, kind: str) -> Span:
        return Span(date(2026, 5, first - 1), *may(first, last), date(2026, 5, last + 1), kind, "Expo", "")

    may_first, june = date(2026, 5, 1), date(2026, 6, 1)
    found = picture(
        [("4", False, [span(10, 12, "held"), span(2, 11, "booked")]), ("5", True, [span(30, 30, "booked")])],
        may_first, date(2026, 5, 31), [(may_first, "2026-05"), (june, "2026-06")], may_first,
    )  # fmt: skip
    day = WIDTH / 31
    assert [(row.name, row.y, row.height) for row in found.rows] == [
        ("4", TOP, 2 * LANE), ("5", TOP + 2 * LANE, LANE),
    ]  # fmt: skip
    booked, held = found.rows[0].bars
    assert (booked.x, booked.width, held.y - booked.y) == (LEFT, round(12 * day, 1), LANE)
    assert [(s.phase, s.x) for s in booked.segments] == [
        ("in", LEFT), ("show", round(LEFT + day, 1)), ("out", round(LEFT + 11 * day, 1)),
    ]  # fmt: skip
    assert (found.today, found.months[1].x) == (LEFT, LEFT + WIDTH)


def test_a_name_without_room_in_its_bar_stands_behind_it() -> None:
    def span(first: int, last: int, kind: str = "booked") -> Span:
        return Span(*may(first, first), *may(last, last), kind, "A name that is long", "")

    year = date(2026, 1, 1), date(2026, 12, 31)
    spans = [span(1, 2), span(20, 21), span(26, 27)]
    first, second, third = picture([("4", False, spans)], *year, [], year[0]).rows[0].bars
    assert [bar.text_x > bar.x + bar.width for bar in (first, third)] == [True, True]
    assert (first.label, second.label, third.label) == ("A name t…", "", "A name that is long")
    assert ['fill="#fff"' in bar.svg() for bar in (first, third)] == [False, False]


def test_words_where_there_is_room() -> None:
    assert fitting("Expo", 100) == "Expo"
    assert fitting("中国国际博览会", 40) == "中国…"
    assert fitting("Exposition", 30) == "Exp…"
    assert fitting("Exposition", 10) == ""
