import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from initiatives.models import Brand, BrandName
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("name_zh_hans", "新品牌"),
        ("name_zh_hans", "ＮＯＶＥＬＴＹ"),
        ("name_en", "novelty"),
        ("name_en", "Nov  elty"),
        ("aliases", "Other\n《NOV》"),
    ],
)
def test_a_brand_has_one_row_however_it_is_written(field: str, name: str) -> None:
    factories.brand(code="novelty", name_zh_hans="新品牌", name_en="Novelty", aliases="Nov\n新牌")
    twice = Brand(**{"code": "new", "name_zh_hans": "别的", field: name})
    with pytest.raises(ValidationError) as refused, override("en"):
        twice.full_clean()
    assert refused.value.message_dict == {
        field: ["“novelty” is a brand of this name already. Take that one, or add what tells them apart."]
    }


def test_a_brand_may_be_saved_again_and_others_have_other_names() -> None:
    factories.brand(name_zh_hans="新品牌", name_en="Novelty").full_clean()
    Brand(code="other", name_en="Novelties", aliases="Nov").full_clean()


def test_the_database_has_one_row_for_a_name_whoever_writes() -> None:
    novelty, other = Brand.objects.bulk_create(
        [Brand(code="novelty", name_en="Novelty", aliases="Nov\nNOV"), Brand(code="other", name_en="Other")]
    )
    for write in (
        lambda: Brand.objects.bulk_create([Brand(code="new", name_en="nov")]),
        lambda: Brand.objects.create(code="new", name_en="Nov elty"),
        lambda: Brand.objects.filter(pk=other.pk).update(aliases="《nov》"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    novelty.name_en = "Novelties"
    novelty.save()
    Brand.objects.filter(pk=other.pk).update(name_en="Novelty")
    assert set(BrandName.objects.values_list("brand__code", "folded")) == {
        ("novelty", "novelties"), ("novelty", "nov"), ("other", "novelty"),
    }  # fmt: skip
    other.delete()
    assert Brand.objects.create(code="new", name_en="Novelty").names.count() == 1


def test_a_name_longer_than_is_compared_is_kept() -> None:
    factories.brand(aliases="x" * 1000).full_clean()
