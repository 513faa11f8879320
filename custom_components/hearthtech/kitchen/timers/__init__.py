"""Kitchen timers with absolute deadlines."""
