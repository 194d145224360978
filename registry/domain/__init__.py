"""What is true: values, tables of truth and errors, on the standard library alone."""
