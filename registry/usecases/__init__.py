"""What can be done: one function, one transaction, one audit entry."""
