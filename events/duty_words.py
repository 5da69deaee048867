"""Words of the field that pages, letters and actions share."""

from cluster.models import CouncilMember

Duty = CouncilMember.Duty
GENITIVE = {
    Duty.CHAIR: "председателя",
    Duty.DEPUTY: "заместителя председателя",
    Duty.SECRETARY: "секретаря",
    Duty.MEMBER: "члена",
    Duty.CANDIDATE: "кандидата в члены",
}
INSTRUMENTAL = {
    Duty.CHAIR: "председателем",
    Duty.DEPUTY: "заместителем председателя",
    Duty.SECRETARY: "секретарём",
    Duty.MEMBER: "членом",
    Duty.CANDIDATE: "кандидатом в члены",
}


def duty_genitive(duty: str) -> str:
    """«выборы председателя»."""
    return GENITIVE[Duty(duty)]


def duty_instrumental(duty: str) -> str:
    """«избрать председателем»."""
    return INSTRUMENTAL[Duty(duty)]
