"""Writing Party organizations, members and their work; the only writes of this folder."""
