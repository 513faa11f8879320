"""HearthTech's voice skill for Rhasspy and Hermes satellites."""
