"""Files of the running demonstration campaign: one loaded, one with slips that wait for their sender."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pghistory

from accounts.models import User
from cluster.models import Municipality
from monitoring.actions.batches import apply_batch, check_files
from monitoring.actions.populations import check_populations
from monitoring.control_rules import Cell
from monitoring.exchange.reading import Sent
from monitoring.exchange.template import template
from monitoring.form_files import file_of, fillings_of, seal
from monitoring.models import Campaign, ReferencePopulation, Submission, municipalities_of

SENT = {"n_trained_pk": 6, "n_trained_pp": 2, "n_probes": 214, "n_probes_ovz": 5, "n_contest": 0, "n_parents": 530}
SLIPS = {"n_probes": "1 240", "n_probes_ovz": "12 чел.", "n_contest": "-3", "n_parents": "около тысячи"}


def load_files(campaign: Campaign) -> None:
    operator = User.objects.get_by_natural_key("operator@demo.example")
    own = municipalities_of(operator)
    drafts = campaign.submissions.filter(status=Submission.Status.DRAFT).select_related("municipality")
    _load_sent(campaign, drafts.exclude(municipality__in=own)[0])
    for place in own.filter(campaigns=campaign):
        _check_slips(campaign, place, operator)
    _check_heads(campaign)


def _load_sent(campaign: Campaign, form: Submission) -> None:
    """The methodologist loads a template that a municipality has sent by mail."""
    methodologist = User.objects.get_by_natural_key("methodologist@demo.example")
    [filling] = fillings_of(campaign, [form.municipality])
    cells = {**filling.cells, **{code: Cell(Decimal(number)) for code, number in SENT.items()}}
    file = Sent("Форма за год, из письма.xlsx", template(replace(filling, cells=cells), seal))
    with pghistory.context(user=methodologist.pk):
        apply_batch(check_files(campaign, [file], by=methodologist), by=methodologist)


def _check_slips(campaign: Campaign, place: Municipality, operator: User) -> None:
    text = file_of(campaign, place, "csv").decode("utf-8-sig")
    for code, typed in SLIPS.items():
        text = text.replace(f";{code};;", f";{code};{typed};")
    check_files(campaign, [Sent("Пробы и конкурсы.csv", text.encode())], by=operator)


def _check_heads(campaign: Campaign) -> None:
    """Head counts of the year have come from the statistics; the methodologist has yet to load them."""
    methodologist = User.objects.get_by_natural_key("methodologist@demo.example")
    rows = ReferencePopulation.objects.filter(campaign=campaign, population__code="r9")
    lines = [
        f"{oktmo};{amount + amount // 40}"
        for oktmo, amount in rows.values_list("municipality__oktmo", "amount").order_by("municipality__oktmo")
    ]
    file = Sent("Выпускники 9 классов.csv", "\n".join(["ОКТМО;r9", *lines]).encode())
    source = "региональный свод по выпускникам (показательные данные)"
    check_populations(campaign, file, source=source, counted_on=date(campaign.year, 10, 1), by=methodologist)
