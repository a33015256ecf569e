"""The parts of Oracle's dictionary that the service, Alembic and SQLAlchemy look up, as views of H2's own."""

from collections.abc import Mapping, Sequence
from typing import Final

_VIEWS: Final[Mapping[str, str]] = {
    "all_objects": """
        SELECT table_schema owner, table_name object_name,
               CASE table_type WHEN 'BASE TABLE' THEN 'TABLE' ELSE 'VIEW' END object_type
        FROM information_schema.tables
        UNION ALL SELECT sequence_schema, sequence_name, 'SEQUENCE' FROM information_schema.sequences""",
    "user_objects": """
        SELECT object_name, object_type FROM sys.all_objects WHERE owner = CURRENT_SCHEMA""",
    "all_tables": "SELECT owner, object_name table_name FROM sys.all_objects WHERE object_type = 'TABLE'",
    "all_views": "SELECT owner, object_name view_name FROM sys.all_objects WHERE object_type = 'VIEW'",
    "all_sequences": """
        SELECT sequence_schema sequence_owner, sequence_name FROM information_schema.sequences""",
    "all_tab_columns": """
        SELECT table_schema owner, table_name, column_name,
               CASE WHEN data_type = 'CHARACTER VARYING' THEN 'VARCHAR2'
                    WHEN data_type = 'CHARACTER' THEN 'CHAR'
                    WHEN data_type = 'CHARACTER LARGE OBJECT' THEN 'CLOB'
                    WHEN data_type LIKE 'TIMESTAMP%' THEN
                        CASE datetime_precision WHEN 0 THEN 'DATE' ELSE 'TIMESTAMP(6)' END
                    ELSE 'NUMBER' END data_type,
               CASE WHEN data_type IN ('CHARACTER', 'CHARACTER VARYING')
                    THEN character_maximum_length ELSE 0 END char_length,
               CASE WHEN data_type IN ('CHARACTER', 'CHARACTER VARYING') THEN 'C' END char_used,
               CASE data_type WHEN 'NUMERIC' THEN numeric_precision END data_precision,
               CASE is_nullable WHEN 'YES' THEN 'Y' ELSE 'N' END nullable,
               LENGTH(column_default) default_length
        FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA""",
    "all_synonyms": """
        SELECT synonym_schema owner, synonym_name, synonym_for_schema table_owner, synonym_for table_name
        FROM information_schema.synonyms""",
    "all_triggers": """
        SELECT trigger_schema owner, trigger_name, event_object_schema table_owner,
               event_object_table table_name, 'ENABLED' status
        FROM information_schema.triggers""",
    "nls_database_parameters": """
        SELECT 'NLS_CHARACTERSET' parameter, 'AL32UTF8' "VALUE"
        UNION ALL SELECT 'NLS_NCHAR_CHARACTERSET', 'AL16UTF16'""",
    "all_constraints": """
        SELECT constraint_schema owner, table_name, constraint_name,
               CASE constraint_type WHEN 'FOREIGN KEY' THEN 'R'
                    ELSE LEFT(constraint_type, 1) END constraint_type,
               CAST(NULL AS VARCHAR) search_condition, CAST(NULL AS VARCHAR) delete_rule,
               CAST(NULL AS VARCHAR) r_owner, CAST(NULL AS VARCHAR) r_constraint_name
        FROM information_schema.table_constraints""",
    "all_cons_columns": """
        SELECT constraint_schema owner, table_name, constraint_name, column_name, ordinal_position position
        FROM information_schema.key_column_usage""",
    "all_indexes": """
        SELECT index_schema owner, index_name, table_schema table_owner, table_name, 'NORMAL' index_type,
               CASE index_type_name WHEN 'INDEX' THEN 'NONUNIQUE' ELSE 'UNIQUE' END uniqueness,
               'DISABLED' compression, 0 prefix_length
        FROM information_schema.indexes""",
    "all_ind_columns": """
        SELECT index_schema index_owner, index_name, table_schema table_owner, table_name, column_name,
               ordinal_position column_position, 'ASC' descend
        FROM information_schema.index_columns""",
    "all_ind_expressions": """
        SELECT index_schema index_owner, index_name, 0 column_position,
               CAST(NULL AS VARCHAR) column_expression
        FROM information_schema.indexes WHERE 1 = 0""",
}

DICTIONARY: Final[Sequence[str]] = [f"CREATE VIEW sys.{name} AS {query}" for name, query in _VIEWS.items()]
"""The statements that create the views, outside the user's own schema as in Oracle."""
