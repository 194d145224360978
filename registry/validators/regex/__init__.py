"""JavaScript's regular expressions, whose patterns and texts come from strangers."""
