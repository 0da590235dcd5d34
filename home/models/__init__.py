from .home import FeaturedProject, HomePage
from .search import SearchPage
from .standard import StandardPage

__all__ = ["FeaturedProject", "HomePage", "SearchPage", "StandardPage"]
