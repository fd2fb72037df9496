"""Schemathesis asks what OpenAPI allows and what it does not: whatever it gets must be described, and never a 500."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from config.wsgi import application
from tests.fairs.api.test_query_counts import make_one_of_each

# Which codes there are is not in the schema; and of an object that is no value, nothing is sent that could be refused.
UNDECIDABLE: list[Any] = [positive_data_acceptance, negative_data_rejection]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_every_operation(mode: schemathesis.GenerationMode) -> None:
    make_one_of_each()
    described = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
    for operation in described.get_all_operations():

        @settings(max_examples=8, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.ok().as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            case.call_and_validate(excluded_checks=UNDECIDABLE)

        ask()
