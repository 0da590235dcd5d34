"""The desk of the agenda: the list of events (listing.py), what is done with several (bulk.py), a next edition."""
