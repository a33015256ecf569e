"""Oracle's numbers by families: whom each stops, and the words that it is told in."""

import pytest

from domain.failures import Failure, Outage, TemporaryFailure, UnclearFailure
from tests.reliability.test_error_meanings import at_work, on_the_way, oracle, wrapped

AT_WORK: list[tuple[type[Failure], str, str]] = [
    (TemporaryFailure, "somebody else was writing", "1 54 60 1591 2049 2292 4022 8177 30006"),
    (TemporaryFailure, "asks to try again", "1013 1466 1555 4020 4021 4061 4062 4065 4068 8103 8176"),
    (TemporaryFailure, "asks to try again", "40 2392 2394 2397 2399 12805 25402 25405 25408 56720 56735"),
    (Outage, "cannot be used as it is set up", "904 942 980 1031 1720 1775 2019 2289 4042 4043 4067 41900"),
    (Outage, "cannot be used as it is set up", "47306 47400 47401"),
    (Outage, "a view cannot be written to", "1732 1733 1776 1779"),
    (Outage, "does not compile", "4063 6508"),
    (Outage, "a trigger fails", "4088 4091 4092 4098"),
    (Outage, "row-level security refuses", "12406 12407 28110 28112 28113 28115 28116 28138"),
    (Outage, "its wallet of keys is not open", "28353 28365 28374 28417"),
    (Outage, "too few locks", "55 57 62 69"),
    (Outage, "too few open statements", "1000"),
    (Outage, "open for reading only", "372 1647 16000 16003"),
    (
        Outage,
        "no space left",
        "257 1536 1562 1628 1630 1631 1632 1650 1651 1652 1653 1654 1655 1656 1658 1659",
    ),
    (Outage, "no space left", "1680 1681 1683 1684 1688 1691 1692 1693 1694 1950 30032 30036 65114"),
    (Outage, "no space left", "16014 16038 19502 19504 19809 19815"),
    (
        Outage,
        "cannot read its files",
        "376 1110 1114 1115 1116 1135 1157 1187 1539 1542 27041 27061 27063 27072",
    ),
    (Outage, "no memory left", "4030 4031 4036 27102"),
    (Outage, "starting or stopping", "472 474 476 484 1014 1033 1034 1090 1109 1154 1219 65011 65020 65054"),
    # It may be about one row, one block or one text.
    (UnclearFailure, "the work with the database failed", "604 700 1578 1722 6502 8102 20001"),
]
ON_THE_WAY: list[tuple[str, str]] = [
    ("takes no more sessions", "18 19 20 2391 12516 12518 12519 12520 12522 12530"),
    ("does not know that service", "12505 12514"),
    ("has no instance of that service", "12513 12515 12521 12523"),
    ("lets nobody in from here", "12529 12546"),
    ("names no service_name", "12154 12162 12504"),
    ("native network encryption", "12650 12660"),
    ("the server's certificate does not fit", "28860 29024"),
    ("does not answer in time", "3136 12170 12525 12535 12606 12608 12609"),
    ("cannot be understood", "3106 3120 3137 12569 12592 12599"),
    ("lets only its administrators in", "1035 12526 12527"),
    ("starting or stopping", "1033 1034 1109 12528"),
    ("the database cannot be reached", "12150 12543 12560 12564 12571"),
]


def code(number: str) -> str:
    return f"ORA-{int(number):05}"


@pytest.mark.parametrize(
    ("number", "failure", "words"),
    [(number, failure, words) for failure, words, numbers in AT_WORK for number in numbers.split()],
)
def test_a_number_at_work(number: str, failure: type[Failure], words: str) -> None:
    found = at_work(wrapped(oracle(code(number))))

    assert type(found) is failure
    assert words in found.reason


@pytest.mark.parametrize(
    ("number", "words"), [(number, words) for words, numbers in ON_THE_WAY for number in numbers.split()]
)
def test_a_number_on_the_way(number: str, words: str) -> None:
    found = on_the_way(wrapped(oracle(code(number))))

    assert type(found) is Outage
    assert words in found.reason
