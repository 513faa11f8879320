"""Steps of the config, subentry and options flows, used by `config_flow.py`."""
