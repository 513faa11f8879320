"""Fuzzing of every reader of outside text and of every protocol.

`targets` lists them. `tests/fuzz/` runs each on the kept corpus; `script/bench fuzz` runs each longer, guided by
coverage, with atheris.
"""
