"""Search: what an item says (texts.py), the index of those words (index.py), and what is found in it (ask.py)."""
