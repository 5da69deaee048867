import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from accounts.access import log_access
from accounts.models import AccessEntry

pytestmark = pytest.mark.django_db


def _look(people):
    request = RequestFactory().get("/")
    request.user = people.college_specialist
    return log_access(request, subject=people.graduate, fields=["условия труда"], purpose="подбор вакансий")


def test_a_look_is_written_down_in_words_of_that_day(people):
    entry = _look(people)
    assert entry in AccessEntry.objects.about(people.graduate)
    assert people.college_specialist.full_name in entry.actor_name


@pytest.mark.parametrize(
    "statement", ["UPDATE accounts_accessentry SET purpose = ''", "DELETE FROM accounts_accessentry"]
)
def test_the_log_cannot_be_rewritten_even_by_sql(people, statement):
    _look(people)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_administrator_reads_the_log(people, client_of):
    _look(people)
    assert "подбор вакансий" in client_of(people.administrator).get("/accounts/access-log/").content.decode()
