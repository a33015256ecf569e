"""Says whether a database has all that the service needs, and lets it do with it what it must."""
