"""A snapshot of February 2024 prints the same bytes today, after definitions, names and advice have changed."""

import hashlib
from datetime import datetime

import pytest

from monitoring.documents import briefing, summary_tables
from monitoring.documents.building import all_documents, stamp_of
from monitoring.models import Campaign, Edition, Recommendation
from monitoring.models.snapshots import canonical, fingerprint
from monitoring.recalculation import differences
from reports.writers import write
from tests.monitoring.factories import make_campaign, make_places
from tests.monitoring.old_snapshots import read, restored

KEPT = [(row["kind"], row["place"], one) for row in read()["documents"] for one in row["files"]]


@pytest.mark.parametrize(("kind", "place", "format"), KEPT)
def test_an_old_document_is_the_same_to_the_last_byte(kind, place, format):
    row = next(row for row in read()["documents"] if (row["kind"], row["place"]) == (kind, place))
    assert hashlib.sha256(write(row["blocks"], format)).hexdigest() == row["files"][format]


def test_the_old_content_is_whole_and_its_results_still_follow_from_its_inputs():
    whole = read()
    assert fingerprint(whole["content"]) == whole["digest"]
    assert differences(whole["content"]) == []


@pytest.mark.django_db
def test_tables_of_today_do_not_touch_the_old_documents(people):
    """The campaign has other municipalities, another edition of definitions and other advice than in 2024."""
    campaign = make_campaign(
        Edition.objects.earliest("pk"), make_places(3), year=2023, status=Campaign.Status.PUBLISHED
    )
    Recommendation.objects.create(campaign=campaign, level="regional", text="Совсем другая рекомендация.")
    restored(campaign)
    files = {(row["kind"], row["place"]): row["files"] for row in read()["documents"]}
    for build, format in ((briefing, "pdf"), (briefing, "docx"), (summary_tables, "xlsx")):
        made = write(build(campaign, people.methodologist), format)
        kind = "briefing" if build is briefing else "summary-tables"
        assert hashlib.sha256(made).hexdigest() == files[kind, ""][format]


def test_the_builders_of_today_still_understand_the_old_content():
    """Wording may have changed since; every document can still be made."""
    whole = read()
    made = list(all_documents(whole["content"], stamp_of(1, whole["digest"], datetime.fromisoformat(whole["made_at"]))))
    assert {(row.kind, row.place) for row in made} == {(row["kind"], row["place"]) for row in whole["documents"]}
    assert all(canonical(row.blocks) for row in made)
