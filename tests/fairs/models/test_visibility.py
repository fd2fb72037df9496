"""Who may see what: rules that span several models."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from fairs.models import Product, Session, act
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def test_a_session_of_a_draft_is_seen_by_nobody_who_may_not_edit_it() -> None:
    factories.session(factories.edition(published=False))
    assert not Session.objects.visible_to(AnonymousUser()).exists()
    assert not Session.objects.visible_to(factories.user()).exists()
    assert Session.objects.visible_to(factories.user(is_superuser=True)).exists()


def test_members_see_what_their_organisation_entered() -> None:
    owner = factories.organisation()
    member = factories.user()
    factories.membership(member, owner)
    own = factories.session(published=False, owner=owner)
    factories.session(published=False)
    public = factories.session()
    assert set(Session.objects.visible_to(member)) == {own, public}


@pytest.mark.parametrize(("status", "seen"), [("applied", False), ("declined", False), ("admitted", True)])
def test_what_a_company_shows_is_told_once_it_is_admitted(status: str, seen: bool) -> None:
    edition = factories.edition()
    factories.display(edition, participation=factories.participation(edition, status=status))
    assert Product.objects.visible_to(AnonymousUser()).exists() is seen


def test_a_published_session_can_be_moved() -> None:
    session = factories.session(first_day=date(2026, 5, 1), last_day=date(2026, 5, 1))
    moved = act(session, "reschedule", "hall not ready", first_day=DAY, last_day=DAY)
    assert (moved.event_status, moved.first_day) == ("rescheduled", DAY)
