"""Builds a release: the archive for HACS, the wheel of the skill, their inventory and checksums.

Started by `script/release`. The same sources give the same bytes.
"""
