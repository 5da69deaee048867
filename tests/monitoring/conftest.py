"""People and forms of the demonstration that tests of the campaign meet."""

import pytest

from accounts.models import User
from monitoring.models import Campaign, Submission


@pytest.fixture
def operator(db) -> User:
    return User.objects.get(email="operator@demo.example")


@pytest.fixture
def methodologist(db) -> User:
    return User.objects.get(email="methodologist@demo.example")


@pytest.fixture
def running(db) -> Campaign:
    return Campaign.objects.get(status=Campaign.Status.OPEN)


@pytest.fixture
def own(operator, running) -> Submission:
    """The form the operator is filling in."""
    return Submission.objects.visible_to(operator).get(campaign=running)
