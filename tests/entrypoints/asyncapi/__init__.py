"""The AsyncAPI document, and AsyncAPI's own parser."""
