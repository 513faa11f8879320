"""Voice: intents, their recognition, and the replies. No Home Assistant."""
