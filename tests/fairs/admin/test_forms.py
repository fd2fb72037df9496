"""What the forms refuse, where they say so, and what they keep still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils.translation import override

from fairs.admin.dates import Day, Moment
from fairs.admin.forms import is_public
from fairs.models import Edition, EditionPlace, Exhibitor, Fair, Figure, OpeningDay, Session, Venue, act
from tests import factories as make
from tests.initiatives.factories import programme

from .world import blocks, form_data, fresh, logged_in, member, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Any:
    return logged_in(superuser())


def save(client: Any, thing: Any, **changes: Any) -> Any:
    return client.post(url(thing), {**form_data(client, url(thing)), "change_reason": "because", **changes})


def errors(page: Any) -> dict[str, list[str]]:
    """Field -> messages, of the form and, as "prefix-n-field", of the rows below it."""
    found = dict(page.context["adminform"].form.errors)
    for inline in page.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {form.add_prefix(name): messages for name, messages in form.errors.items()}
    return found


@pytest.mark.parametrize("name", ["edition", "session", "launch", "fair", "venue", "exhibitor", "product", "figure"])
def test_a_form_saved_unchanged_is_accepted_and_changes_nothing(client: Any, name: str) -> None:
    thing = getattr(make, name)()
    assert save(client, thing).status_code == 302
    before, after = thing.__dict__, fresh(thing).__dict__
    assert {n for n in before if not n.startswith("_") and before[n] != after[n]} == {"modified_at"}


def test_a_broken_constraint_is_a_message_at_the_field(client: Any) -> None:
    edition = make.edition(ordinal=5)
    sister = make.edition(fair=edition.fair, ordinal=6)
    page = save(client, sister, ordinal=5)
    assert errors(page) == {"fair": ["This fair already has an edition with this number."]}
    page = save(client, edition, title_zh_hans="", title_en="")
    assert errors(page) == {"title_zh_hans": ["Enter a name in Chinese or in English."]}
    page = save(client, venue := make.venue(), latitude="41.8")
    assert list(errors(page)) == ["latitude"]
    assert Venue.objects.get(pk=venue.pk).latitude is None


def test_reversed_or_overlapping_days_are_refused_where_they_stand(client: Any) -> None:
    edition = make.edition(published=False)
    first = {"blocks-0-first_day": "2026-05-03", "blocks-0-last_day": "2026-05-01"}
    assert errors(save(client, edition, **first)) == {"blocks-0-first_day": ["The last day is before the first day."]}
    second = {"blocks-TOTAL_FORMS": 2, "blocks-1-first_day": "2026-05-03", "blocks-1-last_day": "2026-05-04"}
    overlap = ["These days overlap another block of the same edition."]
    assert errors(save(client, edition, **second)) == {"blocks-1-first_day": overlap}
    both = {"blocks-TOTAL_FORMS": 3, "blocks-1-first_day": "2026-06-01", "blocks-1-last_day": "2026-06-04"}
    both |= {"blocks-2-first_day": "2026-06-03", "blocks-2-last_day": "2026-06-05"}
    assert errors(save(client, edition, **both)) == {"blocks-2-first_day": overlap}
    assert blocks(edition) == [(date(2026, 5, 1), date(2026, 5, 3))]


def test_rows_of_one_form_that_contradict_each_other_are_refused(client: Any) -> None:
    edition, venue, source = make.edition(), make.venue(), make.source()
    twice = {"places-TOTAL_FORMS": 2, "places-0-venue": venue.pk, "places-1-venue": venue.pk}
    assert errors(save(client, edition, **twice)) == {"places-1-venue": ["The edition already uses this venue."]}
    figures: dict[str, Any] = {"figures-TOTAL_FORMS": 2}
    for n in range(2):
        row = {"measure": "stands", "stage": "plan", "qualifier": "exact", "value": 3, "source": source.pk}
        figures |= {f"figures-{n}-{name}": value for name, value in row.items()}
    assert save(client, edition, **figures).status_code == 200
    assert (EditionPlace.objects.count(), Figure.objects.count()) == (0, 0)


def test_a_hall_of_another_venue_is_refused(client: Any) -> None:
    edition = make.edition()
    row = {"places-TOTAL_FORMS": 1, "places-0-venue": make.venue().pk, "places-0-hall": make.hall().pk}
    assert errors(save(client, edition, **row)) == {"places-0-hall": ["This hall is in another venue."]}


def test_published_days_keep_still(client: Any) -> None:
    edition, session = make.edition(), make.session()
    page = client.get(url(edition))
    assert "Reschedule" in page.content.decode()
    block = edition.blocks.get()
    days = {"blocks-0-id": block.pk, "blocks-0-first_day": "2027-01-01", "blocks-0-last_day": "2027-01-02"}
    save(client, edition, **days, **{"blocks-0-DELETE": "on"})
    assert blocks(edition) == [(date(2026, 5, 1), date(2026, 5, 3))]
    save(client, block, first_day="2027-01-01", last_day="2027-01-02")
    assert blocks(edition) == [(date(2026, 5, 1), date(2026, 5, 3))]
    save(client, session, starts_at_0="2027-01-01", starts_at_1="10:00")
    assert fresh(session).starts_at == session.starts_at


def test_an_undated_edition_gets_its_first_days_though_published(client: Any) -> None:
    edition = make.edition(days=[])
    rows = {"blocks-TOTAL_FORMS": 1, "blocks-0-first_day": "2026-05-01", "blocks-0-last_day": "2026-05-02"}
    assert save(client, edition, **rows).status_code == 302
    assert blocks(edition) == [(date(2026, 5, 1), date(2026, 5, 2))]
    assert edition.blocks.get().uuid == edition.uuid


def test_state_is_never_typed(client: Any) -> None:
    edition = make.edition(published=False)
    save(client, edition, editorial_state="published", event_status="cancelled")
    assert (fresh(edition).editorial_state, fresh(edition).event_status) == ("draft", "scheduled")


def test_a_published_thing_asks_why_and_the_history_keeps_it(client: Any) -> None:
    edition = make.edition()
    page = save(client, edition, change_reason="", title_en="Better title")
    assert list(errors(page)) == ["change_reason"]
    source = make.source()
    row = {"measure": "stands", "stage": "plan", "qualifier": "exact", "value": 3, "source": source.pk}
    figure = {"figures-TOTAL_FORMS": 1, **{f"figures-0-{name}": value for name, value in row.items()}}
    save(client, edition, change_reason="as the organiser wrote", title_en="Better title", **figure)
    assert edition.history.first().history_change_reason == "as the organiser wrote"
    assert Figure.objects.get().history.get().history_change_reason == "as the organiser wrote"
    assert save(client, make.edition(published=False), change_reason="").status_code == 302


def test_two_who_edit_the_same_do_not_overwrite_each_other(client: Any) -> None:
    edition = make.edition()
    mine = {**form_data(client, url(edition)), "change_reason": "mine", "title_en": "Mine"}
    save(client, edition, title_en="Theirs")
    page = client.post(url(edition), mine)
    assert "Somebody else changed this meanwhile" in page.content.decode()
    assert fresh(edition).title_en == "Theirs"


@contextmanager
def overtaken(times: int, refused: Exception | None = None) -> Iterator[None]:
    """Between the form's check and its save, somebody else takes the code: so many times. The model may see it."""
    left = [None] * times

    def take_it(instance: Fair, **kwargs: Any) -> None:
        if left:
            left.pop()
            if refused:
                raise refused
            Fair.objects.bulk_create([Fair(code=instance.code, name_en="Theirs")])

    pre_save.connect(take_it, sender=Fair)
    try:
        yield
    finally:
        pre_save.disconnect(take_it, sender=Fair)


def test_whoever_is_overtaken_tries_once_more(client: Any) -> None:
    add = reverse("admin:fairs_fair_add")
    with overtaken(times=1):
        assert client.post(add, {**form_data(client, add), "code": "same", "name_en": "Mine"}).status_code == 302
    assert [str(fair) for fair in Fair.objects.all()] == ["Mine"]


@pytest.mark.parametrize("refused", [None, ValidationError("taken")])
def test_what_is_refused_after_the_form_was_looked_at_is_a_message(client: Any, refused: Exception | None) -> None:
    add = reverse("admin:fairs_fair_add")
    with overtaken(times=2, refused=refused):
        answer = client.post(add, {**form_data(client, add), "code": "same", "name_en": "Mine"})
    assert answer.url == add
    assert [str(m) for m in get_messages(answer.wsgi_request)] == [
        "This could not be saved: somebody else was changing it at the same time. Try again."
    ]
    assert Fair.objects.count() == 0


@pytest.mark.parametrize("text", ["a\x00b", "x" * 400, "\ud800"])
def test_texts_that_no_column_takes_are_refused(client: Any, text: str) -> None:
    edition: Any = make.edition()
    try:
        page = save(client, edition, title_en=text)
    except UnicodeEncodeError:  # the test client cannot even send it
        return
    assert list(errors(page)) == ["title_en"]
    assert fresh(edition).title_en == edition.title_en


@pytest.mark.parametrize("key", ["\x00", "9" * 40, "x", "-1"])
def test_a_key_that_is_none_is_refused_at_its_field(client: Any, key: str) -> None:
    edition = make.edition(venues=[make.venue()])
    page = save(client, edition, **{"fair": key, "places-0-venue": key})
    assert list(errors(page)) == ["fair", "places-0-venue"]


def test_a_code_that_subscribers_may_have_stays(client: Any) -> None:
    published, draft, venue = make.edition(), make.edition(published=False), make.venue()
    once = act(make.edition(), "unpublish")
    for edition, changes in ((published, False), (once, False), (draft, True)):
        assert save(client, edition, code=f"new-{edition.pk}").status_code == 302
        assert (fresh(edition).code != edition.code) is changes
    assert save(logged_in(member(make.organisation())), venue, code="new").status_code == 302
    assert fresh(venue).code == venue.code


def test_a_hall_keeps_its_code_and_its_venue() -> None:
    hall, other = make.hall(), make.venue()
    row = {"halls-TOTAL_FORMS": 2, "halls-0-code": "new", "halls-0-name_en": "Hall of Fame"}
    row |= {"halls-1-code": "second", "halls-1-name_en": "Second", "halls-1-venue": hall.venue_id}
    editor = logged_in(member(make.organisation()))
    assert save(editor, hall.venue, **row).status_code == 302
    assert save(editor, hall, code="new", venue=other.pk).status_code == 302
    kept = fresh(hall)
    assert (kept.code, kept.name_en, kept.venue) == (hall.code, "Hall of Fame", hall.venue)
    assert [h.code for h in hall.venue.halls.order_by("pk")] == [hall.code, "second"]


def test_a_superuser_mends_a_halls_code(client: Any) -> None:
    hall = make.hall()
    assert save(client, hall.venue, **{"halls-0-code": "new"}).status_code == 302
    assert fresh(hall).code == "new"


@pytest.mark.parametrize("published", [True, False])
def test_a_part_is_as_public_as_its_whole(published: bool) -> None:
    edition, plan = make.edition(published=published), programme(published=published)
    block = edition.blocks.get()
    day = OpeningDay.objects.create(block=block, day=block.first_day)
    target = plan.targets.create(region=plan.region, measure="count", value=1)
    things = [edition, block, day, make.figure(edition), plan, target]
    assert [is_public(thing) for thing in things] == [published] * len(things)
    assert not is_public(make.fair())


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-05-09", date(2026, 5, 9)),
        ("2026/5/9", date(2026, 5, 9)),
        (" ２０２６年５月９日 ", date(2026, 5, 9)),
        ("2026.5.9（周六）", date(2026, 5, 9)),
        ("2026年5月", None),
        ("2026年2月30日", None),
    ],
)
@pytest.mark.once
def test_days_are_read_as_people_write_them(said: str, day: date | None) -> None:
    if day:
        assert Day().clean(said) == day
    else:
        with override("en"), pytest.raises(ValidationError, match="such as 2027-05-14"):
            Day().clean(said)


@pytest.mark.once
def test_times_are_read_as_people_write_them() -> None:
    moment = Moment()
    assert [moment.clean(["2026年5月9日", said]).time() for said in ("9:30", "９：３０", "9点", "9时30分")] == [
        time(9, 30), time(9, 30), time(9), time(9, 30),
    ]  # fmt: skip
    with pytest.raises(ValidationError, match=r"such as 09:30"):
        moment.clean(["2026-05-09", "in the morning"])


def test_codes_left_empty_are_made(client: Any) -> None:
    edition = make.edition(fair=make.fair(code="tea"), code="tea-2027", year=2027, ordinal=1)

    def added(thing: Any, **values: Any) -> Any:
        address = url(thing, "add")
        page = client.post(address, {**form_data(client, address), **values, "code": ""})
        return page.context and errors(page)

    whole: dict[str, Any] = {"fair": edition.fair.pk, "region": edition.region.pk, "title_zh_hans": "茶博会"}
    assert added(edition, **whole) == {"code": ["Give a code, or an English name that it can be made from."]}
    assert added(edition, **whole, year=2027, ordinal=2) is None
    session: dict[str, Any] = {"title_zh_hans": "论坛", "edition": edition.pk, "kind": "forum"}
    assert added(make.session(edition), **session) is None
    assert added(make.fair(), name_zh_hans="茶博会") == {
        "code": ["Give a code, or an English name that it can be made from."]
    }
    assert added(make.fair(), name_en="Tea & Silk Expo") is None
    assert added(make.exhibitor(), name_zh_hans="茶厂") is None
    assert added(make.region(), name_en="Nowhere", kind="city") == {"code": ["This field is required."]}
    made = ("tea-2027-2", "tea-2027-forum", "tea-silk-expo")
    found = (Edition.objects.latest("pk").code, Session.objects.latest("pk").code, Fair.objects.latest("pk").code)
    assert found == made
    assert Exhibitor.objects.latest("pk").code.startswith("x-")
