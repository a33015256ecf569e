"""A server for the unmodified python-oracledb driver: Oracle's wire protocol in front of H2.

Written from what the driver's published source says that it sends and reads. It shows what the driver and
SQLAlchemy really do: binds and fetches, statement cache, round trips, pool, time-outs and breaks, every
error number, the logon with either verifier, URL forms. Refusals, errors, silence, cuts and slow answers
can be ordered at any step (`faults`).

It cannot show what only Oracle decides: how it parses and plans, privileges, row-level security, triggers,
comparison of CHAR, storage of LOBs, replication. It answers as the driver expects, so a misunderstanding that
the driver's source has is not seen either. As version 23 it speaks that version's format, and logs on in one
request and says where its answers end if it is told to. H2 takes more than Oracle does, so what a
statement must not contain is checked on its text too (`tests/adapters/test_oracle_sql.py`).
"""
