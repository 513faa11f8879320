"""The command line `script/hearth`, without Home Assistant."""
