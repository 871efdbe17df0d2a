"""Contrast as the guidelines measure it, and the nearest colour that has enough."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen import contrast

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def test_contrast_is_that_of_the_guidelines():
    assert contrast.contrast(contrast.BLACK, contrast.WHITE) == pytest.approx(21)
    assert contrast.contrast((0x77, 0x77, 0x77), contrast.WHITE) == pytest.approx(4.478, abs=0.001)
    assert contrast.contrast((0xFF, 0, 0), (0, 0xFF, 0)) == pytest.approx(2.914, abs=0.001)


@given(colour=COLOURS, ground=COLOURS, needed=st.sampled_from([contrast.ENOUGH, 3.0]))
@example(colour=(0x99, 0x99, 0x99), ground=contrast.WHITE, needed=4.5)
@example(colour=(0x80, 0x80, 0x80), ground=(0x77, 0x77, 0x77), needed=4.5)
def test_the_colour_that_is_proposed_is_enough(colour: contrast.RGB, ground: contrast.RGB, needed: float):
    proposed = contrast.enough(colour, ground, needed)
    red, green, blue = bytes.fromhex(proposed[1:])
    assert contrast.contrast((red, green, blue), ground) >= needed
    assert proposed != "#767676" or colour != contrast.WHITE
    if contrast.contrast(colour, ground) >= needed:
        assert (red, green, blue) == colour


@pytest.mark.parametrize(
    ("colour", "ground", "needed", "proposed"),
    [
        ((0x99, 0x99, 0x99), contrast.WHITE, 4.5, "#767676"),
        ((0x44, 0x44, 0x44), contrast.BLACK, 4.5, "#757575"),
        ((0x99, 0x99, 0x99), contrast.WHITE, 3.0, "#949494"),
        ((0x60, 0x60, 0x60), (0x80, 0x80, 0x80), 4.5, "#171717"),
        ((0x40, 0x40, 0x40), (0x60, 0x60, 0x60), 4.5, "#DBDBDB"),
    ],
)
def test_the_nearest_colour_is_proposed_and_keeps_to_its_side_if_it_can(colour, ground, needed, proposed):
    assert contrast.enough(colour, ground, needed) == proposed
