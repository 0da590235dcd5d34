from .themes import ThemeOverviewPage, ThemePage
from .yearly import ResultsIndexPage, YearlyResultsPage

__all__ = ["ResultsIndexPage", "ThemeOverviewPage", "ThemePage", "YearlyResultsPage"]
