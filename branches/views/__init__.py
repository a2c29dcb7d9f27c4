"""Pages of Party organizations and members that are no plain records."""
