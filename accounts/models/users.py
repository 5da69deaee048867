from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.roles import Permission, Role, permissions_of


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who signs in. What the person may do follows from the role, whose rows from the membership."""

    email = models.EmailField("электронная почта", unique=True)
    full_name = models.CharField("фамилия, имя, отчество", max_length=200)
    role = models.CharField("роль", max_length=30, choices=Role.choices)
    is_active = models.BooleanField("доступ открыт", default=True)
    joined_at = models.DateTimeField("заведён", default=timezone.now, editable=False)
    appearance = models.JSONField("вид страницы", default=dict, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name", "role"]

    class Meta:
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"
        ordering = ["full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message="Такая почта уже есть на портале."
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def can(self, permission: Permission) -> bool:
        return self.is_active and permission in permissions_of(self.role)

    @property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.role)
