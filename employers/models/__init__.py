from employers.models.partners import Partner
from employers.models.vacancies import OfferedAccommodation, Vacancy

__all__ = ["OfferedAccommodation", "Partner", "Vacancy"]
