from ui.forms import DayField, PortalForm


class CompositionForm(PortalForm):
    """The day on which the composition is looked at; a GET form."""

    day = DayField(label="Состав на день", help_text="Например, 1 марта 2022 или 01.03.2022.", required=False)
