"""The topic for announcements at SNS."""
