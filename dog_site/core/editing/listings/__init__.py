"""Lists of the desk: pages of one type with columns, filters that stay, a plain search, a file, actions on many."""
