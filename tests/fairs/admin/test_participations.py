"""Who decides on applications, who manages a pavilion and nothing else, and who reads the papers."""

import os
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fairs.admin.admissions import ADMISSIONS, AdmitForm
from fairs.models import Exhibitor, Invitation, Participation, ParticipationDocument, act
from tests import factories as make
from tests.fairs.applications import PDF, coming, invitation
from tests.fairs.floors import stand, stand_plan

from .world import act_url, form_data, fresh, logged_in, look, member, superuser, url

pytestmark = pytest.mark.django_db


def test_the_steps_from_an_application_on() -> None:
    organiser = make.organisation()
    edition = coming(owner=organiser)
    client = logged_in(member(organiser))
    main = make.participation(edition, status="applied", wished_area=36)
    guest = make.participation(edition, status="applied", role="co", main=main)
    assert AdmitForm(None, verb=ADMISSIONS["admit"], things=[main])["contract_area"].value() == 36
    shown = {"pk": [main.pk], "token": look(client, "admit", main).context["token"]}
    assert client.post(act_url(main, "admit"), {**shown, "reason": "", "contract_area": "40"}).status_code == 302
    assert (fresh(main).status, fresh(main).contract_area) == ("admitted", 40)
    act(act(guest, "put_on_waiting_list"), "admit")
    place = stand(stand_plan(edition), "A1", participation=main)
    refused = look(client, "withdraw", main).context["form"].non_field_errors()
    assert [str(guest.exhibitor) in message for message in refused] == [True]
    act(guest, "withdraw", "because")
    page = look(client, "withdraw", main)
    assert (page.context["form"].needs_reason, "Free for others: stand A1." in page.content.decode()) == (True, True)
    sent = {"pk": [main.pk], "token": page.context["token"], "reason": "because"}
    assert client.post(act_url(main, "withdraw"), sent).status_code == 302
    assert (fresh(main).stand, fresh(place).participation, fresh(main).contract_area) == ("", None, 40)
    for part in (main, guest):
        act(part, "reopen", "because")
    assert {p.status for p in Participation.objects.all()} == {"applied"}
    stand(place.plan, "A2", 3, participation=guest)
    act(fresh(guest), "decline", "because")
    assert (fresh(guest).stand, guest.stands.exists()) == ("", False)
    act(fresh(guest), "reopen", "because")
    assert [h.history_change_reason for h in main.history.all()[:2]] == ["because", "because"]
    many = look(client, "admit", main, guest)
    assert [o.thing for o in many.context["refused"]] == [guest]
    sent = {**form_data(client, url(main)), "status": "admitted", "change_reason": "because"}
    assert client.post(url(main), sent).status_code == 302
    assert fresh(main).status == "applied"
    listed = client.get(url(main, "changelist"), {"edition__id__exact": edition.pk, "attention": "applications"})
    assert (set(listed.context["cl"].queryset), listed.context["counted"].exhibitors) == ({main, guest}, 0)


def test_figures_are_compared_with_who_was_admitted() -> None:
    edition = coming(owner=make.organisation())
    for code, role in (("210100", "main"), ("MY", "main"), ("MY", "co"), ("LK", "represented")):
        make.participation(edition, make.exhibitor(region=make.region(code)), role=role)
    make.figure(edition, measure="exhibitors", value=2)
    make.figure(edition, measure="exhibitors_foreign", value=2)
    page = logged_in(superuser()).get(
        reverse("admin:fairs_participation_changelist"), {"edition__id__exact": edition.pk}
    )
    assert [(d.figure.value, d.counted, d.contradicts) for d in page.context["differences"]] == [(2, 3, True)]
    assert "2 stated, 3 here" in page.content.decode()


def test_a_coordinator_manages_its_members_and_nothing_else() -> None:
    chamber, edition = make.organisation(), coming(owner=make.organisation())
    own, other = make.pavilion(edition, coordinator=chamber), make.pavilion(edition, region=make.region("MY"))
    mine, theirs, alone = (make.participation(edition, status="applied", pavilion=p) for p in (own, other, None))
    client = logged_in(member(chamber))
    assert [client.get(url(p)).status_code for p in (mine, theirs, alone)] == [200, 302, 302]
    data = form_data(client, url(mine))
    assert data.keys() & {"pavilion", "stand", "contract_area", "edition", "exhibitor"} == set()
    sent = {**data, "wished_area": "12", "pavilion": other.pk, "stand": "X", "change_reason": "because"}
    assert client.post(url(mine), sent).status_code == 302
    assert (fresh(mine).wished_area, fresh(mine).pavilion, fresh(mine).stand) == (12, own, "")
    assert client.post(act_url(mine, "admit"), {"pk": [mine.pk]}).status_code == 403
    assert client.post(act_url(mine, "withdraw"), {"pk": [theirs.pk]}).status_code == 404
    assert look(client, "withdraw", mine).status_code == 200
    for pavilion, status in ((own, 200), (other, 403)):
        for name in ("members", "template"):
            assert client.get(reverse(f"admin:fairs_pavilion_{name}", args=[pavilion.pk])).status_code == status
    new = {"edition": edition.pk, "exhibitor": make.exhibitor().pk, "role": "main"}
    address = reverse("admin:fairs_participation_add")
    for named in (other.pk, ""):
        page = client.post(address, {**new, "pavilion": named})
        assert list(page.context["adminform"].form.errors) == ["pavilion"]
    assert client.post(address, {**new, "pavilion": own.pk}).status_code == 302
    assert client.get(reverse("admin:fairs_pavilion_members", args=[0])).status_code == 404


def test_what_is_no_list_of_members_is_refused() -> None:
    pavilion = make.pavilion(coming())
    client, address = logged_in(superuser()), reverse("admin:fairs_pavilion_members", args=[pavilion.pk])
    for file in (
        None,
        SimpleUploadedFile("a.csv", b"x"),
        SimpleUploadedFile("a.exe", b"x"),
        SimpleUploadedFile("a.csv", b""),
    ):
        page = client.post(address, {"file": file} if file else {})
        assert (page.status_code, list(page.context["form"].errors)) == (200, ["file"])
    assert client.post(address, {"rows": "forged", "confirm": "1"}).status_code == 200
    known = make.exhibitor(name_zh_hans="远洋", website="https://ocean.example")
    rows = "企业名称,网站\n新远洋,http://ocean.example\n\x00,\n"
    page = client.post(address, {"file": SimpleUploadedFile("a.csv", rows.encode())})
    assert [(line.outcome, known.code in line.messages[0]) for line, _l in page.context["lines"]] == [
        ("duplicate", True)
    ]
    assert client.post(address, {"rows": page.context["rows"], "confirm": "1"}).status_code == 302
    assert not Participation.objects.exists()
    assert client.post(address, {"rows": page.context["rows"], "confirm": "1", "other": "2"}).status_code == 302
    assert Participation.objects.get().exhibitor.name_zh_hans == "新远洋"


def test_papers_are_read_by_who_decides(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    organiser = make.organisation()
    part = make.participation(coming(owner=organiser))
    client, stranger = logged_in(member(organiser)), logged_in(member(make.organisation()))
    data = form_data(client, url(part))
    row = {
        "change_reason": "because",
        "documents-TOTAL_FORMS": "1",
        "documents-0-kind": "contract",
        "documents-0-title": "Contract",
    }
    for content, status in ((b"text", 200), (PDF, 302)):
        sent = {**data, **row, "documents-0-file": SimpleUploadedFile("a.pdf", content)}
        assert client.post(url(part), sent).status_code == status
    paper = ParticipationDocument.objects.get()
    address = reverse("admin:fairs_participation_document", args=[part.pk, paper.pk])
    assert b"".join(client.get(address)) == PDF
    assert stranger.get(url(part)).status_code == 200
    assert "Contract" not in stranger.get(url(part)).content.decode()
    assert stranger.get(address).status_code == 403
    assert Client().get(address).status_code == 302
    loose = tmp_path / "applications" / "loose.pdf"
    loose.write_bytes(PDF)
    os.utime(loose, (time.time() - 2 * 86400,) * 2)
    out = StringIO()
    call_command("applications", "prune", stdout=out)
    assert (out.getvalue(), loose.exists(), b"".join(client.get(address))) == ("1 files deleted.\n", False, PDF)


def test_invitations_are_told_once_and_revoked() -> None:
    chamber, organiser = make.organisation(), make.organisation()
    edition = coming(owner=organiser)
    pavilion = make.pavilion(edition, coordinator=chamber)
    hidden, _path = invitation(edition, label="Hidden")
    coming_to = reverse("admin:fairs_participation_changelist")
    for guess in ("wished_area__gt=1", "wished_kind=raw", "neighbour_wishes__isnull=0", "email__contains=a"):
        assert logged_in(member(chamber)).get(f"{coming_to}?{guess}").status_code == 400
    coordinator, client = logged_in(member(chamber)), logged_in(member(organiser))
    address = reverse("admin:fairs_invitation_add")
    sent = {"label": "Friends", "edition": edition.pk, "last_day": timezone.localdate().isoformat(), "uses": "2"}
    assert list(coordinator.post(address, sent).context["adminform"].form.errors) == ["pavilion"]
    page = coordinator.post(address, {**sent, "pavilion": pavilion.pk}, follow=True).content.decode()
    path = page.partition("http://localhost:8000")[2].partition("<")[0].strip()
    assert Client().get(path).status_code == 200
    made = Invitation.objects.get(label="Friends")
    assert path.split("/")[2] not in made.token_hash + coordinator.get(url(made)).content.decode()
    assert coordinator.get(url(hidden)).status_code == 302
    assert "Hidden" not in coordinator.get(url(hidden, "changelist")).content.decode()
    draft = make.edition(owner=organiser, published=False)
    page = client.post(address, {**sent, "edition": draft.pk}, follow=True)
    assert "before the edition is published" in str([*page.context["messages"]][1])
    revoke = {"action": "revoke", "_selected_action": [made.pk]}
    assert client.post(url(made, "changelist"), revoke).status_code == 302
    assert Client().get(path).status_code == 410


def test_the_list_of_invitations_costs_the_same_however_long() -> None:
    client, address, counts = logged_in(superuser()), reverse("admin:fairs_invitation_changelist"), []
    for more in (1, 2):
        for _number in range(more):
            invitation(coming())
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_whose_name_was_given_by_an_invitation_is_told_to_who_decides() -> None:
    organiser, company = make.organisation(), make.organisation(kind="company", name_en="Bright Holding")
    edition = coming(owner=organiser)
    by, _path = invitation(edition)
    client, known = logged_in(member(organiser)), make.exhibitor(organisation=company)
    part = make.participation(edition, known, "applied", invitation=by)
    said = "under the name of a company that belongs to Bright Holding."
    assert said in look(client, "admit", part).content.decode()
    assert said not in look(client, "admit", make.participation(edition, status="applied")).content.decode()


def test_two_rows_are_merged_after_a_look() -> None:
    company = make.organisation(kind="company")
    kept, gone = make.exhibitor(name_en="Foo Ltd"), make.exhibitor(name_en="Foo", organisation=company)
    edition = coming()
    for exhibitor in (kept, gone):
        make.participation(edition, exhibitor)
    client, stranger = logged_in(superuser()), logged_in(member(make.organisation()))
    duplicates = reverse("admin:fairs_exhibitor_duplicates")
    page = client.get(duplicates)
    assert [(c.first, c.second) for c, _kinds in page.context["candidates"]] == [(kept, gone)]
    address = reverse("admin:fairs_exhibitor_merge", args=[kept.pk, gone.pk])
    page = client.get(address)
    what = dict(page.context["what"])
    assert str(edition) in what["Both take part"][0]
    assert what["Members who act for it from now on, and see all its applications and papers"] == [str(company)]
    token = page.context["token"]
    assert client.post(address, {"token": token}).context["wrong"]
    assert client.post(address, {"token": "old", "reason": "one"}).context["wrong"]
    assert stranger.post(address, {"token": token, "reason": "one"}).status_code == 403
    assert client.post(address, {"token": token, "reason": "one"}).status_code == 302
    assert Exhibitor.objects.get(pk=gone.pk).merged_into == kept
    assert client.get(address).status_code == 403 or client.get(address).status_code == 404
    assert list(client.get(duplicates).context["candidates"]) == []
    bar, bars = make.exhibitor(website="https://bar.example"), make.exhibitor(website="http://bar.example/")
    assert client.post(duplicates, {"first": bars.pk, "second": bar.pk}).status_code == 302
    assert list(client.get(duplicates).context["candidates"]) == []
    assert client.post(duplicates, {"first": "x"}).status_code == 404


def test_nobody_takes_over_a_company_that_takes_part_in_nothing() -> None:
    company, other = make.organisation(kind="company"), make.organisation()
    own = make.exhibitor(organisation=company)
    client, stranger = logged_in(member(company)), logged_in(member(other))
    sent = {"code": own.code, "name_en": "Taken", "organisation": other.pk, "change_reason": "because"}
    assert stranger.post(url(own), sent).status_code == 403
    assert client.post(url(own), {**form_data(client, url(own)), **sent}).status_code == 302
    assert (fresh(own).name_en, fresh(own).organisation) == ("Taken", company)
    new = {"code": "new", "name_en": "New"}
    assert stranger.post(reverse("admin:fairs_exhibitor_add"), new).status_code == 302
    made = Exhibitor.objects.get(code="new")
    assert [who.get(url(made)).context["has_change_permission"] for who in (client, stranger)] == [False, True]
