"""The queue of domain events at SQS."""
