"""Who has a private feed loses it with the right to what it tells."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from fairs.issuing import exhibitors_of, issue_of_exhibitor, issue_of_place
from fairs.merging import merge
from fairs.models import Membership
from tests import factories as make
from tests.fairs.applications import coming, member_of
from tests.fairs.calendar.test_personal import get

pytestmark = pytest.mark.django_db


def test_who_leaves_the_organisation_reads_nothing(django_assert_num_queries: Any) -> None:
    company, operator = make.organisation(kind="company"), make.organisation()
    own, hall = make.exhibitor(organisation=company), make.hall(make.venue(operator=operator))
    clerk, keeper = member_of(company, is_staff=False), member_of(operator)
    codes = hall.venue.code, f"{hall.venue.code}.{hall.code}"
    tokens = [issue_of_exhibitor(clerk, "Own", own.code)[1]]
    tokens += [issue_of_place(keeper, "Place", code)[1] for code in codes]
    assert [get(token).status_code for token in tokens] == [200, 200, 200]
    with django_assert_num_queries(3):  # the feed, the right, the watermark
        get(tokens[0])
    Membership.objects.all().delete()
    assert [get(token).status_code for token in tokens] == [410, 410, 410]


def test_an_editor_hands_over_feeds_of_who_takes_part_only() -> None:
    organiser = make.organisation()
    editor, edition = member_of(organiser), coming(owner=organiser)
    alone = make.exhibitor(organisation=make.organisation(kind="company"))
    with pytest.raises(ValidationError) as refused:
        issue_of_exhibitor(editor, "", alone.code)
    assert list(refused.value.message_dict) == ["exhibitor"]
    make.participation(edition, alone, "applied")
    __, token = issue_of_exhibitor(editor, "", alone.code)
    assert get(token).status_code == 200
    make.participation(coming(owner=make.organisation()), alone, "applied")
    assert get(token).status_code == 410
    assert not exhibitors_of(editor).exists()


def test_merged_into_another_s_company_it_is_lost() -> None:
    one, other = (make.organisation(kind="company") for _ in "ab")
    gone, kept = make.exhibitor(organisation=one), make.exhibitor(organisation=other)
    leaving, staying = member_of(one, is_staff=False), member_of(one, is_staff=False)
    make.membership(staying, other)
    feeds = [issue_of_exhibitor(user, "", gone.code) for user in (leaving, staying)]
    merge(kept, gone)
    assert [get(token).status_code for _feed, token in feeds] == [410, 200]
    for feed, _token in feeds:
        feed.refresh_from_db()
    assert [feed.revoked_at is None for feed, _token in feeds] == [False, True]
    alone, nobody = make.exhibitor(organisation=one), make.exhibitor()
    __, token = issue_of_exhibitor(leaving, "", alone.code)
    merge(nobody, alone)
    assert get(token).status_code == 200
