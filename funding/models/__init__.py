from .changes import FigureChange
from .choices import AmountState, SizeScope, Stage
from .entries import FundingEntry, FundingPartner
from .imports import ImportRun, ImportUpload
from .published import PublishedFigure, PublishedFigureOmission
from .sources import SourceDocument
from .tasks import FourEyesTask

__all__ = [
    "AmountState",
    "FigureChange",
    "FourEyesTask",
    "FundingEntry",
    "FundingPartner",
    "ImportRun",
    "ImportUpload",
    "PublishedFigure",
    "PublishedFigureOmission",
    "SizeScope",
    "SourceDocument",
    "Stage",
]
