"""What Delius holds, what became of each event and what was announced, to be read by people or programs."""
