"""Reading across the records of Party organizations, of members and of 党建+."""
