"""Checks the files of the integration by the rules of Home Assistant: manifest, actions, translations, icons, dependencies.

Home Assistant's own checker, hassfest, is no part of the installed package; the workflow `hassfest` runs it. This one
needs only what development needs anyway, and also compares the files with each other and with the code.
"""
