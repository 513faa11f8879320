"""Training data of the classifier: our own words, combined at random with a fixed seed.

Nothing of it is needed at run time except the templates shared with `recognizer`; the learned weights are in
`classifier.bin`.
"""
