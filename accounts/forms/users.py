from django import forms

from accounts.models import User
from accounts.roles import Role
from ui.forms import PortalForm, PortalModelForm


class InvitationForm(PortalForm):
    email = forms.EmailField(label="Электронная почта", help_text="На этот адрес придёт ссылка для входа.")
    full_name = forms.CharField(label="Фамилия, имя, отчество", max_length=200)
    role = forms.ChoiceField(label="Роль", choices=Role.choices)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Такая почта уже есть на портале.")
        return email


class UserForm(PortalModelForm):
    class Meta:
        model = User
        fields = ["full_name", "role", "is_active"]
        help_texts = {"is_active": "Снимите отметку, чтобы закрыть доступ. История действий человека останется."}
