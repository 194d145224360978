"""What the doors on HTTP share: who asks, their work, statuses, conditions."""
