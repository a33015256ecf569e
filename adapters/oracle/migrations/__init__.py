"""The service's own tables, in the order in which they came."""
