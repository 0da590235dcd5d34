"""Actions on several entries at once: all of them or none, and never through the public row.

A batch says beforehand what changes from what to what. When one row may not be changed, or somebody else changed it
after the page was opened, the whole batch is refused with the reason at that row.
"""

from .approval import ApproveBulkAction, ProposeBulkAction, UnpublishBulkAction
from .delete import DeleteBulkAction
from .fields import StageBulkAction, ThemeBulkAction

ACTIONS = (
    ProposeBulkAction,
    ApproveBulkAction,
    ThemeBulkAction,
    StageBulkAction,
    UnpublishBulkAction,
    DeleteBulkAction,
)
