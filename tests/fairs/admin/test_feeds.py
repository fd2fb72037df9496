"""Personal feeds in the admin: seen without their keys, by superusers, who may revoke them."""

import pytest
from django.test import Client
from django.urls import reverse

from fairs.calendar import personal
from tests import factories
from tests.fairs.calendar.test_personal import get

pytestmark = pytest.mark.django_db


def test_they_are_looked_at_and_revoked(client: Client) -> None:
    feed, token = personal.issue(factories.user("anna"), "Mine", "filter", asked="batch=brand")
    listed = reverse("admin:calendar_personalfeed_changelist")
    one = reverse("admin:calendar_personalfeed_change", args=[feed.pk])
    client.force_login(factories.user(is_staff=True))
    assert [client.get(listed).status_code, client.get(one).status_code] == [403, 403]
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    for path in (listed, one):
        html = client.get(path).content.decode()
        assert ("anna" in html, token in html, feed.token_hash in html) == (True, False, False)
    assert client.post(listed, {"action": "revoke", "_selected_action": feed.pk}).status_code == 302
    assert get(token).status_code == 410
    found = [client.get(f"{listed}?revoked={answer}").content.count(b">Mine</a>") for answer in ("no", "yes")]
    assert found == [0, 1]
