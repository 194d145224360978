"""JavaScript's regular expressions, in linear time."""
