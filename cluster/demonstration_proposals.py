"""An open call for proposals and what members of the invented cluster answered."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from cluster.models import Organisation, Proposal, ProposalRound, RoadMap

State = Proposal.State
WINDOW = (-20, 90)
PROPOSALS = (
    ("employer", "Устроить день открытых цехов для выпускников колледжей",
     "Люди боятся цеха, пока не видели его. Один день снимает половину вопросов.", State.SUBMITTED, "", ""),
    ("employer", "Договориться о подмене наставника на время отпуска",
     "Летом новички остаются без помощи на две-три недели.", State.MERGED,
     "Это часть мероприятия о наставниках: порядок подмены впишем в него.", "Назначить наставников"),
    ("college", "Собирать папки достижений начиная со второго курса",
     "На последнем курсе времени уже нет, половина работ потеряна.", State.ACCEPTED,
     "Берём в карту, начнём с двух групп.", "Собрать папку"),
    ("college", "Купить каждому выпускнику личный ноутбук",
     "Не у всех есть техника для удалённой работы.", State.REJECTED,
     "У кластера нет таких средств. Технику на время практики даёт колледж.", ""),
)  # fmt: skip


def load_proposals(today: date) -> None:
    """A second call changes nothing."""
    if ProposalRound.objects.exists():
        return
    coordinator = User.objects.get(email="coordinator@demo.example")
    call = ProposalRound.objects.create(
        road_map=RoadMap.objects.filter(name__contains=f"{today.year}–").latest("pk"),
        title="Что добавить в дорожную карту на следующее полугодие",
        explanation="Предложите одно-два дела, за которые готова отвечать ваша организация, и назовите ожидаемый итог.",
        opens_on=today + timedelta(days=WINDOW[0]),
        closes_on=today + timedelta(days=WINDOW[1]),
        created_by=coordinator,
    )
    for who, text, why, state, reason, item in PROPOSALS:
        author = User.objects.get(email=f"{who}@demo.example")
        is_open = state == State.SUBMITTED
        Proposal.objects.create(
            round=call,
            organisation=Organisation.objects.of_user(author).first(),
            author=author,
            text=text,
            why=why,
            starts_on=today + timedelta(days=30),
            ends_on=today + timedelta(days=120),
            state=state,
            reason=reason,
            item=call.road_map.items.get(text__startswith=item) if item else None,
            decided_by=None if is_open else coordinator,
            decided_at=None if is_open else timezone.now(),
        )
