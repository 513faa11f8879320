"""The picture of a session."""

from xml.etree import ElementTree as ET

from custom_components.hearthtech.kitchen.sessions.event_codec import decode
from custom_components.hearthtech.kitchen.sessions.plot import plot_svg

from .pot_fixture import BOIL, SERVE, Kitchenette, permit


async def test_a_session_is_drawn_with_steps_hands_and_remarks() -> None:
    kitchen = Kitchenette()
    session = await kitchen.open(BOIL, SERVE)
    await session.start(heat=permit())
    await kitchen.run(120)
    await session.remark('<script>alert("x")</script> & a pinch of salt')
    kitchen.pot.turn_knob(0.5)
    await kitchen.run(120)
    await session.stop()
    events = [decode(record) for record in kitchen.journal.records[session.id]]
    picture = plot_svg(events, "soup")
    root = ET.fromstring(picture)
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert names.count("polyline") == 1
    assert names.count("circle") == 2
    assert "script" not in names
    titles = [element.text for element in root.iter() if element.tag.endswith("title")]
    assert BOIL.text in titles


def test_an_empty_session_is_drawn_empty() -> None:
    assert ET.fromstring(plot_svg([], "soup")).tag.endswith("svg")
