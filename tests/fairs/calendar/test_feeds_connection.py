"""A poll when the database has closed the worker's connection: it restarted, or nobody asked for long."""

import pytest
from django.db import connection
from django.test import Client

from tests import factories


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_replaced_without_a_word() -> None:
    factories.edition()
    feed = Client().get("/calendars/all.ics")
    if connection.vendor == "postgresql":
        connection.connection.close()  # as Django's own `close()` would not: the wrapper knows nothing of it
    poll = Client().get("/calendars/all.ics", headers={"if-none-match": feed["ETag"]})
    assert poll.status_code == 304
