from __future__ import annotations

from monitoring.note_check.bases import bases_of
from monitoring.note_check.claims import Claim
from monitoring.note_check.complements import wrong_complements, wrong_vacancies
from monitoring.note_check.distributions import wrong_distributions
from monitoring.note_check.document import Note
from monitoring.note_check.finding import Finding
from monitoring.note_check.growth import wrong_growth
from monitoring.note_check.growth_elsewhere import wrong_growth_elsewhere
from monitoring.note_check.likeness import weights_of
from monitoring.note_check.named_rows import values_of_named_rows
from monitoring.note_check.named_totals import totals_named_twice
from monitoring.note_check.neighbours import wrong_long_numbers, wrong_neighbours
from monitoring.note_check.percents import two_percents, wrong_percents
from monitoring.note_check.periods import wrong_periods
from monitoring.note_check.plan_fact import wrong_plan_percents
from monitoring.note_check.quantities import two_values
from monitoring.note_check.reading import note_of, read_note
from monitoring.note_check.restated import restated_shares
from monitoring.note_check.row_bases import wrong_row_percents
from monitoring.note_check.row_shares import wrong_row_shares
from monitoring.note_check.sentence_claims import claims_of_sentences
from monitoring.note_check.spoken import wrong_spoken_shares
from monitoring.note_check.table_changes import wrong_table_changes
from monitoring.note_check.table_claims import claims_of_tables
from monitoring.note_check.table_shares import wrong_table_shares
from monitoring.note_check.table_sums import wrong_table_sums
from monitoring.note_check.told_growth import wrong_told_growth
from monitoring.note_check.totals import wrong_totals
from monitoring.note_check.years import different_bases


def check_file(data: bytes, filename: str) -> list[Finding]:
    """Contradictions of a note in a file; raises UnreadableNote with the reason in Russian."""
    return check(read_note(data, filename))


def check_text(text: str) -> list[Finding]:
    return check(note_of(text))


def check(note: Note) -> list[Finding]:
    claims = [*claims_of_sentences(note), *claims_of_tables(note)]
    bases = bases_of(claims)
    found = [
        *wrong_percents(note, claims, bases),
        *wrong_table_shares(note),
        *two_percents(note, claims, bases),
        *restated_shares(note, claims, weights_of(claims)),
        *wrong_spoken_shares(note, claims, bases),
        *_two_values(note, claims),
        *totals_named_twice(note, claims, bases),
        *wrong_totals(note, claims, bases),
        *wrong_distributions(note, claims),
        *wrong_table_sums(note),
        *wrong_row_shares(note),
        *wrong_complements(note, claims, bases),
        *wrong_vacancies(note, claims),
        *wrong_periods(note, claims),
        *wrong_neighbours(note, claims),
        *wrong_long_numbers(note, claims),
        *wrong_growth(note),
        *wrong_told_growth(note, claims),
        *wrong_plan_percents(note),
        *wrong_row_percents(note, claims),
        *wrong_growth_elsewhere(note, claims),
        *wrong_table_changes(note),
        *different_bases(note, claims, bases),
    ]
    return _once(found)


def _two_values(note: Note, claims: list[Claim]) -> list[Finding]:
    """A row that the sentence names is surer than one that is only alike in words."""
    named = list(values_of_named_rows(note, claims))
    sure = {(finding.values[0], finding.quotes[0]) for finding in named}
    return [f for f in two_values(note, claims) if (f.values[0], f.quotes[0]) not in sure] + named


def _once(found: list[Finding]) -> list[Finding]:
    """Two rules that see one contradiction report it once."""
    return list({(finding.kind, frozenset(finding.values)): finding for finding in reversed(found)}.values())[::-1]
