"""What stands in the documents of monitoring: pure builders over stored results."""

from monitoring.documents.briefing import briefing
from monitoring.documents.sheets import municipal_sheet
from monitoring.documents.versions import briefing_version, municipal_sheet_version

__all__ = ["briefing", "briefing_version", "municipal_sheet", "municipal_sheet_version"]
