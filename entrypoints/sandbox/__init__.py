"""What the demo, the replay and the tests share: sample people and events, stand-ins, output."""
