"""Check the tables, columns, codes and privileges that the service needs of a database."""
