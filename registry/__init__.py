"""Somana, the interoperability registry of government systems."""

__version__ = "0.3.0"
