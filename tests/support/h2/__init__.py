"""Oracle's stand-in: SQLAlchemy's own dialect for Oracle, over JDBC, on H2 as it imitates Oracle.

The constants and the errors are python-oracledb's own; connections and cursors are ours. H2 is more lenient
than Oracle, so what a statement must not contain is checked on its text as well
(`tests/adapters/test_oracle_sql.py`).
"""
