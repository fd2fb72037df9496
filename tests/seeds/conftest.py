from collections.abc import Generator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from seeds.groups import make_groups
from seeds.loading import Loading


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[Loading]:
    """The facts, loaded once for all tests of this folder, each of which is undone by itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        loading = Loading()
        loading.run()
        make_groups()
        yield loading
        transaction.set_rollback(True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules come shuffled: each of these would load anew when any of another folder came before it."""
    items.sort(key=lambda item: "loaded" not in getattr(item, "fixturenames", ()))


@pytest.fixture
def facts(loaded: Loading, db: None) -> Loading:
    return loaded
