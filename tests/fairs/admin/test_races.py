"""Two at the same thing at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import connection

from fairs.calendar import ledger
from fairs.models import Edition, act
from tests import factories as make

from .world import form_data, fresh, logged_in, superuser, url

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_form_that_meets_a_publication_does_not_undo_it() -> None:
    edition = make.edition(published=False)
    client = logged_in(superuser())
    data = form_data(client, url(edition))
    begun = Event()

    def publish() -> None:
        try:
            with ledger.writing():
                act(edition, "publish")
                begun.set()
                sleep(0.3)  # the form is sent and read before this is committed
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        publication = pool.submit(publish)
        begun.wait()
        page = client.post(url(edition), {**data, "title_en": "Mine"})
        publication.result()
    assert page.status_code == 200
    told: Edition = fresh(edition)
    assert (told.editorial_state, told.title_en) == ("published", edition.title_en)
    assert ledger.check() == []
