from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from fairs.models import Edition

pytestmark = pytest.mark.usefixtures("facts")


def seed(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    with override("en"):
        call_command("seed", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_says_what_it_did() -> None:
    assert seed() == ("Seed: 0 created, 0 refreshed, 1378 left; 0 groups created.\n", "")


def test_synthetic_editions_of_a_year_with_progress() -> None:
    out, err = seed("--synthetic", "3", "--year", "2026")
    assert out.splitlines()[1:] == ["Synthetic: 3 editions created."]
    assert err == "3/3\n"
    assert set(Edition.objects.filter(synthetic=True).values_list("year", flat=True)) == {2026}


@pytest.mark.parametrize("arguments", [["--year", "2026"], ["--synthetic", "3", "--year", "0"]])
def test_a_year_without_editions_is_refused(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match=r"^--year goes with --synthetic N, and lies in 2022\.\.2099\.$"):
        seed(*arguments)
