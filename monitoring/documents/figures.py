"""The one source of numbers for a note: every printed figure is taken from the record and written down."""

from monitoring.documents import prose
from monitoring.documents.marks import Marks
from monitoring.documents.record import Record
from monitoring.models import Criterion, Indicator, RegionResult
from monitoring.problems import Gap, typical


class Figures:
    """Figures of a record; `used` lists what was printed, so that a test can find it in the finished file."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.campaign = record.campaign
        self.results = record.region
        self.marks = Marks(record)
        self.used = self.marks.used
        self._texts = prose.texts(record)

    def said(self, key: str) -> str:
        """One paragraph with its figures put in."""
        return self.marks.fill(self._texts[key])

    def note(self, code: str, printed: str) -> str:
        self.used.append({"code": code, "printed": printed})
        return printed

    def of_criterion(self, criterion: Criterion) -> list[RegionResult]:
        return [row for row in self.results.values() if row.indicator.criterion_id == criterion.pk]

    def printed(self, result: RegionResult) -> str:
        return self.note(result.indicator.code, result.printed)

    def pair(self, result: RegionResult) -> str:
        return self.note(result.indicator.code, result.pair)

    def problems(self) -> list[Gap]:
        return typical(self.results.values())


def title_of(indicator: Indicator) -> str:
    return f"{indicator.code}. {indicator.name}"
