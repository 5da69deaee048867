"""What stands in the documents of monitoring: pure builders over the plain content of a campaign."""

from monitoring.documents.orders import (
    briefing,
    campaign_documents,
    municipal_sheet,
    summary_tables,
    version,
)

__all__ = ["briefing", "campaign_documents", "municipal_sheet", "summary_tables", "version"]
