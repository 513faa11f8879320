"""Cook it once, keep it for ever: from what a cook did to steps with goals. Needs numpy; import it when it is used."""
