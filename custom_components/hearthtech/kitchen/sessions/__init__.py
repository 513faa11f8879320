"""Cooking sessions, from monitoring by the cook to automatic heat control.

`manager` opens and restores sessions, `session` is one of them, `snapshot` its read model; `events` and `reducer` define
what its journal stores. `event_detection` and `learn` need no sessions.
"""
