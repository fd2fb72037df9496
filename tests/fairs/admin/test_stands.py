"""Stand plans in the admin: drawn, imported, given out by hand and by a proposal."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from fairs.admin.giving import GivingForm
from fairs.admin.proposals import said
from fairs.allocation.edition import propose
from fairs.models import AllocationProposal, Participation, Stand, StandPlan
from tests import factories as make
from tests.fairs.admin.world import form_data, logged_in, member, superuser, url
from tests.fairs.floors import row, stand, stand_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Any:
    owner = make.organisation()
    found = stand_plan(make.edition(published=False, owner=owner))
    row(found, 3)
    return found


@pytest.fixture
def client(plan: Any) -> Any:
    return logged_in(member(plan.edition.owner))


def errors(page: Any) -> dict[str, Any]:
    return {name: list(told) for name, told in page.context["adminform"].form.errors.items()}


def test_outlines_are_written_as_people_do(client: Client, plan: StandPlan) -> None:
    page = client.get(url(plan)).content.decode()
    assert ('class="floor-plan"' in page, f'href="{url(Stand.objects.get(number="A2"))}"' in page) == (True, True)
    one = Stand.objects.get(number="A2")
    data = form_data(client, url(one)) | {"outline": "3 0 3 3"}
    for text, told in (
        ("2 0 3 3", ["Stand A2 overlaps stand A1 by 3.00 m²."]),
        ("3 -1 3 3", ["3.00 m² of stand A2 are outside of the hall."]),
        ("nonsense", ["Write “x y width depth”, or the corners as “x,y x,y x,y …”, in metres."]),
        ("0,0 9,9 9,0 0,9", ["The outline encloses nothing: give at least three points that are not on one line."]),
        ("", ["This field is required."]),
    ):
        assert errors(client.post(url(one), {**data, "outline": text})) == {"outline": told}
    assert client.post(url(one), {**data, "outline": "3,3 6,3 6,6 3,6"}).status_code == 302
    assert Stand.objects.get(number="A2").outline == [[3.0, 3.0], [6.0, 3.0], [6.0, 6.0], [3.0, 6.0]]
    data = form_data(client, url(plan)) | {"outline": "0 0 20 12", "entrances": "2,12"}
    refused: tuple[tuple[dict[str, str], dict[str, list[str]]], ...] = (
        ({"outline": "0 0 5 12"}, {"outline": ["4.00 m² of stand A3 are outside of the hall."]}),
        ({"entrances": "5,5"}, {"entrances": ["An entrance lies on the outline of the hall."]}),
        ({"entrances": "5"}, {"entrances": ["Write points as “x,y x,y …”, in metres."]}),
    )
    for sent, wanted in refused:
        found = errors(client.post(url(plan), {**data, **sent}))
        assert found.keys() == wanted.keys()
        assert found.get("entrances") == wanted.get("entrances")
    assert client.post(url(plan), {**data, "entrances": ""}).status_code == 302
    assert StandPlan.objects.get().entrances == []


def test_the_list_tells_free_kept_and_taken_apart(client: Client, plan: StandPlan) -> None:
    Stand.objects.filter(number="A1").update(participation=make.participation(plan.edition))
    Stand.objects.filter(number="A2").update(pavilion=make.pavilion(plan.edition))
    for state, number in (("taken", "A1"), ("kept", "A2"), ("free", "A3")):
        shown = client.get(url(Stand.objects.get(number="A1"), "changelist"), {"state": state})
        assert [one.number for one in shown.context["cl"].result_list] == [number]


def test_stands_are_given_at_the_exhibitor(client: Client, plan: StandPlan) -> None:
    one = make.participation(plan.edition, wished_area=9)
    other = make.participation(plan.edition)
    stand(plan, "B1", 0, 3, participation=other)
    stand(plan, "K1", 0, 6, pavilion=make.pavilion(plan.edition))
    address = client.get(f"{reverse('admin:fairs_stand_add')}?participation={one.pk}")["Location"]
    offered = [label.partition(" ")[0] for __, label in client.get(address).context["form"].fields["stands"].choices]
    assert offered == ["A1", "A2", "A3"]
    numbers = {one.number: one.pk for one in Stand.objects.all()}
    assert client.post(address, {"stands": [numbers["A1"], numbers["A3"]]})["Location"] == url(one)
    assert Participation.objects.get(pk=one.pk).stand == "A1, A3"
    assert client.post(address, {"stands": [numbers["A3"]]}).status_code == 302
    assert Participation.objects.get(pk=one.pk).stand == "A3"
    assert "not one of the available" in client.post(address, {"stands": [numbers["B1"]]}).content.decode()
    assert (Participation.objects.get(pk=other.pk).stand, Stand.objects.free().count()) == ("B1", 3)


def test_a_stand_that_somebody_else_was_given_meanwhile_stays_theirs(plan: StandPlan) -> None:
    one, other = (make.participation(plan.edition) for _number in range(2))
    first, second = Stand.objects.filter(number__in=["A1", "A2"]).order_by("number")
    forms = [GivingForm(one, {"stands": [first.pk, second.pk]}), GivingForm(other, {"stands": [second.pk]})]
    assert [form.is_valid() for form in forms] == [True, True]  # both before either gives
    forms[1].give("")
    with override("en"), pytest.raises(ValidationError, match="Given to somebody else meanwhile: A2. Choose again."):
        forms[0].give("")
    assert list(Stand.objects.filter(participation__isnull=False).values_list("number", "participation")) == [
        ("A2", other.pk)
    ]


def test_a_file_is_looked_at_first(client: Client, plan: StandPlan) -> None:
    address = reverse("admin:fairs_standplan_import", args=[plan.pk])

    def upload(text: str, name: str = "plan.csv") -> Any:
        return client.post(address, {"file": SimpleUploadedFile(name, text.encode("utf-8-sig"))})

    assert client.get(address).status_code == 200
    table = "number,x,y,width,depth\nA1,0,3,3,3\nB1,0,0,3,3\n"
    page = upload(table)
    assert [(r.number, r.state) for r in page.context["preview"].rows] == [("A1", "changed"), ("B1", "new")]
    carried = {"rows": page.context["rows"], "confirm": "1"}
    assert Stand.objects.count() == 3
    late = stand(plan, "C1", 0, 6)
    Stand.objects.filter(number="A1").delete()
    again = client.post(address, carried)
    assert "changed meanwhile" in again.content.decode()
    assert client.post(address, {"rows": again.context["rows"], "confirm": "1"})["Location"] == url(plan)
    assert sorted(plan.outlines()) == ["A1", "A2", "A3", "B1", "C1"]
    late.delete()
    assert "overlaps" in upload("number,x,y,width,depth\nZ1,1,1,3,3\n").content.decode()
    for text, name in (("number,price\nA,1", "plan.csv"), ("<svg/>", "plan.svg"), ("x", "plan.pdf"), ("", "plan.csv")):
        assert upload(text, name).context["form"].errors["file"]
    assert "Send the file once more" in client.post(address, {"rows": "forged", "confirm": "1"}).content.decode()
    exported = client.get(reverse("admin:fairs_standplan_export", args=[plan.pk]))
    assert exported.content.startswith("\ufeffnumber,kind,x,y,width,depth,outline,pavilion\r\n".encode())


def test_a_proposal_is_looked_at_and_accepted(client: Client, plan: StandPlan) -> None:
    one, other = (make.participation(plan.edition, wished_area=area) for area in (9, 500))
    proposal = propose(plan.edition, lambda *told: None)
    page = client.get(url(proposal))
    assert [str(change.participation) for change in page.context["changes"]] == [str(one)]
    assert (page.context["left_out"], page.context["current"]) == ([other], True)
    accept = reverse("admin:fairs_allocationproposal_accept", args=[proposal.pk])
    assert client.get(accept)["Location"] == url(proposal)
    stand(plan, "B1", 0, 3)
    assert "changed after this" in client.post(accept, follow=True).content.decode()
    assert Stand.objects.free().count() == 4
    proposal = propose(plan.edition, lambda *told: None)
    accept = reverse("admin:fairs_allocationproposal_accept", args=[proposal.pk])
    assert "1 stands were given." in client.post(accept, follow=True).content.decode()
    assert Participation.objects.get(pk=one.pk).stand
    assert client.get(url(proposal, "changelist")).status_code == 200


@pytest.mark.once
def test_the_page_tells_how_far_it_is(client: Client, plan: StandPlan) -> None:
    """The tests' database is not the one that a process of its own finds: nothing is there, and that is said."""
    address = reverse("admin:fairs_allocationproposal_propose", args=[plan.edition_id])
    assert "Work it out" in client.get(address).content.decode()
    answer: Any = client.post(address)
    page = b"".join(answer.streaming_content).decode()
    assert "<li>It could not be worked out; nothing was changed.</li>" in page
    assert page.rstrip().endswith("</html>")
    assert (said("gather: 3/12"), said("whatever")) == ("Pavilions together: 3/12", "")
    assert 'href="/admin/fairs/allocationproposal/7/change/"' in said("proposal: 7")
    assert AllocationProposal.objects.count() == 0


def test_only_who_works_on_the_edition_gets_there(plan: StandPlan) -> None:
    proposal = propose(plan.edition, lambda *told: None)
    taking_part = make.participation(plan.edition)
    addresses = [
        reverse("admin:fairs_standplan_import", args=[plan.pk]),
        reverse("admin:fairs_standplan_export", args=[plan.pk]),
        reverse("admin:fairs_allocationproposal_propose", args=[plan.edition_id]),
        reverse("admin:fairs_allocationproposal_accept", args=[proposal.pk]),
        reverse("admin:fairs_stand_give", args=[taking_part.pk]),
        url(plan), url(proposal), url(Stand.objects.get(number="A1")),
    ]  # fmt: skip
    stranger, nobody = logged_in(member(make.organisation())), Client()
    assert {stranger.post(address).status_code for address in addresses} <= {302, 403, 404}
    assert [stranger.get(address).status_code for address in addresses[:3]] == [403, 403, 403]
    assert {nobody.get(address)["Location"].partition("?")[0] for address in addresses} == {"/admin/login/"}
    boss = logged_in(superuser())
    missing = [address.replace(f"/{pk}/", "/999999/") for address, pk in zip(addresses, [plan.pk] * 2, strict=False)]
    assert {boss.get(address).status_code for address in missing} == {404}


def test_another_stand_for_an_exhibitor_is_chosen_not_built(plan: StandPlan) -> None:
    key = make.participation(plan.edition).pk
    boss, add = logged_in(superuser()), url(plan.stands.first(), "add")
    asked = [str(key), "".join(chr(0x660 + int(digit)) for digit in str(key)), "x", "9" * 30]
    answers = [boss.get(add, {"participation": number}) for number in asked]
    assert [a.headers.get("Location") for a in answers] == [reverse("admin:fairs_stand_give", args=[key])] * 2 + [
        None
    ] * 2
