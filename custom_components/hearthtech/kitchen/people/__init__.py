"""People at the table: who they are, what they may not eat, and what each recipe means for them."""
