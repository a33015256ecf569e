"""The neighbours of the service on this machine, on 127.0.0.1 only: to try it, and to test it."""
