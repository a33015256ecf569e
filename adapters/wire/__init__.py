"""The formats on the wire, shared by the adapters that carry them: pydantic at the edge, domain inside."""
