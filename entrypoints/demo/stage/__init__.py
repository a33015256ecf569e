"""CAS3 and Delius side by side, for the page: what is done at the one, and what comes of it at the other."""
