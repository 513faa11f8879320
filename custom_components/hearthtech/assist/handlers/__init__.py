"""IntentHandlers of recognized requests, one module per group of intent types. Independent of Home Assistant."""
