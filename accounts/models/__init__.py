from accounts.models.access_log import AccessEntry
from accounts.models.letters import Letter
from accounts.models.users import User

__all__ = ["AccessEntry", "Letter", "User"]
