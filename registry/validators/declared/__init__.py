"""Rules written as data, applied to a document with the findings that Spectral gives."""
