"""What the near layer of the recognizer learns from: our own words, put together by chance with a fixed seed.

Nothing of it is needed at run time except the templates that `recognizer` shares; the learned weights lie in `model.bin`.
"""
