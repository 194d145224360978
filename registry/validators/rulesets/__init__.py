"""Rulesets in Spectral's format, as data: read, merged, and made into rules."""
