"""A message of SQS: what it says, and what goes with it when it is sent on."""

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from adapters.wire.message import read_message
from domain.notification import Notification, UnusableMessage

if TYPE_CHECKING:
    from types_boto3_sqs.type_defs import (
        MessageAttributeValueOutputTypeDef,
        MessageAttributeValueTypeDef,
        MessageTypeDef,
    )

FAILURE_REASON: Final = "FailureReason"
SHORTENED: Final = "(the body was too large for this queue and is shortened)"
"""Ends the reason of a message that the dead-letter queue did not take whole."""
ORIGINAL_ATTRIBUTES: Final = "OriginalMessageAttributes"
_ATTRIBUTE_LIMIT: Final = 10
_REASON_LIMIT_CHARACTERS: Final = 1_000
_NOT_TAKEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that SQS does not accept in a text."""


def content(message: "MessageTypeDef") -> Notification | UnusableMessage:
    """Return the notification in the message, or the failure of one that cannot be read."""
    return read_message(message.get("Body", ""), readable_attributes(message))


def receives(message: "MessageTypeDef") -> int:
    """Return the receive count, this time included."""
    return int(message.get("Attributes", {}).get("ApproximateReceiveCount", "1"))


def sent_at(message: "MessageTypeDef") -> int:
    """Return when it was sent, in milliseconds since 1970."""
    return int(message.get("Attributes", {}).get("SentTimestamp", "0"))


def attributes(message: "MessageTypeDef") -> "dict[str, MessageAttributeValueTypeDef]":
    """Return the attributes of the message's own, to be sent on."""
    return {name: _sendable(value) for name, value in message.get("MessageAttributes", {}).items()}


def original_attributes(message: "MessageTypeDef") -> "dict[str, MessageAttributeValueTypeDef]":
    """Return the attributes that it had before it was set aside: without the reason, and each by itself."""
    original = {
        name: value
        for name, value in attributes(message).items()
        if name not in {FAILURE_REASON, ORIGINAL_ATTRIBUTES}
    }
    packed = attributes(message).get(ORIGINAL_ATTRIBUTES)
    if packed is None:
        return original
    try:
        return {**original, **_unpacked(packed)}
    except (ValueError, TypeError, KeyError, AttributeError):
        # Somebody else's attribute of that name.
        return {**original, ORIGINAL_ATTRIBUTES: packed}


def readable_attributes(message: "MessageTypeDef") -> Mapping[str, str]:
    """Return the values of its attributes, those that are binary in hexadecimal."""
    return {name: _readable(value)["Value"] for name, value in attributes(message).items()}


def attributes_with(
    message: "MessageTypeDef", reason: str, largest: int
) -> "dict[str, MessageAttributeValueTypeDef]":
    """Return its original attributes and the reason. SQS takes ten: where it has so many already, those that
    do not fit stand together in one, as JSON; what was set aside before is not wrapped again. Of the reason
    it takes as much as leaves the whole no larger than that many bytes; where that is nothing, the message
    goes without.
    """
    own = _at_most_nine(message)
    room = largest - len(message.get("Body", "").encode()) - sum(map(_size, {**own, **_reason("")}.items()))
    text = fitting(_NOT_TAKEN.sub("?", reason[:_REASON_LIMIT_CHARACTERS]), room)
    return {**own, **_reason(text)} if text else own


def fitting(text: str, size: int) -> str:
    """Return as much of the text, from its beginning, as has at most so many bytes."""
    return text.encode()[: max(size, 0)].decode(errors="ignore")


def _at_most_nine(message: "MessageTypeDef") -> "dict[str, MessageAttributeValueTypeDef]":
    own = original_attributes(message)
    if len(own) >= _ATTRIBUTE_LIMIT:
        kept = dict(list(own.items())[: _ATTRIBUTE_LIMIT - 2])
        packed = {name: _readable(value) for name, value in own.items() if name not in kept}
        own = {**kept, ORIGINAL_ATTRIBUTES: _text(json.dumps(packed))}
    return own


def _reason(text: str) -> "dict[str, MessageAttributeValueTypeDef]":
    return {FAILURE_REASON: _text(text)}


def _size(attribute: "tuple[str, MessageAttributeValueTypeDef]") -> int:
    """Return the bytes of an attribute, as SQS counts: its name, its type and its value."""
    name, value = attribute
    binary = value.get("BinaryValue")
    content = (
        bytes(binary) if isinstance(binary, bytes | bytearray) else value.get("StringValue", "").encode()
    )
    return len(name.encode()) + len(value["DataType"].encode()) + len(content)


def _sendable(value: "MessageAttributeValueOutputTypeDef") -> "MessageAttributeValueTypeDef":
    if "BinaryValue" in value:
        return {"DataType": value["DataType"], "BinaryValue": value["BinaryValue"]}
    return {"DataType": value["DataType"], "StringValue": value.get("StringValue", "")}


def _readable(value: "MessageAttributeValueTypeDef") -> Mapping[str, str]:
    binary = value.get("BinaryValue")
    text = bytes(binary).hex() if isinstance(binary, bytes | bytearray) else value.get("StringValue", "")
    return {"DataType": value["DataType"], "Value": text}


def _unpacked(packed: "MessageAttributeValueTypeDef") -> "dict[str, MessageAttributeValueTypeDef]":
    return {name: _restored(value) for name, value in json.loads(packed["StringValue"]).items()}


def _restored(packed: Mapping[str, str]) -> "MessageAttributeValueTypeDef":
    """Return the attribute that `_readable` was made from."""
    kind, value = packed["DataType"], packed["Value"]
    if kind.startswith("Binary"):
        return {"DataType": kind, "BinaryValue": bytes.fromhex(value)}
    return {"DataType": kind, "StringValue": value}


def _text(value: str) -> "MessageAttributeValueTypeDef":
    return {"DataType": "String", "StringValue": value}
