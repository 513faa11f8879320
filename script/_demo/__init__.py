"""The demo: a whole kitchen of real parts on one machine, and the meal that checks it."""
