"""For development and tests only: a database shaped like Delius, its people, and a look into it."""
