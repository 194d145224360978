"""What the fields of documents mean: the data dictionary, recognised by names and what surrounds them."""
