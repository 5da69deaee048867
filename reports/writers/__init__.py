"""Writers: the same document in three formats."""

from collections.abc import Callable

from reports.writers.docx import to_docx
from reports.writers.pdf import to_pdf
from reports.writers.xlsx import to_xlsx
from ui.blocks import Block

WRITERS: dict[str, Callable[[Block], bytes]] = {"pdf": to_pdf, "docx": to_docx, "xlsx": to_xlsx}
