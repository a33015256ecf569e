"""Every scenario of every feature, as a test."""

from pytest_bdd import scenarios

scenarios(".")
