"""Tokens of programs: told once, kept as a hash, good for what their user may do, until they end or are revoked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fairs.models import ApiToken, Exhibitor, Participation, User
from fairs.tokens import MOST, issue
from tests import factories as make

from .api.asking import told
from .applications import coming, member_of

pytestmark = pytest.mark.django_db
TOKENS, APPLICATIONS = "/tokens/", "/api/v1/applications/"


@pytest.fixture
def company() -> Exhibitor:
    return make.exhibitor(organisation=make.organisation(kind="company"))


@pytest.fixture
def user(company: Exhibitor) -> User:
    made: User = member_of(company.organisation, is_staff=False)
    return made


def program(token: str) -> Client:
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {token}", "accept-language": "en"})


def refused(answer: Any) -> bool:
    said = (*told(answer)[1][0], answer["WWW-Authenticate"])
    return (answer.status_code, said) == (401, ("", "token", 'Bearer error="invalid_token"'))


def test_a_program_does_with_a_token_what_its_user_may(company: Exhibitor, user: User) -> None:
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(user)
    page = browser.post(TOKENS, {"name": "Our system", "days": "30"})
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    (token,) = re.findall(r'id="token" value="([0-9a-f]{64})" readonly', page.content.decode())
    kept = ApiToken.objects.get()
    assert (kept.user, kept.name, round((kept.expiry - kept.created).total_seconds() / 86400)) == (
        user,
        "Our system",
        30,
    )
    assert token not in f"{vars(kept)}{browser.get(TOKENS).content.decode()}"
    part = make.participation(coming(), company, "applied")
    system, mine = program(token), f"{APPLICATIONS}{part.uuid}/"
    assert [row["uuid"] for row in system.get(APPLICATIONS).json()["results"]] == [str(part.uuid)]
    tag = system.get(mine)["ETag"]
    changed = system.patch(mine, {"contact": "Li"}, "application/json", headers={"if-match": tag})
    assert (changed.status_code, "private" in changed["Cache-Control"]) == (200, True)
    assert part.history.first().history_user == user
    theirs = make.participation(part.edition, make.exhibitor(organisation=make.organisation()), "applied")
    assert system.get(f"{APPLICATIONS}{theirs.uuid}/").status_code == 404
    assert system.patch(f"/api/v1/editions/{part.edition.code}/", {}, "application/json").status_code == 403
    assert [system.get(path).status_code for path in (TOKENS, "/applications/", "/admin/")] == [302] * 3
    assert browser.post(f"{TOKENS}{kept.uuid}/")["Location"] == TOKENS
    assert refused(system.get(APPLICATIONS)) and not ApiToken.objects.exists()


def test_what_is_no_token_or_none_any_more_is_refused_whatever_is_asked(user: User) -> None:
    expired, _token = issue(user, "old", 7)
    ApiToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    wrong = ["", " ", "x", "0" * 64, "é", "0" * 63 + "\0", "a b", _token[:15] + "0" * 49, _token]
    for token in wrong:
        assert refused(program(token).get("/api/v1/editions/")), token
        assert refused(program(token).post(APPLICATIONS, {}, "application/json")), token
    left, active = issue(user, "new", 7)
    assert program(active).get("/api/v1/editions/").status_code == 200
    User.objects.update(is_active=False)
    assert refused(program(active).get("/api/v1/editions/"))
    nobody = Client(headers={"authorization": "Basic eDp4"})
    assert [nobody.get(path).status_code for path in ("/api/v1/editions/", APPLICATIONS)] == [200, 403]
    assert not Participation.objects.exists()


def test_a_page_of_tokens_is_its_user_s(user: User) -> None:
    browser, other = Client(headers={"accept-language": "en"}), Client()
    browser.force_login(user)
    other.force_login(make.user())
    counts = []
    for more in (1, 2):
        made = [issue(user, f"token of {more}", 7)[0] for _number in range(more)]
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(TOKENS).content.decode()
        counts.append(len(captured))
    assert (counts, page.count("token of 2</b>"), "365 days" in page) == ([3, 3], 2, True)
    assert "token of" not in other.get(TOKENS).content.decode()
    assert other.post(f"{TOKENS}{made[0].uuid}/").status_code == 404
    assert (Client().get(TOKENS).status_code, browser.get(f"{TOKENS}{made[0].uuid}/").status_code) == (302, 405)
    for sent in ({"name": "", "days": "30"}, {"name": "a", "days": "31"}, {"name": "a\0", "days": "7"}, {}):
        assert browser.post(TOKENS, sent).status_code == 400
    assert ApiToken.objects.count() == 3
    for _number in range(MOST - 3):
        issue(user, "more", 7)
    most = browser.post(TOKENS, {"name": "a", "days": "7"})
    assert (most.status_code, f"{MOST} tokens are the most" in most.content.decode()) == (400, True)
    User.objects.update(must_change_password=True)
    assert browser.post(TOKENS, {"name": "a", "days": "7"})["Location"] == "/admin/password_change/"
    user.delete()
    assert not ApiToken.objects.exists()
