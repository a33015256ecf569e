"""Play a folder of messages and details through the service in memory."""
