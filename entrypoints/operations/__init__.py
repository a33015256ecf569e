"""Commands of those who operate the service: prepare the database, and check what the worker needs."""
