"""Observations in the admin: whose they are, what looks wrong, and how they are revised."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from initiatives.models import Observation, Rank
from tests import factories as make
from tests.fairs.admin.world import authority, form_data, logged_in, member, superuser, url
from tests.initiatives.factories import indicator, observation

pytestmark = pytest.mark.django_db


def revise_url(one: Observation) -> str:
    return reverse("admin:initiatives_observation_revise", args=[one.pk])


def messages(page: Any) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in page.context["adminform"].form.errors.items()}


def test_the_same_days_otherwise_spelt_are_refused_at_the_period() -> None:
    one = observation(indicator=indicator(name_en="Sales"))
    client = logged_in(superuser())
    data = form_data(client, url(one, "add"))
    given = {"indicator": one.indicator_id, "region": one.region_id, "source": one.source_id, "value": "1"}
    page = client.post(url(one, "add"), {**data, **given, "period": "2025年1-6月"})
    assert messages(page) == {
        "period": ["2025-H1 is observed already: Sales, Shenyang, 2025-H1: 7,495. Revise that one."]
    }
    page = client.post(url(one, "add"), {**data, **given, "period": "2025-H3"})
    assert messages(page)["period"][0].startswith("“2025-H3” is not a period. Write a year (2025)")
    page = client.post(url(one, "add"), {**data, **given, "period": "2025年1-9月", "cut": "sector"})
    assert messages(page) == {"cut": ["Give the sector if the cut is one, and none otherwise."]}
    assert client.post(url(one, "add"), {**data, **given, "period": "2025年1-9月"}).status_code == 302
    assert Observation.objects.get(period="2025-Q3").cumulative


def test_what_is_typed_wrong_into_one_that_is_there_is_refused_at_its_field() -> None:
    one = observation(value="7495")
    client = logged_in(superuser())
    data = {**form_data(client, url(one)), "change_reason": "because"}
    refused = {"period": "2025-H3", "value": "NaN", "year_on_year": "1e400", "stated_on": "2025-02-30", "stage": "x"}
    for field, text in refused.items():
        assert list(messages(client.post(url(one), {**data, field: text}))) == [field]


def test_what_looks_wrong_is_shown_with_the_computed_figure_and_blocks_nothing() -> None:
    one = indicator()
    observation(indicator=one, period="2024-H1", value=6972)
    now = observation(indicator=one, year_on_year="8.5")
    client = logged_in(superuser())
    page = client.get(url(now))
    assert page.context["findings"] == ["8.5 % on a year earlier is stated, but 7,495 after 6,972 is 7.5 %."]
    assert "7,495 after 6,972 is 7.5 %" in page.content.decode()
    saved = client.post(url(now), {**form_data(client, url(now)), "as_stated": "8.5 %", "change_reason": "as printed"})
    assert saved.status_code == 302


def test_a_revision_is_looked_at_before_it_is_made() -> None:
    one = observation(year_on_year="7.5")
    client = logged_in(superuser())
    assert form_data(client, url(one))["value"] == "7495"
    page = client.get(revise_url(one))
    assert page.context["form"].initial["value"] == "7495"
    said = {"value": "7500", "qualifier": "about", "year_on_year": "7.5", "source": one.source_id, "reason": "errata"}
    assert client.post(revise_url(one), {**said, "value": ""}).context["form"].errors.keys() == {"value"}
    same = client.post(revise_url(one), {**said, "value": "7495.0", "qualifier": "exact"})
    assert same.context["form"].non_field_errors() == ["Nothing differs from what is stated already."]
    look = client.post(revise_url(one), said)
    assert [(str(b), str(a)) for __, b, a in look.context["changes"]] == [("7,495", "7,500"), ("exactly", "about")]
    token = look.context["token"]
    other = client.post(revise_url(one), {**said, "value": "7600", "token": token})
    assert (other.status_code, Observation.objects.count()) == (200, 1)
    done = client.post(revise_url(one), {**said, "token": token})
    new = Observation.objects.current().get()
    assert done["Location"] == url(new)
    assert (new.value, new.revision, new.history.get().history_change_reason) == (7500, 1, "errata")
    late = client.post(revise_url(one), {**said, "token": token})
    assert late.status_code == 403
    assert list(client.get(url(new)).context["revisions"]) == [one]


@pytest.mark.parametrize(("said", "kept"), [({"keep_ranks": "on"}, ["5 (Liaoning)"]), ({}, [])])
def test_ranks_are_kept_when_the_form_says_so(said: dict[str, str], kept: list[str]) -> None:
    one = observation()
    client = logged_in(superuser())
    assert "keep_ranks" not in client.get(revise_url(one)).context["form"].fields
    Rank.objects.create(observation=one, position=5, region=make.region("210000"))
    assert client.get(revise_url(one)).context["form"].fields["keep_ranks"].help_text == "5 (Liaoning)"
    data = {"value": "7500", "qualifier": "exact", "source": one.source_id, "reason": "errata", **said}
    token = client.post(revise_url(one), data).context["token"]
    client.post(revise_url(one), {**data, "token": token})
    assert [str(rank) for rank in Observation.objects.current().get().ranks.all()] == kept
    assert one.ranks.count() == 1


def test_what_was_revised_stays_as_it_is() -> None:
    one = observation()
    new = one.revise(value=7500, source=one.source)
    client = logged_in(superuser())
    assert not client.get(url(one)).context["has_change_permission"]
    assert client.post(url(one), {"value": "1"}).status_code == 403
    assert [client.post(url(each, "delete"), {"post": "yes"}).status_code for each in (one, new)] == [403, 403]
    data = {**form_data(client, url(new)), "value": "7501", "period": "2020", "change_reason": "slip of the pen"}
    assert client.post(url(new), data).status_code == 302
    assert [(int(o.value), o.period) for o in Observation.objects.order_by("revision")] == [
        (7495, "2025-H1"), (7501, "2025-H1"),
    ]  # fmt: skip


def test_a_city_enters_and_edits_what_is_observed_in_it() -> None:
    dalian = make.region("210200")
    own, others = observation(), observation(region=dalian)
    client = logged_in(member(authority(make.region())))
    assert client.get(url(own)).context["has_change_permission"]
    assert not client.get(url(others)).context["has_change_permission"]
    assert client.post(url(others), {"value": "1"}).status_code == 403
    assert [client.get(revise_url(o)).status_code for o in (own, others)] == [200, 403]
    given = {"indicator": own.indicator_id, "source": own.source_id, "value": "1", "period": "2024"}
    data = {**form_data(client, url(own, "add")), **given}
    page = client.post(url(own, "add"), {**data, "region": dalian.pk})
    assert messages(page) == {"region": ["Authorities enter what is observed in their own region."]}
    assert client.post(url(own, "add"), {**data, "region": own.region_id}).status_code == 302


def test_revising_is_a_right_of_its_own() -> None:
    one, user = observation(), member(authority(make.region()))
    user.user_permissions.remove(Permission.objects.get(codename="revise_observation"))
    client = logged_in(user)
    assert client.get(url(one)).context["revise_url"] == ""
    assert [ask(revise_url(one)).status_code for ask in (client.get, client.post)] == [403, 403]
    assert client.get(revise_url(one).replace(str(one.pk), "99999999")).status_code == 404


def test_drafts_of_others_are_not_seen() -> None:
    hidden = observation(indicator=indicator(published=False), region=make.region("210200"))
    client = logged_in(member(authority(make.region())))
    assert client.get(url(hidden)).status_code == 302  # the admin's way of saying that there is none
    assert client.get(url(hidden, "changelist")).context["cl"].result_count == 0
    assert client.get(revise_url(hidden)).status_code == 404
