"""REST of Party organizations and 党建+ work."""
