"""What is made once per version of the content and kept: values that pages are made of, and whole answers."""

from .pages import Keeping, keeping
from .values import kept

__all__ = ["Keeping", "kept", "keeping"]
