"""Play a made-up story through the service in memory."""
