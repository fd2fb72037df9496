"""What may become of a row of a spreadsheet."""

from django.utils.translation import gettext_lazy as _

NEW, CHANGED, UNCHANGED, DUPLICATE, WRONG = "new", "changed", "unchanged", "duplicate", "error"
LABELS = {
    NEW: _("new"),
    CHANGED: _("updated"),
    UNCHANGED: _("unchanged"),
    DUPLICATE: _("duplicate?"),
    WRONG: _("error"),
}
