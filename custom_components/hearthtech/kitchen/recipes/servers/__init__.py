"""Read the recipes of a running Mealie or Tandoor through its API."""
