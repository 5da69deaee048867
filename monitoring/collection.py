"""How collection goes, counted: by municipality, by question and by cell. Plain functions for pages and pictures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from cluster.models import Municipality, named_on
from monitoring.actions.submissions import asked_elements
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Element, Submission, Value

Status = Submission.Status
HANDED_IN = (Status.SUBMITTED, Status.UNLOCKED, *Submission.COUNTED)


@dataclass(frozen=True)
class PlaceProgress:
    """Where the form of one expected municipality is."""

    place: Municipality
    submission: Submission | None
    filled: int
    asked: int

    @property
    def is_started(self) -> bool:
        return self.submission is not None

    @property
    def is_handed_in(self) -> bool:
        return self.submission is not None and self.submission.status in HANDED_IN

    @property
    def is_accepted(self) -> bool:
        return self.submission is not None and self.submission.is_counted

    @property
    def days_late(self) -> int | None:
        """Days after the end of the window; 0 in time, None while nothing was handed in."""
        return self.submission.days_late if self.submission and self.is_handed_in else None

    @property
    def tag(self) -> str:
        return self.submission.tag if self.submission else "idle"

    @property
    def words(self) -> str:
        return self.submission.get_status_display() if self.submission else "не начата"

    def stands_in(self, group: str) -> bool:
        """Whether a number of the summary counts this municipality."""
        late = self.days_late
        return {
            "started": self.is_started,
            "idle": not self.is_started,
            "handed-in": self.is_handed_in,
            "waiting": self.submission is not None and self.submission.is_waiting,
            "missing": not self.is_handed_in,
            "accepted": self.is_accepted,
            "in-time": late == 0,
            "late": bool(late),
        }.get(group, True)


@dataclass(frozen=True)
class FieldProgress:
    """How many of the expected municipalities told one element, and in which state."""

    element: Element
    expected: int
    states: dict[State, int]

    @property
    def told(self) -> int:
        return self.states.get(State.REPORTED, 0)

    @property
    def missing(self) -> int:
        return self.expected - sum(self.states.values())

    @property
    def others(self) -> list[tuple[State, int]]:
        """States other than a reported number, in their order."""
        return [(state, self.states[state]) for state in State if state != State.REPORTED and state in self.states]


def forms_progress(campaign: Campaign, places: Iterable[Municipality] | None = None) -> list[PlaceProgress]:
    """States of the forms only, nothing counted; three queries."""
    return _progress(campaign, places, {}, 0)


def places_progress(campaign: Campaign, places: Iterable[Municipality] | None = None) -> list[PlaceProgress]:
    """Every expected municipality in the order of names, called as in that year; five queries."""
    asked = [element.pk for element in asked_elements(campaign)]
    answered = Value.objects.filter(submission__campaign=campaign, element__in=asked)
    filled = dict(answered.values_list("submission").annotate(number=Count("pk")).order_by())
    return _progress(campaign, places, filled, len(asked))


def _progress(
    campaign: Campaign, places: Iterable[Municipality] | None, filled: dict[int, int], asked: int
) -> list[PlaceProgress]:
    forms = {form.municipality_id: form for form in campaign.submissions.all()}
    for form in forms.values():
        form.campaign = campaign
    expected = named_on(campaign.expected.order_by("sort_key") if places is None else places, campaign.year_end)
    return [
        PlaceProgress(place, form, filled.get(form.pk, 0) if form else 0, asked)
        for place in expected
        for form in [forms.get(place.pk)]
    ]


def fields_progress(campaign: Campaign) -> list[FieldProgress]:
    """Every question of the form with the states of its answers; three queries."""
    expected = campaign.expectations.count()
    states: dict[int, dict[State, int]] = {}
    rows = Value.objects.filter(
        submission__campaign=campaign, submission__municipality__in=campaign.expectations.values("municipality")
    )
    for element, state, number in rows.values_list("element", "state").annotate(number=Count("pk")).order_by():
        states.setdefault(element, {})[State(state)] = number
    return [FieldProgress(element, expected, states.get(element.pk, {})) for element in asked_elements(campaign)]


def cells(campaign: Campaign) -> dict[tuple[int, int], State]:
    """State of every answer by (municipality, element): the data of the collection grid; one query."""
    rows = Value.objects.filter(submission__campaign=campaign)
    return {
        (place, element): State(state)
        for place, element, state in rows.values_list("submission__municipality", "element", "state")
    }
