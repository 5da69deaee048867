"""Statistics of discipline: every figure opens exactly its list, nothing but tasks is counted."""

import re
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import pytest
from django.utils import timezone

from cluster.models import Organisation
from events.actions.decisions import extend
from events.discipline import PARTS, discipline_of, of_result
from events.documents import discipline_statistics
from events.models import ControlPoint, Decision
from tests.events.factories import DecisionFactory, MeetingFactory, foreign_council, today

pytestmark = pytest.mark.django_db
PAGE = "/decisions/discipline/"
LATE = 3  # the column of what was done late
TABLES = ("total", "councils", "organisations", "quarters")
LINK = re.compile(r'<td class="number"><a href="([^"]+)">([^<]+)</a></td>')


def _days(number):
    return today() + timedelta(days=number)


def _accepted(people, executed_on, **fields):
    done = {"executed_on": executed_on, "accepted_at": timezone.now(), "accepted_by": people.coordinator}
    return DecisionFactory(state="accepted", control_started_on=_days(-90), **done, **fields)


@pytest.fixture
def council(people):
    """A body of another region with one decision of each result; a query over it sees nothing else."""
    council = foreign_council()
    meeting = MeetingFactory(council=council, held_on=date(2026, 2, 10))
    _accepted(people, _days(-10), meeting=meeting, due_on=_days(-10))
    _accepted(people, _days(-10), meeting=meeting, due_on=_days(-13))
    _accepted(people, _days(-10), meeting=meeting, due_on=_days(-20))
    _accepted(people, _days(-10), meeting=meeting, due_on=None, deadline_kind="none")
    DecisionFactory(reported=True, meeting=meeting, due_on=_days(-5))
    DecisionFactory(overdue=True, meeting=meeting)
    DecisionFactory(on_control=True, meeting=meeting, due_on=today(), kind="recommendation")
    DecisionFactory(on_control=True, meeting=meeting, due_on=None, deadline_kind="none")
    DecisionFactory(meeting=meeting, text="черновик")
    for kind in ("information", "approval", "election", "control"):
        DecisionFactory(meeting=meeting, kind=kind, state="recorded", due_on=None, deadline_kind="none")
    return council


def _told(council):
    return discipline_of(Decision.objects.filter(meeting__council=council), today())


def test_each_task_has_one_result_and_other_kinds_are_never_counted(council):
    told = _told(council)
    expected = {"in_time": 1, "late": 2, "undated": 1, "reported": 1, "overdue": 1, "running": 2}
    assert {part: told.total.counts[part] for part in PARTS} == expected
    assert told.total.counts["given"] == sum(expected.values()) == 8
    assert told.total.median_delay == Decimal("6.5")
    assert told.councils == {council.pk: told.total}
    assert told.quarters == {date(2026, 1, 1): told.total}


def test_extension_makes_it_in_time_but_not_in_the_first_time(people):
    meeting = MeetingFactory(council=foreign_council())
    decision = DecisionFactory(on_control=True, meeting=meeting, due_on=_days(-30))
    extend(decision, new_due_on=_days(-20), reason="Отпуск", by=people.coordinator)
    extend(decision, new_due_on=_days(-8), reason="Болезнь", by=people.coordinator)
    done = {"executed_on": _days(-10), "accepted_at": timezone.now(), "accepted_by": people.coordinator}
    Decision.objects.filter(pk=decision.pk).update(state="accepted", **done)
    _accepted(people, _days(-40), meeting=meeting, due_on=_days(-40))
    counts = _told(meeting.council).total.counts
    assert (counts["in_time"], counts["first_time"]) == (2, 1)
    assert (counts["extended"], counts["extensions"]) == (1, 2)


def test_figures_and_filters_of_the_register_agree_for_every_result(people, council):
    rows = Decision.objects.visible_to(people.coordinator) | Decision.objects.filter(meeting__council=council)
    counts = discipline_of(rows, today()).total.counts
    for result, number in counts.items():
        if result != "extensions":
            assert of_result(rows, result, today()).count() == number, result
    assert counts["given"] > 20 and counts["extended"] > 0


@pytest.mark.parametrize(
    ("role", "query"),
    [
        ("coordinator", ""),
        ("coordinator", "?given_from=2020-01-01&given_to=2099-01-01"),
        ("coordinator", "period"),
        ("coordinator", "council"),
        ("methodologist", ""),
        ("employer", "council"),
        ("college_specialist", ""),
    ],
)
def test_every_figure_opens_a_list_of_that_many(people, client_of, role, query):
    user = getattr(people, role)
    college = Organisation.objects.of_user(people.college_specialist).get()
    overdue = DecisionFactory(overdue=True, responsible=college)
    extend(overdue, new_due_on=_days(9), reason="Отпуск", by=people.coordinator)
    _accepted(people, _days(-2), due_on=_days(-6), responsible=college)
    if query == "period":
        query = f"?given_from={_days(-80)}&given_to={_days(-10)}"
    elif query == "council":
        query = f"?council={overdue.meeting.council_id}&responsible={college.pk}"
    client = client_of(user)
    answer = client.get(PAGE + query)
    links = LINK.findall(answer.content.decode())
    assert links or (role == "employer" and query.startswith("?council"))
    lines = [line for name in TABLES for line in answer.context[name]]
    shown = [cell for line in lines for cell in line.cells if cell[0]]
    assert len(links) == len(shown)  # no figure but a zero stands without its link
    medians = {(line.cells[LATE][0], *line.cells[-1]) for line in lines if line.cells[-1][1]}
    for address, number in {(address.replace("&amp;", "&"), number) for address, number in links}:
        if (_as_number(number), address) not in {(median, url) for _, median, url in medians}:
            assert client.get(address).context["total"] == _as_number(number), address
    for late, told, address in medians:
        listed = _whole_list(client, address)
        assert len(listed) == late
        assert Decimal(str(median((one.executed_on - one.due_on).days for one in listed))) == told
    for name, number, address in answer.context["turns"]:
        assert client.get(address).context["total"] == number, name


def _whole_list(client, address):
    """All rows of the list behind an address, page after page."""
    pages = client.get(address).context["paginator"].num_pages
    return [one for page in range(1, pages + 1) for one in client.get(f"{address}&page={page}").context["page_obj"]]


def test_median_of_a_body_is_that_of_the_decisions_its_link_lists(people, client_of, council):
    meeting = MeetingFactory()
    for late_by in (1, 4, 6, 30):
        _accepted(people, _days(-10), meeting=meeting, due_on=_days(-10 - late_by))
    _accepted(people, _days(-10), meeting=meeting, due_on=_days(-10))
    client = client_of(people.coordinator)
    page = client.get(f"{PAGE}?council={meeting.council_id}&given_from={meeting.held_on}&given_to={meeting.held_on}")
    told, address = page.context["total"][0].cells[-1]
    listed = _whole_list(client, address)
    mine = [(one.executed_on - one.due_on).days for one in listed if one.meeting_id == meeting.pk]
    assert sorted(mine) == [1, 4, 6, 30]
    assert Decimal(str(median((one.executed_on - one.due_on).days for one in listed))) == told


def test_turns_open_their_lists_and_add_up(people, client_of):
    decision = DecisionFactory(on_control=True, due_on=_days(30))
    closed = {"accepted_at": timezone.now(), "accepted_by": people.coordinator}
    ControlPoint.objects.create(decision=decision, due_on=_days(-60), executed_on=_days(-61), **closed)
    ControlPoint.objects.create(decision=decision, due_on=_days(-30), executed_on=_days(-9), **closed)
    ControlPoint.objects.create(decision=decision, due_on=_days(-2))
    ControlPoint.objects.create(decision=decision, due_on=today())
    client = client_of(people.coordinator)
    page = client.get(f"{PAGE}?council={decision.meeting.council_id}")
    numbers = [number for _, number, _ in page.context["turns"]]
    assert numbers[1] == sum(numbers[2:]) and all(number > 0 for number in numbers)
    for name, number, address in page.context["turns"]:
        assert f'href="{address.replace("&", "&amp;")}">{number}</a>' in page.content.decode(), name
        assert len(_whole_list(client, f"{address}&")) == number, name
    others = client_of(people.employer).get("/decisions/control-points/").context["page_obj"]
    assert decision not in [one.decision for one in others]


def _as_number(text):
    return Decimal(text.replace("\N{NO-BREAK SPACE}", "").replace(",", "."))


def test_heading_of_the_opened_list_tells_the_number(people, client_of):
    client = client_of(people.coordinator)
    line = client.get(PAGE).context["total"][0]
    number, address = line.cells[0]
    assert f"<h1>Решения: {number}</h1>" in client.get(address).content.decode()


def test_executor_sees_figures_of_the_own_organisation_only(people, client_of):
    region = Organisation.objects.of_user(people.employer).earliest("pk").region
    stranger = Organisation.objects.create(region=region, name="Чужая организация", kind="ngo")
    DecisionFactory(overdue=True, responsible=stranger)
    page = client_of(people.employer).get(PAGE)
    assert page.context["given"] == of_result(Decision.objects.executed_by(people.employer), "given", today()).count()
    assert "Чужая организация" not in page.content.decode()


def test_another_region_does_not_count(people, client_of, council):
    assert council.name not in client_of(people.coordinator).get(PAGE).content.decode()


def test_a_period_that_ends_before_it_begins_is_told_and_kept(people, client_of):
    text = client_of(people.coordinator).get(f"{PAGE}?given_from=01.03.2026&given_to=01.02.2026").content.decode()
    assert "Конец периода не может быть раньше начала." in text and 'value="01.02.2026"' in text
    text = client_of(people.coordinator).get(f"{PAGE}?given_from=31.02.2026").content.decode()
    assert "Такого дня нет: 31.02.2026" in text and 'value="31.02.2026"' in text


def test_quarter_is_cut_to_the_chosen_period(people, client_of):
    MeetingFactory(held_on=date(2026, 1, 20)).decisions.add(DecisionFactory(overdue=True), bulk=False)
    inside = DecisionFactory(overdue=True, meeting=MeetingFactory(held_on=date(2026, 2, 20)))
    client = client_of(people.coordinator)
    page = client.get(f"{PAGE}?given_from=2026-02-01&given_to=2026-02-28")
    (quarter,) = page.context["quarters"]
    assert quarter.name == "I квартал 2026 года"
    assert list(client.get(quarter.cells[0][1]).context["object_list"]) == [inside]


def test_recurring_task_counts_once_and_its_turns_stand_apart(people, client_of):
    decision = DecisionFactory(on_control=True, due_on=_days(30))
    for day in (-60, -30, 30):
        ControlPoint.objects.create(decision=decision, due_on=_days(day))
    page = client_of(people.coordinator).get(PAGE)
    turns = {name: number for name, number, _ in page.context["turns"]}
    assert turns["точек"] >= 3 and turns["просрочена сейчас"] >= 2
    assert "точки в таблицы не входят" in page.content.decode()


def test_graduate_may_not_see_it(people, client_of):
    assert client_of(people.graduate).get(PAGE).status_code == 403
    assert client_of(people.graduate).get("/decisions/extensions/").status_code == 403


def test_the_file_holds_the_figures_of_the_page_with_the_same_filter(people, client_of, council):
    page = client_of(people.coordinator).get(f"{PAGE}?given_from={_days(-80)}")
    document = discipline_statistics(None, people.coordinator, given_from=str(_days(-80)))
    told = [block for block in document["blocks"] if block["type"] == "table"]
    assert len(told) == 4 and told[0]["caption"] == "Всего"
    numbers = [cell["value"] for cell in told[0]["rows"][0][1:11]]
    assert numbers == [number for number, _ in page.context["total"][0].cells[:10]]
    assert council.name not in str(document)
