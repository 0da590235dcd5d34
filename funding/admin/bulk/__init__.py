"""What is done to several entries at once: all of it or nothing, and never by way of the public row.

A batch says beforehand what changes from what to what. It is refused as a whole, with the reason at the row, where
one row may not be changed or was changed by somebody else after the page was opened.
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
