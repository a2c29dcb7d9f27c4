"""Forms about Party organizations and members."""
