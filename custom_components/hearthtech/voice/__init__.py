"""The one source of all voice: what can be asked, how it is recognized, and what is answered."""
