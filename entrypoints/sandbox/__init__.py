"""Shared by demo, replay and tests: sample people and events, stand-ins, output."""
