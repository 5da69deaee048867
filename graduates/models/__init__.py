from graduates.models.consents import Consent
from graduates.models.disclosures import Disclosure
from graduates.models.needs import DisabilityStatus, NeedLevel, Needs, NosologyGroup, OvzStatus, ProtectedProfile
from graduates.models.profiles import Graduate
from graduates.models.routes import Route, RouteStep

__all__ = [
    "Consent",
    "DisabilityStatus",
    "Disclosure",
    "Graduate",
    "NeedLevel",
    "Needs",
    "NosologyGroup",
    "OvzStatus",
    "ProtectedProfile",
    "Route",
    "RouteStep",
]
