"""A cook watched with a thermometer alone: whether the pot was heated, from its temperature.

A pot that stands on heat rises, or stands well above the room; one that was taken off it falls, and goes on falling.
How strong the heat was can't be told, so that nothing here says more than on or off.
"""

from typing import Final

import numpy as np

from .recording import Floats

WINDOW_S: Final = 60
FALLS_K_S: Final = 0.008
"""A pot of soup loses about a degree in two minutes once the heat is off."""
RISES_K_S: Final = 0.01
WARM_K: Final = 15.0
"""So much above the coldest it was, it does not stand there by itself."""
HEATED: Final = 0.5
"""Stands for "on" where a power is needed to name the phases; it is never told as a level."""


def guessed_power(celsius: Floats) -> Floats:
    """`HEATED` where the pot seems to be heated, else 0. `celsius`: once a second."""
    half = WINDOW_S // 2
    padded = np.pad(celsius, half, mode="edge")
    smooth = np.convolve(padded, np.ones(2 * half + 1) / (2 * half + 1), mode="valid")
    slope = np.gradient(smooth) if len(smooth) > 1 else np.zeros_like(smooth)
    warm = smooth > float(np.min(smooth)) + WARM_K
    heated = (slope > RISES_K_S) | (warm & (slope > -FALLS_K_S))
    guessed: Floats = np.where(heated, HEATED, 0.0)
    return guessed
