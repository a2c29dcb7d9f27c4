"""Records, rows and their history as people read them on pages."""
