"""WebSocket commands."""
