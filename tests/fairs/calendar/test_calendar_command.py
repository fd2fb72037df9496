from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from fairs.calendar.models import Listing
from tests import factories

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    out = StringIO()
    call_command("calendar", *words, stdout=out)
    return out.getvalue()


def test_check_and_rebuild() -> None:
    edition = factories.edition()
    factories.session(edition)
    assert said("check") == "No difference.\n"
    Listing.objects.filter(kind="edition").update(search="")
    with pytest.raises(CommandError) as failure:
        said("check")
    assert str(failure.value) == f"edition-{edition.uuid}: search differ"
    assert said("rebuild") == "1 entries changed.\n"
    assert said("rebuild") == "0 entries changed.\n"
    assert said("check") == "No difference.\n"


def test_another_verb_is_refused() -> None:
    with pytest.raises(CommandError):
        said("repair")
