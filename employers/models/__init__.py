from employers.models.offered_accommodations import OfferedAccommodation
from employers.models.partners import Partner
from employers.models.states import Step, WrongState
from employers.models.vacancies import Vacancy

__all__ = ["OfferedAccommodation", "Partner", "Step", "Vacancy", "WrongState"]
