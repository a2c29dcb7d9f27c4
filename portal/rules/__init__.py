"""Pure rules every folder may use: no Django, no clock, no input or output."""
