"""Log lines, metrics and traces for those who run the service."""
