"""Evidence on the page of its launch event."""

from fairs.admin.documents import Documents
from initiatives.models import Evidence


class EvidenceRows(Documents):
    model = Evidence
    address = "admin:initiatives_launch_evidence"
