"""Answers of the kitchen: one function per intent type, each a thin caller of `Kitchen`.

Sentences come from `voice.replies`; requests come from `voice.recognizer`. This package does not depend on Home
Assistant, except `agent.py` and `satellites.py`.
"""
