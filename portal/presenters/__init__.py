"""Values turned into words for pages."""
