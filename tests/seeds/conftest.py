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


@pytest.fixture
def facts(loaded: Loading, db: None) -> Loading:
    return loaded
