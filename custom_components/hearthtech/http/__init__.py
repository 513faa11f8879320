"""HTTP views: pictures and source documents of recipes, session plots, the calendar feed."""
