"""A page on which CAS3 and Delius stand side by side, for demos and development, never in production."""
