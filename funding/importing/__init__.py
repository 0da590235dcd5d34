"""Takes a table of contributions from a file to proposals: each module is a step, and knows those above it.

cells     what a file holds, whatever its kind
reading   bytes to sheets of cells
headings  the names by which columns are known
columns   what each column holds, guessed from its heading
printed   the totals that the file itself prints, and the rows that they stand for
table     a sheet to rows of an entry
doubts    what only a person can confirm
words     the words for a state, a stage and a scope
amounts   what a cell says of money
values    what a cell says of anything: also a year, a day, a text, partners
names     which theme, organisation or project is meant
known     those of the site, read once
choices   what a person decided about the file, and what is asked
existing  which entry of the site a row is about
compared  what a row makes of its entry, and what is in the way
planned   one row: what it says of that entry, and what is wrong or unsure
plan      what would happen to each row
before_after  what that does to the totals of a year
stated    the printed totals beside what the rows add up to
batch     what a plan asks for, made as drafts that wait
hand_in   the plan to proposals, which somebody else approves
remembered  what was decided about an earlier file of the same shape
take_back  a batch that was handed in, undone
prepared  a file with everything that was decided about it
told      a plan in sentences
decisions  what was decided, in sentences
"""
