"""What the fields of documents mean: the concepts of the data dictionary, recognised by names and their surroundings."""
