"""The meal plan: planned meals (`meal`), repeating rules (`rules`), and proposed weeks (`propose`)."""
