"""Every hidden state of every model, attached by every relation through which something public could show it.

`relations.py` finds the relations in the models themselves, `things.py` makes what is hidden and what shows it.
"""
