"""Every question asked of the tables; nothing else selects."""
