"""Statements that Oracle refuses, or takes otherwise than meant, where other databases do not.

Each rule is a function that says what is wrong with a statement; its docstring has the number of Oracle's
error, if that is what it would come to.
"""
