from .choices import AmountState, SizeScope, Stage
from .entries import FundingEntry, FundingPartner
from .imports import ImportRun
from .published import PublishedFigure, PublishedFigureOmission
from .sources import SourceDocument

__all__ = [
    "AmountState",
    "FundingEntry",
    "FundingPartner",
    "ImportRun",
    "PublishedFigure",
    "PublishedFigureOmission",
    "SizeScope",
    "SourceDocument",
    "Stage",
]
