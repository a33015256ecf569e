"""Delius in its Oracle database, through SQLAlchemy Core.

The same statements run on PostgreSQL and SQLite.
"""
