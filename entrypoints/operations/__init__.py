"""Commands of those who operate the service: prepare it, check it, explain, and see to what was set aside."""
