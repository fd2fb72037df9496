"""What was public is never deleted, what others need is not either, and a page says so."""

import pytest
from django.urls import reverse

from fairs.calendar import ledger
from fairs.calendar.models import Listing
from fairs.models import Edition, Region, User, act
from tests import factories as make
from tests.fairs.entries.test_participations import issue, season

from .world import form_data, logged_in, superuser, url

pytestmark = pytest.mark.django_db


def test_a_draft_is_deleted_and_the_reason_kept() -> None:
    edition = make.edition(published=False)
    client = logged_in(superuser())
    assert client.post(url(edition, "delete"), {"post": "yes", "change_reason": "entered twice"}).status_code == 302
    assert Edition.objects.count() == 0
    assert Edition.history.first().history_change_reason == "entered twice"


def test_what_was_once_published_is_not_deleted() -> None:
    edition = make.edition()
    act(edition, "unpublish")
    client = logged_in(superuser())
    page = client.post(url(edition, "delete"), {"post": "yes"})
    assert page.status_code == 200
    assert "was published: it can be cancelled or unpublished" in page.content.decode()
    data = {"action": "delete_selected", "_selected_action": edition.pk, "post": "yes"}
    assert client.post(url(edition, "changelist"), data).status_code == 200
    assert Edition.objects.count() == 1


def test_what_was_published_without_days_is_not_deleted_either() -> None:
    edition = make.edition(days=[])
    client = logged_in(superuser())
    data = {"action": "delete_selected", "_selected_action": edition.pk, "post": "yes"}
    for address, sent in ((url(edition, "delete"), {"post": "yes"}), (url(edition, "changelist"), data)):
        page = client.post(address, sent)
        assert page.status_code == 200
        assert "was published: it can be cancelled or unpublished" in page.content.decode()


def test_what_others_need_is_not_deleted() -> None:
    edition = make.edition()
    client = logged_in(superuser())
    for thing in (edition.fair, edition.region):
        page = client.post(url(thing, "delete"), {"post": "yes"})
        assert page.status_code == 200
        assert str(edition) in page.content.decode()
    data = {"action": "delete_selected", "_selected_action": edition.region.pk, "post": "yes"}
    assert client.post(reverse("admin:fairs_region_changelist"), data).status_code == 200
    assert Region.objects.filter(pk=edition.region.pk).exists()


def test_a_row_that_others_need_is_not_deleted_from_the_form() -> None:
    edition = make.edition()
    pavilion = make.pavilion(edition)
    make.participation(edition, pavilion=pavilion)
    client = logged_in(superuser())
    data = {**form_data(client, url(edition)), "change_reason": "x", "pavilions-0-DELETE": "on"}
    page = client.post(url(edition), data)
    assert page.status_code == 200
    assert edition.pavilions.count() == 1


def test_with_a_user_go_his_feeds_and_what_was_kept_for_them_only() -> None:
    first = season()
    last, _token = issue(first.part)
    client = logged_in(superuser())

    def kept() -> bool:
        return Listing.objects.current().filter(audience=last.audience).exists()

    assert client.post(url(first.feed.user, "delete"), {"post": "yes"}).status_code == 302
    assert (kept(), ledger.check()) == (True, [])
    data = {"action": "delete_selected", "_selected_action": last.user.pk, "post": "yes"}
    assert client.post(url(last.user, "changelist"), data).status_code == 302
    assert (kept(), ledger.check(), User.objects.count()) == (False, [], 1)
