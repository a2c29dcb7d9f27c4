"""REST addresses of people, their résumés and imports."""
