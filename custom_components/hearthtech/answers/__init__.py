"""What the kitchen answers: one function a kind, each a thin caller of `Kitchen`.

The words come from `voice.replies`; what is asked comes from `voice.recognizer`. Nothing here knows Home Assistant.
"""
