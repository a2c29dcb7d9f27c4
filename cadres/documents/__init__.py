"""Papers about people as files Word opens."""
