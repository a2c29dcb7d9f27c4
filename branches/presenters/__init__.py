"""Party organizations and members as pages show them."""
