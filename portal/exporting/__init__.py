"""Files the portal writes."""
