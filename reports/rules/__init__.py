"""Rules of counting that belong to no subject of their own."""
