"""Promises that must hold when much happens at once, and when the database fails."""
