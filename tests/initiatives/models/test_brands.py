import pytest
from django.core.exceptions import ValidationError

from initiatives.models import Brand
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
    with pytest.raises(ValidationError) as refused:
        twice.full_clean()
    assert refused.value.message_dict == {
        field: ["“novelty” is a brand of this name already. Take that one, or add what tells them apart."]
    }


def test_a_brand_may_be_saved_again_and_others_have_other_names() -> None:
    factories.brand(name_zh_hans="新品牌", name_en="Novelty").full_clean()
    Brand(code="other", name_en="Novelties", aliases="Nov").full_clean()
