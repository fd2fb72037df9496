"""Two at the same thing at the same time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connection

from fairs.calendar import ledger
from fairs.models import Edition, act
from tests import factories as make
from tests.fairs.waiting import PATIENCE, until_somebody_waits

from .world import form_data, fresh, logged_in, superuser, url

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def publishing(edition: Edition) -> Iterator[None]:
    """While it is being published: what is sent now is read before that is committed."""
    begun = Event()

    def publish() -> None:
        try:
            with ledger.writing():
                act(edition, "publish")
                begun.set()
                until_somebody_waits()
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        publication = pool.submit(publish)
        assert begun.wait(PATIENCE)
        yield
        publication.result()


def test_a_form_that_meets_a_publication_does_not_undo_it() -> None:
    edition = make.edition(published=False)
    client = logged_in(superuser())
    data = form_data(client, url(edition))
    with publishing(edition):
        page = client.post(url(edition), {**data, "title_en": "Mine"})
    assert page.status_code == 200
    told: Edition = fresh(edition)
    assert (told.editorial_state, told.title_en) == ("published", edition.title_en)
    assert ledger.check() == []


@pytest.mark.parametrize("page", ["delete", "changelist"])
def test_a_deletion_that_meets_a_publication_says_why_it_is_none(page: str) -> None:
    edition = make.edition(published=False)
    client = logged_in(superuser())
    data = {"action": "delete_selected", "_selected_action": edition.pk, "post": "yes"}
    with publishing(edition):
        answer = client.post(url(edition, page), data)
    assert answer.status_code == 200
    assert "was published: it can be cancelled or unpublished" in answer.content.decode()
    assert fresh(edition).editorial_state == "published"
    assert ledger.check() == []
