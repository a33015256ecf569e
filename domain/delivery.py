"""The former place of `Delivery`, which stands beside its port."""

from domain.ports.inbound_events import Delivery

__all__ = ["Delivery"]
