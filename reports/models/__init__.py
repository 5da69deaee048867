from reports.models.duties import DutyRun
from reports.models.jobs import Job, LostJob, WrongState

__all__ = ["DutyRun", "Job", "LostJob", "WrongState"]
