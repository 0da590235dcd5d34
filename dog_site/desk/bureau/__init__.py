"""The first page of the admin: what waits, what needs attention, what comes, and where somebody was."""
