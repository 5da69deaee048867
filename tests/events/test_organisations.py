"""Which known organisation the words of a protocol mean."""

import pytest

from cluster.models import Organisation, Region
from events.review.organisations import KnownOrganisations, plain


@pytest.fixture
def known(db):
    return KnownOrganisations(Region.objects.get(oktmo_prefix="69"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Департамент общего образования Томской области", "Департамент общего образования Томской области"),
        ("Департамент общего образования", "Департамент общего образования Томской области"),
        ("АО «Хлебный двор»", "АО «Хлебный двор»"),
        ("Хлебный двор", "АО «Хлебный двор»"),
        ("ОГБПОУ «Томский маяк»", "Колледж «Томский маяк»"),
    ],
)
def test_spellings_lead_to_the_organisation(known, words, name):
    suggestion = known.closest(words)
    assert suggestion.name == name and suggestion.is_sure


@pytest.mark.parametrize("words", ["Департамент", "Комитет по культуре города Стрежевого", "", "участники совещания"])
def test_strange_words_are_not_taken_for_sure(known, words):
    suggestion = known.closest(words)
    assert suggestion is None or not suggestion.is_sure


def test_nothing_is_created(known, db):
    before = Organisation.objects.count()
    known.closest("ООО «Небывалое»")
    assert Organisation.objects.count() == before


def test_legal_form_and_quotes_do_not_matter():
    assert plain("ООО «Тёплый берег»") == plain('Теплый берег"') == "теплый берег"
