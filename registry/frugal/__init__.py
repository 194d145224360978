"""Means of Python made anew so that they cost little when a process starts."""
