"""The CAS3 API and its token endpoint, over HTTP."""
