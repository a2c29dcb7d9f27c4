"""REST addresses of figures and runs."""
