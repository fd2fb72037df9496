"""A company, and its system that has logged in."""

from typing import Any

import pytest
from django.test import Client

from fairs.models import Exhibitor
from tests import factories as make
from tests.fairs.applications import member_of


@pytest.fixture
def company(db: None) -> Any:
    return make.exhibitor(organisation=make.organisation(kind="company"))


@pytest.fixture
def client_of(company: Exhibitor) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(member_of(company.organisation, is_staff=False))
    return client
