"""Takes a table of contributions from a file to proposals: each module is a step, and knows those above it.

cells    what a file holds, whatever its kind
reading  bytes to sheets of cells
headings the names by which columns are known
columns  what each column holds, guessed from its heading
printed  the totals that the file itself prints, and the rows that they stand for
table    a sheet to rows of an entry
values   what a cell says: an amount and its state, a year, a day
names    which theme, organisation or project is meant
plan     what would happen to each row
hand_in  the plan to proposals, which somebody else approves
"""
