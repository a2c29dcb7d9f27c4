"""Files of the organization department to checked values; nothing here writes a record or knows Django."""
