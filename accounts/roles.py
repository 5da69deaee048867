"""Who may do what: the roles of the portal and their permissions as one readable table."""

from enum import StrEnum

from django.db.models import TextChoices


class Role(TextChoices):
    COORDINATOR = "coordinator", "координатор кластера"
    METHODOLOGIST = "methodologist", "методист мониторинга"
    MUNICIPAL_OPERATOR = "municipal_operator", "муниципальный оператор"
    EMPLOYER = "employer", "работодатель"
    COLLEGE_SPECIALIST = "college_specialist", "специалист колледжа"
    GRADUATE = "graduate", "выпускник"
    ADMINISTRATOR = "administrator", "администратор"


class Permission(StrEnum):
    CLUSTER_VIEW = "видеть состав кластера: организации, советы, проекты"
    CLUSTER_MANAGE = "вести организации, советы, проекты и дорожную карту"
    COLLEGE_MANAGE = "вести профиль своего колледжа"
    PROPOSAL_SUBMIT = "подавать предложения в дорожную карту и практики"
    REFERENCE_MANAGE = "вести справочники: муниципалитеты, условия труда"
    MEETING_VIEW = "видеть заседания и протоколы"
    MEETING_MANAGE = "готовить заседания и вести протоколы"
    PROTOCOL_IMPORT = "загружать протоколы"
    EVENT_MANAGE = "вести события"
    POST_RELEASE_REVIEW = "проверять пост-релизы перед публикацией"
    DECISION_VIEW = "видеть реестр решений"
    DECISION_MANAGE = "ставить решения на контроль и менять их"
    DECISION_REPORT = "отчитываться об исполнении"
    DECISION_ACCEPT = "принимать исполнение"
    VACANCY_MANAGE = "размещать вакансии своей организации"
    VACANCY_MODERATE = "проверять и публиковать вакансии"
    GRADUATE_VIEW = "видеть выпускников своего колледжа"
    GRADUATE_MANAGE = "вести карточки и маршруты выпускников"
    GRADUATE_SELF = "видеть свой маршрут и управлять своими данными"
    CANDIDATE_VIEW = "видеть кандидатов, которые открылись работодателю"
    MONITORING_VIEW = "видеть результаты мониторинга"
    MONITORING_MANAGE = "вести кампании мониторинга"
    SUBMISSION_UNLOCK = "открывать сданную форму для правки"
    SUBMISSION_FILL = "заполнять форму муниципалитета"
    SELF_DIAGNOSE = "проводить самодиагностику и составлять план"
    REPORT_ORDER = "заказывать документы"
    ACCOUNT_MANAGE = "приглашать людей и закрывать доступ"
    ACCESS_LOG_VIEW = "читать журнал доступа к защищённым данным"


P = Permission
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {
            P.CLUSTER_VIEW,
            P.CLUSTER_MANAGE,
            P.PROPOSAL_SUBMIT,
            P.REFERENCE_MANAGE,
            P.MEETING_VIEW,
            P.MEETING_MANAGE,
            P.PROTOCOL_IMPORT,
            P.EVENT_MANAGE,
            P.POST_RELEASE_REVIEW,
            P.DECISION_VIEW,
            P.DECISION_MANAGE,
            P.DECISION_REPORT,
            P.DECISION_ACCEPT,
            P.VACANCY_MODERATE,
            P.MONITORING_VIEW,
            P.SELF_DIAGNOSE,
            P.REPORT_ORDER,
        }
    ),
    Role.METHODOLOGIST: frozenset(
        {
            P.CLUSTER_VIEW,
            P.PROPOSAL_SUBMIT,
            P.MEETING_VIEW,
            P.POST_RELEASE_REVIEW,
            P.DECISION_VIEW,
            P.DECISION_REPORT,
            P.MONITORING_VIEW,
            P.MONITORING_MANAGE,
            P.SELF_DIAGNOSE,
            P.SUBMISSION_UNLOCK,
            P.REPORT_ORDER,
        }
    ),
    Role.MUNICIPAL_OPERATOR: frozenset(
        {
            P.CLUSTER_VIEW,
            P.PROPOSAL_SUBMIT,
            P.DECISION_VIEW,
            P.DECISION_REPORT,
            P.MONITORING_VIEW,
            P.SUBMISSION_FILL,
            P.SELF_DIAGNOSE,
            P.REPORT_ORDER,
        }
    ),
    Role.EMPLOYER: frozenset(
        {
            P.CLUSTER_VIEW,
            P.PROPOSAL_SUBMIT,
            P.DECISION_VIEW,
            P.DECISION_REPORT,
            P.VACANCY_MANAGE,
            P.CANDIDATE_VIEW,
            P.REPORT_ORDER,
        }
    ),
    Role.COLLEGE_SPECIALIST: frozenset(
        {
            P.CLUSTER_VIEW,
            P.COLLEGE_MANAGE,
            P.PROPOSAL_SUBMIT,
            P.SELF_DIAGNOSE,
            P.DECISION_VIEW,
            P.DECISION_REPORT,
            P.GRADUATE_VIEW,
            P.GRADUATE_MANAGE,
            P.REPORT_ORDER,
        }
    ),
    Role.GRADUATE: frozenset({P.GRADUATE_SELF}),
    Role.ADMINISTRATOR: frozenset({P.CLUSTER_VIEW, P.REFERENCE_MANAGE, P.ACCOUNT_MANAGE, P.ACCESS_LOG_VIEW}),
}


def permissions_of(role: str) -> frozenset[Permission]:
    """Permissions of a role; a role that is not in the table may do nothing."""
    return ROLE_PERMISSIONS.get(Role(role), frozenset()) if role in Role.values else frozenset()


def roles_with(permission: Permission) -> list[Role]:
    return [role for role in Role if permission in permissions_of(role)]
